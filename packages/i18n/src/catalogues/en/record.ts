import type { record as shape } from '../zh-CN/record.ts';
import type { TextsOf } from '../../texts.ts';

export const record = {
  title: 'Vaccination record',
  open: 'Vaccination record',
  print: 'Print',
  show: 'Show in full',
  download: 'Download FHIR (masked)',
  downloadOpen: 'Download FHIR (in full)',
  openHint:
    'Identity number, phone and address are shown in full. This counts as three looks of your day and is written to the audit trail.',
  name: 'Name',
  sex: 'Sex',
  birthDate: 'Date of birth',
  head: {
    number: 'Dose',
    product: 'Vaccine',
    day: 'Given on',
    lot: 'Lot, trace code',
    expiry: 'Expires',
    how: 'Site, route, amount',
    by: 'Given by, or source',
  },
  verdict: { VALID: 'counts', NOT_COUNTED: 'does not count', EXTRA: 'extra' },
  next: 'Next dose',
  standing: {
    due: 'May be given now',
    not_yet: 'Not yet due',
    overdue: 'Later than recommended',
    complete: 'Complete by the schedule in force',
    contraindicated: 'Contraindicated by the screening: not now',
  },
  earliest: 'from {{day}}',
  recommended: 'best {{day}}',
  pastDue: 'by {{day}}',
  aefi: 'Reactions after vaccination',
  outcome: { ongoing: 'still watched', resolved: 'recovered', fatal: 'death' },
  foot: 'Printed by {{name}} from the register and the schedule of {{day}}.',
  masked: 'Identity number, phone and address are masked.',
} as const satisfies TextsOf<typeof shape>;
