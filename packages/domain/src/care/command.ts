/** What is done for somebody who is vaccinated at home, from the request to the last follow-up call. Each of these is a fact. */
import { z } from 'zod';
import { AefiSeverity } from '../aefi/rules.ts';
import { CloseCode, EvidenceKind } from '../close-out/rules.ts';
import { DoseProduct } from '../dose/command.ts';
import { screeningResults } from '../forecast/rule-table.ts';
import { Answer } from '../screening/questions.ts';

/** An id out of a form, a question set or a list of ours. */
const Code = z.string().regex(/^[A-Za-z0-9_.-]{1,40}$/);
const Words = z.string().max(2000);
const Instant = z.iso.datetime().refine((at) => at >= '1900');
/** A day a table can hold. */
const Day = z.iso.date().refine((day) => day >= '1900');
const Hash = z.string().regex(/^[0-9a-f]{64}$/);
/** Numbers and opaque codes printed on a pack: no control characters. */
const Printed = (length: number) => z.string().max(length).regex(/^[^\p{Cc}\p{Cs}]*$/u); // prettier-ignore
const few = <Value extends z.ZodType>(values: Value) =>
  z.record(Code, values).refine((record) => Object.keys(record).length <= 60);

export const RequestHomeVisit = z.strictObject({
  type: z.literal('homeVisit.request'),
  requestId: z.uuidv7(),
  personId: z.uuid(),
  campaignId: z.uuid(),
  askedBy: z.enum(['worker', 'family', 'self']),
  why: Words,
});

export const RecordAssessment = z.strictObject({
  type: z.literal('assessment.record'),
  assessmentId: z.uuidv7(),
  personId: z.uuid(),
  formId: Code,
  formVersion: z.int().min(1).max(1000),
  items: few(z.int().min(0).max(1000)),
  findings: z.array(Code).max(20),
  homebound: z.boolean(),
});

const Measure = z.number().min(0).max(1000).exactOptional();
export const RecordScreening = z.strictObject({
  type: z.literal('screening.record'),
  screeningId: z.uuidv7(),
  personId: z.uuid(),
  setId: Code,
  answers: few(Answer),
  measures: z.strictObject({ temperature: Measure, systolic: Measure, diastolic: Measure, glucose: Measure }),
  /** a day the person or a doctor named for the re-check */
  recheckOn: Day.nullable(),
});

/** A doctor's yes or no to a vaccination at home. */
export const ApproveHomeVisit = z.strictObject({
  type: z.literal('homeVisit.approve'),
  approvalId: z.uuidv7(),
  requestId: z.uuid(),
  personId: z.uuid(),
  approved: z.boolean(),
  why: Words,
});

export const carerRelations = ['spouse', 'child', 'grandchild', 'sibling', 'other_kin', 'guardian', 'staff'] as const;
export const RecordConsent = z.strictObject({
  type: z.literal('consent.record'),
  consentId: z.uuidv7(),
  personId: z.uuid(),
  decision: z.enum(['given', 'refused']),
  by: z.enum(['elder', 'carer']),
  carerRelation: z.enum(carerRelations).nullable(),
  /** the text was read to the person in their language */
  readAloud: z.boolean(),
  /** SHA-256 of what was signed with: the strokes, or a picture that travels on its own */
  signature: Hash.nullable(),
  /** the signature as strokes of a finger: points "x,y" by blanks, strokes by semicolons, in a field of 1000 × 400 */
  strokes: z
    .string()
    .max(12_000)
    .regex(/^[\d,; ]*$/)
    .exactOptional(),
});

export const traceSchemes = ['cn_20', 'gs1', 'maker', 'unknown'] as const;
export const doseSites = ['left_arm', 'right_arm', 'left_thigh', 'right_thigh', 'airway'] as const;
export const doseRoutes = ['intramuscular', 'subcutaneous', 'inhaled'] as const;
export const dosePlaces = ['home', 'site', 'vehicle'] as const;

/** A dose that was given is always recorded; what it broke is flagged. */
export const RecordDose = z.strictObject({
  type: z.literal('dose.record'),
  doseId: z.uuidv7(),
  personId: z.uuid(),
  product: DoseProduct,
  lot: Printed(64),
  expiry: Day.nullable(),
  /** opaque: twenty digits are common, others exist */
  traceCode: Printed(64),
  traceScheme: z.enum(traceSchemes),
  site: z.enum(doseSites),
  route: z.enum(doseRoutes),
  /** millilitres */
  amount: z.number().positive().max(10),
  place: z.enum(dosePlaces),
  /** everybody who was there to vaccinate */
  team: z.array(z.uuid()).max(10),
  /** the steps of 三查七对一验证 by their ids, true where done */
  checks: few(z.boolean()),
  screeningId: z.uuid().nullable(),
  consentId: z.uuid().nullable(),
});

