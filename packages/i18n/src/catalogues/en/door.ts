import type { door as shape } from '../zh-CN/door.ts';
import type { TextsOf } from '../../texts.ts';

export const door = {
  guide: {
    title: 'What to say',
    ask: 'Ask',
    affirm: 'Affirm',
    permission: 'Ask permission',
    fact: 'One fact',
    askBack: 'Ask back',
    told: 'Told the elder',
    inChinese: 'Not yet signed in this language: say it in Chinese',
    source: 'Source:',
    example: 'Example: to be signed by the local expert panel before use.',
    manners: 'No threats, no gifts, no arguing.',
  },
  attempts: {
    count: 'Not at home: {{count}} of {{wanted}} attempts count',
    spread:
      'On {{days}} days (at least {{wantedDays}}), at {{parts}} times of day (at least {{wantedParts}}), within {{within}} days.',
    enough: 'Enough attempts: recorded as out of reach, and still yours.',
    next: 'Next time knock in the:',
    morning: 'morning',
    afternoon: 'afternoon',
    evening: 'evening',
  },
  call: { way: 'How they were contacted', atTheDoor: 'At the door', byPhone: 'By phone', notReached: 'Not reached' },
  followUps: {
    title: 'Follow-ups',
    count_one: '{{count}} contact',
    count_other: '{{count}} contacts',
    empty: 'Nobody to follow up.',
    slot: {
      '24h': '24 hours after the dose',
      '48h': '48 hours after the dose',
      '7d': '7 days after the dose',
      '28d': '28 days after the dose',
    },
    tries_one: '{{count}} call in vain',
    tries_other: '{{count}} calls in vain',
    writeCall: 'Record the call',
    well: 'All well',
    reaction: 'Feels unwell',
    move: 'Move to',
    notReachedMove: 'Not reached, move to',
    noDays: 'The rule allows no later day.',
  },
  household: {
    title: 'One household',
    open: '{{count}} people behind this door: record together',
    more: 'Other results',
    save_one: 'Save {{count}} visit',
    save_other: 'Save {{count}} visits',
    nobodyHome: 'Nobody home ({{count}} people)',
    hint: 'Nothing is recorded for whoever has no result. Each person gets a visit of their own.',
  },
  landmark: {
    title: 'How to find the house',
    empty: 'Nothing written yet. For example: second house behind the school, red gate.',
    edit: 'Write it down',
    save: 'Save',
  },
} as const satisfies TextsOf<typeof shape>;
