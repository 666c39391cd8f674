import type { batch as shape } from '../zh-CN/batch.ts';
import type { TextsOf } from '../../texts.ts';

export const batch = {
  nav: 'Batches',
  title: 'Batches',
  hint: 'One batch after the other. Everybody belongs to the first batch that fits. A batch does not close while anybody is of unknown status, and a new member opens it again.',
  area: 'Area',
  order: 'Order',
  crowd: 'People',
  crowds: {
    old: '80 years and over',
    bedbound: 'Bedbound',
    institution: 'Living in institutions',
    younger: '60–79 years',
    rest: 'Everybody else',
  },
  state: 'State',
  states: { empty: 'Nobody', open: 'In work', closed: 'Closed', reopened: 'Open again' },
  members: 'People',
  unknown: 'Unknown',
  reached: 'Status known',
  closed: 'Finished',
  closing: 'Last closed',
  closedBy: '{{time}}, {{name}}, {{members}} people then',
  close: 'Close this batch',
  closeAsk:
    'Close “{{crowd}}”? {{members}} people, all of known status or finished. It opens again by itself when somebody new belongs to it or somebody becomes unknown.',
  tooLarge: 'Batches are closed for a county or a smaller area. Choose a county or township.',
  showUnknown: '{{count}}, show them',
  unknownOf: 'Unknown status: {{crowd}}',
  unknownKind: 'Why unknown',
  kinds: { never_reached: 'Nobody has reached them', not_screened: 'Agreed, but not screened' },
  noneUnknown: 'Nobody of unknown status in this batch.',
  back: 'Back to the batches',
  noCampaign: 'No campaign is open.',
} as const satisfies TextsOf<typeof shape>;
