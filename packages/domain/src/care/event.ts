/** What is kept of the care of a person: codes, days and scores, readable by the fold; words and answers are sealed beside it. */
import { z } from 'zod';
import { AbilityClass, routes } from '../ability/form.ts';
import { AefiSeverity } from '../aefi/rules.ts';
import { CloseCode, EvidenceKind } from '../close-out/rules.ts';
import { DoseProduct } from '../dose/command.ts';
import { carerRelations, dosePlaces, doseRoutes, doseSites, FollowUpSlot, traceSchemes } from './command.ts';

export const CareFacts = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('homeVisit.request'), askedBy: z.enum(['worker', 'family', 'self']) }),
  z.object({
    kind: z.literal('assessment.record'),
    formId: z.string(),
    formVersion: z.int(),
    /** null where the form is unknown here or not filled in */
    total: z.int().nullable(),
    class: AbilityClass.nullable(),
    route: z.enum(routes).nullable(),
    homebound: z.boolean(),
  }),
  z.object({
    kind: z.literal('screening.record'),
    setId: z.string(),
    result: z.enum(['ELIGIBLE', 'DEFER', 'CONTRAINDICATED']),
    reasons: z.array(z.string()),
    isLocal: z.boolean(),
    deferredUntil: z.iso.date().nullable(),
    consult: z.array(z.string()),
    ruleIds: z.array(z.string()),
  }),
  z.object({ kind: z.literal('homeVisit.approve'), requestId: z.uuid(), approved: z.boolean() }),
  z.object({
    kind: z.literal('consent.record'),
    decision: z.enum(['given', 'refused']),
    by: z.enum(['elder', 'carer']),
    carerRelation: z.enum(carerRelations).nullable(),
    readAloud: z.boolean(),
    signature: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('dose.record'),
    product: DoseProduct,
    lot: z.string(),
    expiry: z.iso.date().nullable(),
    traceCode: z.string(),
    traceScheme: z.enum(traceSchemes),
    site: z.enum(doseSites),
    route: z.enum(doseRoutes),
    amount: z.number(),
    place: z.enum(dosePlaces),
    team: z.array(z.uuid()),
    checks: z.record(z.string(), z.boolean()),
    screeningId: z.uuid().nullable(),
    consentId: z.uuid().nullable(),
  }),
  z.object({
    kind: z.literal('observation.end'),
    doseId: z.uuid(),
    startedAt: z.string(),
    endedAt: z.string(),
    leftEarly: z.boolean(),
    reaction: z.enum(['none', 'mild', 'severe']),
  }),
  z.object({
    kind: z.literal('followUp.record'),
    doseId: z.uuid(),
    slot: FollowUpSlot,
    result: z.enum(['well', 'reaction', 'not_reached']),
    nextTryOn: z.iso.date().nullable(),
  }),
  z.object({
    kind: z.literal('aefi.report'),
    doseId: z.uuid(),
    onsetAt: z.string(),
    seenOn: z.iso.date().nullable(),
    reactions: z.array(z.string()),
    severity: AefiSeverity,
    hospitalised: z.boolean(),
    found: z.enum(['passive', 'active']),
    cluster: z.boolean(),
    majorImpact: z.boolean(),
    doseNumber: z.int().nullable(),
  }),
  z.object({ kind: z.literal('close.request'), code: CloseCode, evidence: z.array(EvidenceKind) }),
  z.object({
    kind: z.literal('close.agree'),
    closeId: z.uuid(),
    agreed: z.boolean(),
    /** of somebody who answers for the whole prefecture: the person has left it */
    accepts: z.boolean().exactOptional(),
  }),
  z.object({
    kind: z.literal('consult.answer'),
    screeningId: z.uuid(),
    result: z.enum(['ELIGIBLE', 'DEFER', 'CONTRAINDICATED']),
    until: z.iso.date().nullable(),
  }),
]);
export type CareFacts = z.infer<typeof CareFacts>;
export type CareKind = CareFacts['kind'];
export type FactsOf<Kind extends CareKind> = Extract<CareFacts, { kind: Kind }>;

/** `id` is the one the command gave: of the request, the assessment, the dose … */
export interface CareEvent {
  id: string;
  occurredAt: string;
  userId: string;
  voided: boolean;
  facts: CareFacts;
}
export type CareEventOf<Kind extends CareKind> = CareEvent & { facts: FactsOf<Kind> };

export const isOfKind = <Kind extends CareKind>(event: CareEvent, kind: Kind): event is CareEventOf<Kind> =>
  event.facts.kind === kind;

export const listOfKind = <Kind extends CareKind>(events: readonly CareEvent[], kind: Kind): CareEventOf<Kind>[] =>
  events.filter((event): event is CareEventOf<Kind> => isOfKind(event, kind));

/** By when they happened, ties by id: the same order wherever and whenever they arrived. */
export const inCareOrder = (a: { occurredAt: string; id: string }, b: { occurredAt: string; id: string }): number =>
  Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
