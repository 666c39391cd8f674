/** Hospitals that stand behind home rounds: entered, ended, never changed. */
import { AreaCode, countyOf } from '@qiaomen/domain/area/area-code';
import {
  BackupMeans,
  type BackupRow,
  type EndBackup,
  type ListBackups,
  type SaveBackup,
} from '@qiaomen/domain/home-plan/query';
import type { Page } from '@qiaomen/domain/page';
import { can } from '@qiaomen/domain/policy';
import { open, seal, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { areaPaths } from '../../entry/area-paths.ts';
import { dateToDay, dayToDate } from '../../entry/entry.ts';
import { refuse } from '../../errors.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { writeAs } from '../../write-context.ts';

const Contact = z.object({ name: z.string(), phone: z.string() });
const contactContext = (id: string): string => `hospital_backup.contact|${id}`;

type Row = NonNullable<Awaited<ReturnType<Tx['hospitalBackup']['findFirst']>>>;

const toBackup = (keys: FieldKeys, row: Row, areaPath: string[]): BackupRow => {
  const contact = Contact.parse(JSON.parse(open(keys, contactContext(row.id), row.contactCipher)));
  return {
    county: row.county,
    id: row.id,
    areaCode: AreaCode.parse(row.areaCode),
    areaPath,
    hospital: row.hospital,
    level: row.level,
    means: row.means.map((one) => BackupMeans.parse(one)),
    contactName: contact.name,
    contactPhone: contact.phone,
    distanceKm: row.distanceKm,
    minutes: row.minutes,
    fromOn: dateToDay(row.fromOn) ?? '',
    toOn: dateToDay(row.toOn) ?? '',
    ended: row.endedAt !== null,
  };
};

/** Those in force at some day of the span, anywhere the fence shows. */
export const backupsBetween = async (tx: Tx, keys: FieldKeys, from: string, to: string): Promise<BackupRow[]> => {
  const days = { fromOn: { lte: dayToDate(to) ?? new Date(to) }, toOn: { gte: dayToDate(from) ?? new Date(from) } };
  const rows = await tx.hospitalBackup.findMany({ where: { endedAt: null, ...days } });
  return rows.map((row) => toBackup(keys, row, []));
};

export const listBackups = (ctx: GuardedContext, { ended, page }: ListBackups): Promise<Page<BackupRow>> => {
  const where = {
    endedAt: ended ? { not: null } : null,
    OR: ranges(ctx).map(({ gte, lt }) => ({ areaCode: { gte, lt } })),
  };
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const total = await tx.hospitalBackup.count({ where });
    const rows = await tx.hospitalBackup.findMany({
      where,
      orderBy: [{ toOn: 'desc' }, { id: 'asc' }],
      skip: page.page * page.size,
      take: page.size,
    });
    const pathOf = await areaPaths(
      tx,
      rows.map(({ areaCode }) => areaCode),
    );
    return { total, rows: rows.map((row) => toBackup(ctx.keys, row, pathOf(row.areaCode))) };
  });
};

export const saveBackup = (ctx: GuardedContext, input: SaveBackup): Promise<null> => {
  const { id, areaCode, contactName, contactPhone, fromOn, toOn, means, ...rest } = input;
  if (toOn < fromOn) return refuse({ code: 'bad_input', fields: ['toOn'] });
  if (!can(ctx.actor, ctx.permission, { areaCode, at: ctx.now().toISOString() }))
    return refuse({ code: 'outside_area' });
  const county = countyOf(areaCode);
  return ctx.db.transact({ ...writeAs(ctx), county }, async (writer) => {
    const { tx, at } = writer;
    if ((await tx.area.count({ where: { code: areaCode } })) === 0) return refuse({ code: 'not_found' });
    const before = await tx.hospitalBackup.count({ where: { county, id } });
    // the same form sent twice
    if (before > 0) return refuse({ code: 'changed_meanwhile' });
    const contact = JSON.stringify({ name: contactName, phone: contactPhone });
    await tx.hospitalBackup.create({
      data: {
        county,
        id,
        areaCode,
        ...rest,
        means: [...new Set(means)],
        contactCipher: new Uint8Array(seal(ctx.keys, contactContext(id), contact)),
        fromOn: dayToDate(fromOn) ?? at,
        toOn: dayToDate(toOn) ?? at,
        createdBy: ctx.actor.userId,
        createdAt: at,
      },
      select: { id: true },
    });
    const detail = { areaCode, level: rest.level, means, fromOn, toOn };
    await writer.audit({ action: 'homePlan.saveBackup', entity: 'hospital_backup', entityId: id, detail });
    return null;
  });
};

export const endBackup = (ctx: GuardedContext, { county, id }: EndBackup): Promise<null> =>
  ctx.db.transact({ ...writeAs(ctx), county }, async (writer) => {
    const { tx, at } = writer;
    const row = await tx.hospitalBackup.findUnique({
      where: { county_id: { county, id } },
      select: { areaCode: true },
    });
    if (row === null) return refuse({ code: 'not_found' });
    const target = { areaCode: AreaCode.parse(row.areaCode), at: at.toISOString() };
    if (!can(ctx.actor, ctx.permission, target)) return refuse({ code: 'outside_area' });
    const { count } = await tx.hospitalBackup.updateMany({
      where: { county, id, endedAt: null },
      data: { endedAt: at, endedBy: ctx.actor.userId },
    });
    if (count === 0) return refuse({ code: 'changed_meanwhile' });
    await writer.audit({ action: 'homePlan.endBackup', entity: 'hospital_backup', entityId: id, detail: {} });
    return null;
  });
