/** The register as online screens read it. */
import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import type { PersonLanguage } from '../account/role.ts';
import type { DoseProduct } from '../dose/command.ts';
import { PageRequest } from '../page.ts';
import type { Sex } from '../person/command.ts';
import { VisitReason, type VisitOutcome } from '../visit/codes.ts';
import { AgeBand, DoseStatus, EntryState, type NextAction } from './entry-state.ts';

/** The filters are the same words as the figures, so that every figure links to its rows. */
export const RegisterFilter = z.strictObject({
  areaCode: AreaCode.nullable(),
  /** only who is known to be in `areaCode` and no closer: not the people of the areas below it */
  exactArea: z.boolean(),
  state: EntryState.nullable(),
  band: AgeBand.nullable(),
  doseStatus: DoseStatus.nullable(),
  /** 'none': entries nobody owns */
  ownerId: z.union([z.uuid(), z.literal('none')]).nullable(),
  refusalReason: VisitReason.nullable(),
  figure: z
    .enum([
      'registered',
      'visited',
      'notVisited',
      'agreed',
      'refused',
      'vaccinated',
      'complete',
      'overdue',
      'withoutOwner',
      'doorFound',
      'open',
      'closed',
    ])
    .nullable(),
});
export type RegisterFilter = z.infer<typeof RegisterFilter>;

export const registerSorts = ['serial', 'name', 'nextDate', 'age', 'area'] as const;

export const ListRegister = z.strictObject({
  campaignId: z.uuid(),
  page: PageRequest,
  sort: z.enum(registerSorts),
  descending: z.boolean(),
  filter: RegisterFilter,
  /** name, pinyin initials, last four of the ID number, or last four of the phone; empty for none */
  text: z.string().trim().max(50),
});
export type ListRegister = z.infer<typeof ListRegister>;

export interface RegisterRow {
  entryId: string;
  personId: string;
  county: string;
  serial: number;
  name: string;
  sex: Sex;
  birthDate: string | null;
  /** whole years on the campaign's reference date */
  age: number | null;
  band: AgeBand;
  language: PersonLanguage;
  areaCode: AreaCode;
  areaPath: string[]; // county, township, village in Chinese
  state: EntryState;
  doseStatus: DoseStatus;
  ownerId: string | null;
  ownerName: string | null;
  nextAction: NextAction | null;
  nextDate: string | null;
  visitCount: number;
  disabled: boolean;
  nursingHome: boolean;
  origin: 'base' | 'birthday' | 'door';
}

export interface VisitLine {
  id: string;
  occurredAt: string;
  outcome: VisitOutcome;
  reasons: VisitReason[];
  nextDate: string | null;
  note: string;
  userName: string;
  voided: boolean;
  flags: string[];
  /** a call; absent where somebody stood at the door */
  byPhone?: boolean;
}

export interface DoseLine {
  id: string;
  product: DoseProduct;
  givenOn: string;
  origin: 'file' | 'person';
  voided: boolean;
  flags: string[];
}

export interface SourceLine {
  sourceId: string;
  kind: SourceKind;
  fileName: string;
  rowNo: number;
  /** match weight in bits and its parts */
  weight: number | null;
}

export const SourceKind = z.enum([
  'population', 'social', 'medical', 'health', 'vaccination', 'disability', 'nursing_home', 'death', 'move_out',
]); // prettier-ignore
export type SourceKind = z.infer<typeof SourceKind>;

export const PersonRequest = z.strictObject({ county: z.string().regex(/^\d{6}$/), personId: z.uuid() });
export type PersonRequest = z.infer<typeof PersonRequest>;

export interface PersonDetail {
  row: RegisterRow | null;
  personId: string;
  county: string;
  name: string;
  sex: Sex;
  birthDate: string | null;
  language: PersonLanguage;
  idMasked: string | null;
  phoneMasked: string | null;
  addressMasked: string | null;
  areaCode: AreaCode;
  areaPath: string[];
  state: string;
  mergedInto: string | null;
  visits: VisitLine[];
  doses: DoseLine[];
  sources: SourceLine[];
}

export const revealFields = ['idNumber', 'phone', 'address'] as const;
export const revealPurposes = ['contact', 'verify_identity', 'correct_record', 'supervision'] as const;
export const Reveal = z.strictObject({
  county: z.string().regex(/^\d{6}$/),
  personId: z.uuid(),
  field: z.enum(revealFields),
  purpose: z.enum(revealPurposes),
});
export type Reveal = z.infer<typeof Reveal>;
