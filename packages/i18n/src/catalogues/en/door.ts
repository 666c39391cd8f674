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
} as const satisfies TextsOf<typeof shape>;
