/** The record of everything a person was vaccinated with, to be read, printed and handed over. */
import { z } from 'zod';
import type { PersonLanguage } from '../account/role.ts';
import type { AefiSeverity } from '../aefi/rules.ts';
import type { DoseProduct } from '../dose/command.ts';
import type { DoseVerdict, NextDose } from '../forecast/history.ts';
import type { Sex } from '../person/command.ts';
import { revealPurposes } from '../register/query.ts';
import type { doseRoutes, doseSites } from '../care/command.ts';

const Person = { county: z.string().regex(/^\d{6}$/), personId: z.uuid() };

/** Number, phone and address are masked. */
export const ReadRecord = z.strictObject(Person);
export type ReadRecord = z.infer<typeof ReadRecord>;

/** They are shown, to somebody who says what for. */
export const OpenRecord = z.strictObject({ ...Person, purpose: z.enum(revealPurposes) });
export type OpenRecord = z.infer<typeof OpenRecord>;

export interface RecordedVaccination {
  id: string;
  product: DoseProduct;
  givenOn: string;
  /** the moment, where one of ours gave it */
  givenAt: string | null;
  recordedAt: string;
  origin: 'file' | 'person';
  voided: boolean;
  /** how the schedule counts it; null for what was declared void */
  verdict: DoseVerdict | null;
  /** number among the doses that count */
  number: number | null;
  lot: string | null;
  expiry: string | null;
  traceCode: string | null;
  site: (typeof doseSites)[number] | null;
  route: (typeof doseRoutes)[number] | null;
  /** millilitres */
  amount: number | null;
  vaccinatorName: string | null;
}

export interface RecordedAefi {
  id: string;
  doseId: string;
  reportedAt: string;
  onsetAt: string;
  reactions: string[];
  severity: AefiSeverity;
  hospitalised: boolean;
  outcome: 'ongoing' | 'resolved' | 'fatal';
}

export interface VaccinationRecord {
  personId: string;
  name: string;
  sex: Sex;
  birthDate: string | null;
  deceased: boolean;
  language: PersonLanguage;
  masked: boolean;
  idNumber: string | null;
  phone: string | null;
  address: string | null;
  areaCode: string;
  areaPath: string[];
  doses: RecordedVaccination[];
  aefi: RecordedAefi[];
  /** what the schedule in force asks for next; null: nothing */
  next: NextDose | null;
  /** by the schedule and by the last screening */
  standing: 'due' | 'not_yet' | 'overdue' | 'complete' | 'contraindicated';
  asOf: string;
}
