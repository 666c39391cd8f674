import type { device as shape } from '../zh-CN/device.ts';
import { unreviewed, type TextsOf } from '../../texts.ts';

export const device = unreviewed({
  nav: 'Tablets',
  title: 'Tablets',
  hint: 'What each tablet said about itself at its last contact. A tablet taken out of use removes its list at the next contact; what it had not sent goes to “needs attention”.',
  count_one: '{{count}} tablet',
  count_other: '{{count}} tablets',
  none: 'No tablets yet',
  who: 'User',
  state: 'State',
  states: { active: 'In use', silent: 'Silent for days', lost: 'Data lost', revoked: 'Taken out of use' },
  contact: 'Last contact',
  unsent: 'Unsent',
  photos: 'photos {{count}}',
  attention: 'attention {{count}}',
  list: 'List here/server',
  storage: 'Storage',
  persisted: 'kept for good',
  notPersisted: 'may be cleared',
  free: '{{free}} free',
  version: 'Version',
  missing: 'Missing numbers',
  acts: 'Acts',
  revoke: 'Take out of use',
  revokeTitle: 'Take this tablet of {{name}} out of use?',
  revokeBody:
    'At its next contact it removes its list, and what it had not sent goes to “needs attention”. All sign-ins of this person end. It cannot be undone; a new tablet code is needed.',
  code: 'Tablet code',
  importFile: 'Take in a sealed file of a tablet',
  imported: 'The server took {{taken}}; it did not take {{left}}.',
  importedPhotos:
    'Photos: taken {{taken}}, not taken {{left}}. For those not taken, bring the same file again another day.',
  importWrong: 'This is not a file of unsent records from a tablet.',
} as const satisfies TextsOf<typeof shape>);
