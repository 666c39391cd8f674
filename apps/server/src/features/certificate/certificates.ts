/** What an admin keeps of the certificates of their own staff. A certificate is never deleted: it is withdrawn. */
import {
  CertificateKind,
  type CertificateRow,
  type ListCertificates,
  type SaveCertificate,
  type WithdrawCertificate,
} from '@qiaomen/domain/care/certificate';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { can } from '@qiaomen/domain/policy';
import { open, seal } from '@qiaomen/prisma/field-crypto';
import { certificateState } from '@qiaomen/domain/care/certificate-standing';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { userNames } from '../../entry/area-paths.ts';
import { dateToDay, dayToDate } from '../../entry/entry.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

const reasonContext = (id: string): string => `staff_certificate.reason|${id}`;
const numberContext = (id: string): string => `staff_certificate.number|${id}`;

/** Staff with a present duty in the admin's area; somebody else's staff and nobody get the same answer. */
const requireOwnStaff = async (ctx: GuardedContext, userId: string): Promise<void> => {
  const at = ctx.now();
  const duties = await ctx.db.reference((tx) =>
    tx.duty.findMany({
      where: { userId, from: { lte: at }, OR: [{ to: null }, { to: { gt: at } }] },
      select: { areaCode: true },
    }),
  );
  const own = duties.filter(({ areaCode }) =>
    can(ctx.actor, ctx.permission, { areaCode: AreaCode.parse(areaCode), at: at.toISOString() }),
  );
  if (own.length === 0) refuse({ code: 'not_found' });
  // on duty elsewhere too: not this admin's alone
  if (own.length < duties.length) refuse({ code: 'outside_area' });
};

/** Only the end of a number is shown. */
const masked = (number: string): string => `${'*'.repeat(Math.max(0, number.length - 4))}${number.slice(-4)}`;

export const listCertificates = async (
  ctx: GuardedContext,
  { userId }: ListCertificates,
): Promise<CertificateRow[]> => {
  await requireOwnStaff(ctx, userId);
  const { rows, names } = await ctx.db.reference(async (tx) => {
    const found = await tx.staffCertificate.findMany({
      where: { userId },
      orderBy: [{ validTo: 'desc' }, { id: 'asc' }],
      take: 200,
    });
    const byName = await userNames(
      tx,
      found.map(({ withdrawnBy }) => withdrawnBy),
    );
    return { rows: found, names: byName };
  });
  const today = shanghaiDay(ctx.now());
  return rows.map((row) => {
    const kind = CertificateKind.parse(row.kind);
    const validFrom = dateToDay(row.validFrom) ?? '';
    const validTo = dateToDay(row.validTo) ?? '';
    const trainedUntil = dateToDay(row.trainedUntil) ?? '';
    return {
      id: row.id,
      userId,
      kind,
      numberMasked: masked(open(ctx.keys, numberContext(row.id), row.numberCipher)),
      issuer: row.issuer,
      validFrom,
      validTo,
      trainedUntil,
      state: certificateState({ kind, validFrom, validTo, trainedUntil }, today),
      withdrawn:
        row.withdrawnAt === null
          ? null
          : {
              at: row.withdrawnAt.toISOString(),
              byName: names.get(row.withdrawnBy ?? '') ?? null,
              reason: row.reasonCipher === null ? '' : open(ctx.keys, reasonContext(row.id), row.reasonCipher),
            },
    };
  });
};

/** The same id again puts right what was entered, as long as it was not withdrawn. */
export const saveCertificate = async (ctx: GuardedContext, input: SaveCertificate): Promise<null> => {
  const { id, userId, kind, number, issuer, validFrom, validTo, trainedUntil } = input;
  if (validTo < validFrom) refuse({ code: 'bad_input', fields: ['validTo'] });
  await requireOwnStaff(ctx, userId);
  await ctx.db.transact(writeAs(ctx), async (writer) => {
    const { tx } = writer;
    const before = await tx.staffCertificate.findUnique({ where: { id }, select: { userId: true, withdrawnAt: true } });
    if (before !== null && (before.userId !== userId || before.withdrawnAt !== null))
      refuse({ code: 'changed_meanwhile' });
    const day = (text: string): Date => dayToDate(text) ?? writer.at;
    const data = {
      kind,
      numberCipher: new Uint8Array(seal(ctx.keys, numberContext(id), number)),
      issuer,
      validFrom: day(validFrom),
      validTo: day(validTo),
      trainedUntil: day(trainedUntil),
    };
    await tx.staffCertificate.upsert({
      where: { id },
      create: { id, userId, createdBy: ctx.actor.userId, createdAt: writer.at, ...data },
      update: data,
      select: { id: true },
    });
    const detail = { userId, kind, validFrom, validTo, trainedUntil, changed: before !== null };
    await writer.audit({ action: 'certificate.save', entity: 'staff_certificate', entityId: id, detail });
  });
  return null;
};

export const withdrawCertificate = async (
  ctx: GuardedContext,
  { id, userId, reason }: WithdrawCertificate,
): Promise<null> => {
  await requireOwnStaff(ctx, userId);
  await ctx.db.transact(writeAs(ctx), async (writer) => {
    const { count } = await writer.tx.staffCertificate.updateMany({
      where: { id, userId, withdrawnAt: null },
      data: {
        withdrawnAt: writer.at,
        withdrawnBy: ctx.actor.userId,
        reasonCipher: new Uint8Array(seal(ctx.keys, reasonContext(id), reason)),
      },
    });
    if (count === 0) return refuse({ code: 'not_found' });
    const detail = { userId };
    return writer.audit({ action: 'certificate.withdraw', entity: 'staff_certificate', entityId: id, detail });
  });
  return null;
};
