import type { consult as shape } from '../zh-CN/consult.ts';
import type { TextsOf } from '../../texts.ts';

/** Doubts about contraindications that wait for the expert panel. */
export const consult = {
  nav: 'Doubts',
  title: 'Doubts that wait for the expert panel',
  hint: 'What nobody could answer before a dose, the panel answers within its time.',
  none: 'No doubt waits.',
  doubt: 'Doubt',
  askedBy: 'Asked by',
  due: 'Answer by',
  late: 'Late',
  open: 'Waiting',
  answer: 'Answer',
  result: 'Result',
  until: 'Wait until',
  why: 'In words',
  own: 'You asked this; somebody else answers.',
  person: 'Name',
  area: 'Area',
} as const satisfies TextsOf<typeof shape>;
