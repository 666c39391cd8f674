/** The record on a screen, and as a FHIR bundle to take away. Whatever leaves masking or the house is in the trail first. */
import { fhirBundleOf, type FhirBundle } from '@qiaomen/domain/vaccination-record/fhir';
import type { OpenRecord, ReadRecord, VaccinationRecord } from '@qiaomen/domain/vaccination-record/query';
import type { Writer } from '@qiaomen/prisma/scoped';
import { newId } from '../../entry/new-id.ts';
import { takeReveal } from '../../entry/reveal-quota.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';
import { loadRecord } from './load-record.ts';

export const readRecord = (ctx: GuardedContext, input: ReadRecord): Promise<VaccinationRecord> =>
  ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, (tx) => loadRecord(ctx, tx, input, true), {
    snapshot: true,
  });

const writing = <T>(ctx: GuardedContext, county: string, work: (writer: Writer) => Promise<T>): Promise<T> =>
  ctx.db.transact({ ...writeAs(ctx), county }, work);

/** Number, phone and address count against what one user may look at in a day, as each of them does by itself. */
const openIn = async (ctx: GuardedContext, writer: Writer, input: OpenRecord): Promise<VaccinationRecord> => {
  const record = await loadRecord(ctx, writer.tx, input, false);
  const fields = (['idNumber', 'phone', 'address'] as const).filter((field) => record[field] !== null);
  await takeReveal(ctx, writer.tx, fields.length);
  const detail = { fields, count: fields.length, purpose: input.purpose, with: 'vaccination_record' };
  await writer.audit({ action: 'person.reveal', entity: 'person', entityId: input.personId, detail });
  return record;
};

export const openRecord = (ctx: GuardedContext, input: OpenRecord): Promise<VaccinationRecord> =>
  writing(ctx, input.county, (writer) => openIn(ctx, writer, input));

const bundled = async (ctx: GuardedContext, writer: Writer, record: VaccinationRecord): Promise<FhirBundle> => {
  const { personId, masked, doses } = record;
  const [bundleId, recommendationId] = [newId(writer.at), newId(writer.at)];
  const detail = { bundleId, masked, doses: doses.length };
  await writer.audit({ action: 'vaccinationRecord.download', entity: 'person', entityId: personId, detail });
  return fhirBundleOf(record, { bundleId, recommendationId, now: ctx.now().toISOString() });
};

export const downloadRecord = (ctx: GuardedContext, input: ReadRecord): Promise<FhirBundle> =>
  writing(ctx, input.county, async (writer) => bundled(ctx, writer, await loadRecord(ctx, writer.tx, input, true)));

export const downloadOpenRecord = (ctx: GuardedContext, input: OpenRecord): Promise<FhirBundle> =>
  writing(ctx, input.county, async (writer) => bundled(ctx, writer, await openIn(ctx, writer, input)));
