/** Key places: homes and other institutions whose residents are counted where they are registered and shown where they live. */
import { z } from 'zod';
import { AreaCode, CountyCode } from '../area/area-code.ts';
import { PageRequest } from '../page.ts';
import type { Sex } from '../person/command.ts';
import type { AgeBand, DoseStatus, EntryState, NextAction } from '../register/entry-state.ts';

export const placeKinds = [
  'nursing_home',
  'welfare_home',
  'hospital',
  'day_care',
  'monastery',
  'prison',
  'other',
] as const;
export const PlaceKind = z.enum(placeKinds);
export type PlaceKind = z.infer<typeof PlaceKind>;

const Day = z.iso.date().refine((day) => day >= '1900');

export const PlaceRequest = z.strictObject({ county: CountyCode, placeId: z.uuid() });
export type PlaceRequest = z.infer<typeof PlaceRequest>;

export const ListPlaces = z.strictObject({
  campaignId: z.uuid(),
  areaCode: AreaCode.nullable(),
  kind: PlaceKind.nullable(),
  /** part of the name, or the code */
  text: z.string().trim().max(50),
  closed: z.boolean(),
  page: PageRequest,
});
export type ListPlaces = z.infer<typeof ListPlaces>;

export const SavePlace = PlaceRequest.extend({
  areaCode: AreaCode,
  kind: PlaceKind,
  name: z.string().trim().min(2).max(80),
  /** as rosters write it; empty where there is none */
  code: z.string().trim().max(40),
  address: z.string().trim().max(120),
  contactName: z.string().trim().max(40),
  contactPhone: z.string().trim().max(30),
  /** the version that was read; 0 for a new place */
  rev: z.int().min(0),
});
export type SavePlace = z.infer<typeof SavePlace>;

/** null opens it again */
export const ClosePlace = PlaceRequest.extend({ closedOn: Day.nullable() });
export type ClosePlace = z.infer<typeof ClosePlace>;

export const ListResidents = PlaceRequest.extend({ campaignId: z.uuid(), past: z.boolean(), page: PageRequest });
export type ListResidents = z.infer<typeof ListResidents>;

export const MoveIn = PlaceRequest.extend({
  stayId: z.uuid(),
  personCounty: CountyCode,
  personId: z.uuid(),
  room: z.string().trim().max(20),
  fromOn: Day,
});
export type MoveIn = z.infer<typeof MoveIn>;

/** null takes a mistaken end back */
export const MoveOut = z.strictObject({ county: CountyCode, stayId: z.uuid(), toOn: Day.nullable() });
export type MoveOut = z.infer<typeof MoveOut>;

export const ReadPlace = PlaceRequest.extend({ campaignId: z.uuid() });
export type ReadPlace = z.infer<typeof ReadPlace>;

export interface PlaceFigures {
  /** who lives there today */
  residents: number;
  /** of them, in the base figure in force */
  all: number;
  vaccinated: number;
  complete: number;
  /** the earliest day on which somebody there is to be visited */
  nextDate: string | null;
}

export interface PlaceRow extends PlaceFigures {
  county: CountyCode;
  placeId: string;
  areaCode: AreaCode;
  areaPath: string[];
  kind: PlaceKind;
  name: string;
  code: string;
  closedOn: string | null;
}

export interface PlaceDetail extends PlaceRow {
  address: string;
  contactName: string;
  contactPhone: string;
  rev: number;
  /** of the base figure the shares are of; null before the first one */
  snapshotNumber: number | null;
}

export interface ResidentRow {
  stayId: string;
  personCounty: string;
  personId: string;
  /** null: registered where the reader may not look */
  name: string | null;
  sex: Sex | null;
  age: number | null;
  band: AgeBand | null;
  /** where the person is registered and counted */
  homePath: string[];
  state: EntryState | null;
  doseStatus: DoseStatus | null;
  nextAction: NextAction | null;
  nextDate: string | null;
  room: string;
  fromOn: string | null;
  toOn: string | null;
  origin: 'file' | 'hand';
}

export const ListInstitutions = z.strictObject({ unmatched: z.boolean(), page: PageRequest });
export type ListInstitutions = z.infer<typeof ListInstitutions>;

export const MapInstitution = z.strictObject({ institutionId: z.uuid(), place: PlaceRequest.nullable() });
export type MapInstitution = z.infer<typeof MapInstitution>;

/** A name as the rosters write it, and the place it stands for. */
export interface InstitutionRow {
  institutionId: string;
  name: string;
  code: string;
  residents: number;
  place: { county: string; placeId: string; name: string } | null;
}
