import type { closing as shape } from '../zh-CN/closing.ts';
import type { TextsOf } from '../../texts.ts';

export const closing = {
  nav: 'Closings',
  title: 'Closings that wait for a second person',
  hint: 'Somebody other than whoever asked must agree. If it turns out to be wrong, the entry can be opened again.',
  moved:
    'Whoever left the prefecture is confirmed by somebody of the prefecture, or sent back. A move inside the prefecture closes nothing: change the residence, and the entry goes with the person.',
  none: 'There are no such requests.',
  count_one: '{{count}} request',
  count_other: '{{count}} requests',
  state: { waiting: 'Waiting', agreed: 'Agreed', declined: 'Not agreed' },
  evidence: 'evidence:',
  now: 'now',
  missing: 'missing: {{kinds}}',
  asked: 'asked {{time}} by {{name}}',
  agreed: '{{time}} {{name}} agreed',
  declined: '{{time}} {{name}} did not agree',
  own: 'You asked for this: somebody else must decide.',
  act: { agree: 'Agree to close', decline: 'Do not agree', reopen: 'Open again' },
  ask: {
    agree: 'Agree to close the entry of {{name}}?',
    decline: 'Not agree to close the entry of {{name}}?',
    reopen: 'Take the word back and open the entry of {{name}} again?',
  },
  why: 'Evidence or reason',
} as const satisfies TextsOf<typeof shape>;
