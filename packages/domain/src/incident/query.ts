/** Facts that broke a rule. They stay as they are: the supervisor sees to what led to them, and says so. */
import { z } from 'zod';
import { AreaCode } from '../area/area-code.ts';
import type { CareKind } from '../care/event.ts';
import { PageRequest } from '../page.ts';
import type { FactFlag } from '../sync/query.ts';

export const incidentStates = ['new', 'acknowledged', 'closed'] as const;
export const IncidentState = z.enum(incidentStates);
export type IncidentState = z.infer<typeof IncidentState>;

/** Every flag a fact of care or a dose can carry. */
export const incidentFlags = [
  'near_duplicate_dose', 'dose_too_early', 'dose_extra', 'product_not_allowed', 'expired_vaccine', 'not_screened',
  'contraindicated', 'deferred', 'no_consent', 'consent_refused', 'no_assessment', 'assessment_old', 'not_approved',
  'certificate_invalid', 'team_incomplete', 'checks_incomplete', 'watch_too_short', 'reaction_seen', 'dose_unknown',
  'request_unknown', 'form_unknown', 'answers_incomplete', 'consult_needed', 'signature_missing', 'evidence_missing',
  'next_date_missing', 'person_closed', 'in_the_future', 'clock_skew',
] as const satisfies FactFlag['code'][]; // prettier-ignore
export const IncidentFlag = z.enum(incidentFlags);
export type IncidentFlag = z.infer<typeof IncidentFlag>;

export const ListIncidents = z.strictObject({
  areaCode: AreaCode.nullable(),
  /** 'open': new and acknowledged */
  state: z.union([IncidentState, z.literal('open')]),
  flag: IncidentFlag.nullable(),
  page: PageRequest,
});
export type ListIncidents = z.infer<typeof ListIncidents>;

export interface IncidentRow {
  county: string;
  eventId: string;
  personId: string;
  personName: string;
  /** 'dose.told': a dose somebody entered or corrected, with no act of ours behind it */
  kind: CareKind | 'dose.told';
  userName: string | null;
  areaCode: AreaCode;
  areaPath: string[];
  occurredAt: string;
  receivedAt: string;
  flags: FactFlag[];
  state: IncidentState;
  /** the last thing somebody did about it */
  last: { userName: string | null; at: string; note: string } | null;
}

export interface IncidentList {
  rows: IncidentRow[];
  total: number;
  /** in the same area, whatever the filter */
  byState: Record<IncidentState, number>;
  /** open ones by flag, the most frequent first */
  byFlag: { flag: IncidentFlag; count: number }[];
}

export const incidentActs = ['acknowledged', 'closed', 'reopened'] as const;
export const IncidentAct = z.enum(incidentActs);
export type IncidentAct = z.infer<typeof IncidentAct>;

export const ActOnIncident = z.strictObject({
  county: z.string().regex(/^\d{6}$/),
  eventId: z.uuid(),
  act: IncidentAct,
  note: z.string().trim().max(500),
});
export type ActOnIncident = z.infer<typeof ActOnIncident>;
