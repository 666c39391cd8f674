/** The job behind "export": reads, writes and seals the file; it is ready or it is not there. */
import { AreaCode, type AreaRange } from '@qiaomen/domain/area/area-code';
import { Language } from '@qiaomen/domain/account/role';
import { areaRanges, hasPermission } from '@qiaomen/domain/policy';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { expiryOf } from '@qiaomen/domain/register-export/decide';
import { ExportFormat, ExportPurpose } from '@qiaomen/domain/register-export/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import type { BulkWriter } from '@qiaomen/prisma/scoped';
import { dateToDay } from '../../entry/entry.ts';
import { coversAll } from '../../entry/ranges-condition.ts';
import { openAsked, openReason, type AskedRows } from '../../entry/sealed-export.ts';
import { findIdentity } from '../../identity/identity.ts';
import { auditCounty } from '../../write-context.ts';
import { removeSealed, writeSealed } from '../import/sealed-file.ts';
import { Stopped, writeFor } from '../import/steps.ts';
import type { JobDeps } from '../job.ts';
import { askedRows, countAsked, type Asked, type ExportedRow } from './export-rows.ts';
import { exportStream, type FileContent } from './export-file.ts';
import { addToTotals, noTotals, type ExportTotals } from './export-totals.ts';
import { loadWords, type Words } from '../../words/load-words.ts';
import { followExport, type ExportSteps } from './follow-export.ts';

export interface ExportTarget {
  area: AreaCode;
  exportId: string;
}

const findWaiting = ({ db, now }: JobDeps, { area, exportId }: ExportTarget) =>
  db.transact(writeFor(area, null, now()), async ({ tx, audit }) => {
    const [row] = await tx.registerExport.updateManyAndReturn({
      where: { id: exportId, state: { in: ['queued', 'running'] } },
      data: { state: 'running' },
    });
    if (row === undefined) return undefined;
    await audit({ action: 'registerExport.run', entity: 'register_export', entityId: exportId, detail: {} });
    const users = await tx.user.findMany({
      where: { id: { in: [row.createdBy, ...(row.decidedBy === null ? [] : [row.decidedBy])] } },
      select: { id: true, name: true },
    });
    const campaign = await tx.campaign.findUnique({ where: { id: row.campaignId }, select: { referenceDate: true } });
    const nameOf = (id: string | null): string => users.find((user) => user.id === id)?.name ?? '';
    return { row, askedBy: nameOf(row.createdBy), decidedBy: nameOf(row.decidedBy), campaign };
  });

type Waiting = NonNullable<Awaited<ReturnType<typeof findWaiting>>>;

/** Whoever lost the area since they asked gets no copy of it. */
const stillOwn = async ({ db, now }: JobDeps, userId: string, within: readonly AreaRange[]): Promise<boolean> => {
  const identity = await findIdentity(db, userId, now(), true);
  if (identity === undefined || identity.disabled || identity.fence === undefined) return false;
  if (!hasPermission(identity.actor, 'registerExport.ask')) return false;
  return coversAll(areaRanges(identity.actor, 'registerExport.ask', now().toISOString()), within);
};

const watermarkOf = (deps: JobDeps, { row, askedBy, decidedBy }: Waiting, words: Words, language: Language): string => {
  const reason = openReason(deps.keys, row.id, row.reasonCipher);
  const purpose = words(`registerExport:purposes.${ExportPurpose.parse(row.purpose)}`);
  return words('registerExport:file.watermark', {
    name: askedBy,
    time: formatInstant(language, deps.now().toISOString()),
    purpose: reason === '' ? purpose : `${purpose} (${reason})`,
    how: row.masked
      ? words('registerExport:file.maskedHow')
      : words('registerExport:file.openHow', { name: decidedBy }),
  });
};

async function* counted(
  chunks: AsyncIterable<ExportedRow[]>,
  { totals, today, steps, expected }: { totals: ExportTotals; today: string; steps: ExportSteps; expected: number },
): AsyncGenerator<ExportedRow> {
  for await (const chunk of chunks) {
    await steps.report(totals.rows, Math.max(expected, totals.rows));
    for (const row of chunk) {
      addToTotals(totals, row, today);
      yield row;
    }
  }
}

const write = async (deps: JobDeps, waiting: Waiting, asked: AskedRows, steps: ExportSteps) => {
  const { keys, dataDir, now } = deps;
  const { row, campaign } = waiting;
  const language = Language.parse(row.language);
  const words = await loadWords(language);
  const today = shanghaiDay(now());
  const totals = noTotals();
  const area = AreaCode.parse(row.areaCode);
  const scope = { area, userId: row.createdBy };
  const context = { scope, actorId: row.createdBy, county: auditCounty(area), at: now() };
  const written = await deps.db.bulk(context, async (b: BulkWriter) => {
    const question: Asked = { campaignId: row.campaignId, ...asked, today };
    const expected = await countAsked(b, keys, question);
    const content: FileContent = {
      context: {
        keys,
        words,
        masked: row.masked,
        referenceDate: dateToDay(campaign?.referenceDate ?? null) ?? today,
      },
      watermark: watermarkOf(deps, waiting, words, language),
      author: waiting.askedBy,
      at: now(),
      expected,
      rows: counted(askedRows(b, keys, question), { totals, today, steps, expected }),
      totals,
    };
    const stream = exportStream(ExportFormat.parse(row.format), content);
    return writeSealed(keys, dataDir, row.id, stream, Number.MAX_SAFE_INTEGER);
  });
  return { ...written, rows: totals.rows };
};

const settle = (
  { db, now }: JobDeps,
  { area, exportId }: ExportTarget,
  data: { state: 'failed' | 'cancelled' } | { state: 'done'; rows: number; sha256: Uint8Array<ArrayBuffer> },
): Promise<boolean> =>
  db.transact(writeFor(area, null, now()), async ({ tx, at, audit }) => {
    const ready = data.state === 'done' ? { expiresAt: expiryOf(at) } : {};
    const { count } = await tx.registerExport.updateMany({
      where: { id: exportId, state: 'running' },
      data: { ...data, ...ready },
    });
    if (count > 0)
      await audit({
        action: `registerExport.${data.state}`,
        entity: 'register_export',
        entityId: exportId,
        detail: data.state === 'done' ? { rows: data.rows, sha256: Buffer.from(data.sha256).toString('hex') } : {},
      });
    return count > 0;
  });

export const runExport = async (deps: JobDeps, target: ExportTarget, signal: AbortSignal): Promise<void> => {
  const waiting = await findWaiting(deps, target);
  if (waiting === undefined) return;
  const { row } = waiting;
  const steps = followExport(deps, { ...target, signal });
  try {
    const asked = openAsked(deps.keys, row.id, row.selectionCipher);
    if (!(await stillOwn(deps, row.createdBy, asked.within))) throw new Stopped('cancelled');
    const { rows, sha256 } = await write(deps, waiting, asked, steps);
    const kept = await settle(deps, target, { state: 'done', rows, sha256 });
    if (!kept) await removeSealed(deps.dataDir, row.id);
    await steps.finish(kept ? 'done' : 'cancelled');
  } catch (error) {
    if (error instanceof Stopped && error.reason === 'shutdown') throw error;
    const state = error instanceof Stopped ? 'cancelled' : 'failed';
    if (state === 'failed') deps.log.error({ exportId: row.id, err: error }, 'an export failed');
    await removeSealed(deps.dataDir, row.id);
    await settle(deps, target, { state });
    await steps.finish(state);
  }
};