export const EndObservation = z.strictObject({
  type: z.literal('observation.end'),
  observationId: z.uuidv7(),
  doseId: z.uuid(),
  personId: z.uuid(),
  startedAt: Instant,
  endedAt: Instant,
  leftEarlyWhy: z.string().max(500).nullable(),
  reaction: z.enum(['none', 'mild', 'severe']),
});

export const followUpSlots = ['24h', '48h', '7d', '28d'] as const;
export const FollowUpSlot = z.enum(followUpSlots);
export type FollowUpSlot = z.infer<typeof FollowUpSlot>;
export const RecordFollowUp = z.strictObject({
  type: z.literal('followUp.record'),
  followUpId: z.uuidv7(),
  doseId: z.uuid(),
  personId: z.uuid(),
  slot: FollowUpSlot,
  result: z.enum(['well', 'reaction', 'not_reached']),
  nextTryOn: Day.nullable(),
  note: Words,
});

/** The least a card must say; vaccine, batch, amount, route and site are those of the dose, the reporter is the sender. */
export const ReportAefi = z.strictObject({
  type: z.literal('aefi.report'),
  aefiId: z.uuidv7(),
  doseId: z.uuid(),
  personId: z.uuid(),
  onsetAt: Instant,
  /** the day a doctor saw the person; null where none did */
  seenOn: Day.nullable(),
  reactions: z.array(Code).max(10),
  severity: AefiSeverity,
  hospitalised: z.boolean(),
  found: z.enum(['passive', 'active']),
  cluster: z.boolean(),
  majorImpact: z.boolean(),
  maker: z.string().max(200),
  doseNumber: z.int().min(1).max(20).nullable(),
  course: Words,
  diagnosis: Words,
});

export const RequestClose = z.strictObject({
  type: z.literal('close.request'),
  closeId: z.uuidv7(),
  personId: z.uuid(),
  campaignId: z.uuid(),
  code: CloseCode,
  evidence: z.array(EvidenceKind).max(10),
  text: Words,
});

/** The word of a second person, given on an online screen. */
export const AgreeClose = z.strictObject({
  type: z.literal('close.agree'),
  agreementId: z.uuidv7(),
  closeId: z.uuid(),
  personId: z.uuid(),
  agreed: z.boolean(),
  why: Words,
});

/** The expert panel's word on a screening that somebody could not answer, given on an online screen. */
export const AnswerConsult = z.strictObject({
  type: z.literal('consult.answer'),
  answerId: z.uuidv7(),
  screeningId: z.uuid(),
  personId: z.uuid(),
  result: z.enum(screeningResults),
  /** where it is to wait */
  until: Day.nullable(),
  why: Words,
});

/** One of the above was recorded by mistake; a dose is put right by `dose.correct`. */
export const VoidCare = z.strictObject({
  type: z.literal('care.void'),
  eventId: z.uuid(),
  personId: z.uuid(),
  why: z.string().max(500),
});
export type VoidCare = z.infer<typeof VoidCare>;

export const CareCommand = z.discriminatedUnion('type', [
  RequestHomeVisit,
  RecordAssessment,
  RecordScreening,
  ApproveHomeVisit,
  RecordConsent,
  RecordDose,
  EndObservation,
  RecordFollowUp,
  ReportAefi,
  RequestClose,
  AgreeClose,
  AnswerConsult,
]);
export type CareCommand = z.infer<typeof CareCommand>;
export type CareType = CareCommand['type'];

/** The id that the person who did it gave to it. */
export const careIdOf = (command: CareCommand): string => {
  switch (command.type) {
    case 'homeVisit.request':
      return command.requestId;
    case 'assessment.record':
      return command.assessmentId;
    case 'screening.record':
      return command.screeningId;
    case 'homeVisit.approve':
      return command.approvalId;
    case 'consent.record':
      return command.consentId;
    case 'dose.record':
      return command.doseId;
    case 'observation.end':
      return command.observationId;
    case 'followUp.record':
      return command.followUpId;
    case 'aefi.report':
      return command.aefiId;
    case 'close.request':
      return command.closeId;
    case 'close.agree':
      return command.agreementId;
    case 'consult.answer':
      return command.answerId;
  }
};

const careTypes: ReadonlySet<string> = new Set(CareCommand.options.map(({ shape }) => shape.type.value));
export const isCareCommand = <Other extends { type: string }>(command: Other | CareCommand): command is CareCommand =>
  careTypes.has(command.type);
