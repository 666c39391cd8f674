/** Tablets of the area: last word, what waits on them, how their storage stands, what they lost. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import {
  DeviceReport,
  silentAfterDays,
  type DeviceRow,
  type DeviceState,
  type ListDevices,
} from '@qiaomen/domain/device/query';
import { missingOf } from '@qiaomen/domain/device/missing';
import type { Page } from '@qiaomen/domain/page';
import { z } from 'zod';
import { areaNames } from '../../identity/identity.ts';
import { sequenceOf } from '../../sync/device-sequence.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

const Ranges = z.array(z.tuple([z.int(), z.int()]));

export const listDevices = (ctx: GuardedContext, input: ListDevices): Promise<Page<DeviceRow>> => {
  const silentSince = new Date(ctx.now().getTime() - silentAfterDays * 86_400_000);
  const inArea = { OR: ranges(ctx).map((areaCode) => ({ areaCode })) };
  const inState: Record<DeviceState, object> = {
    active: { revokedAt: null, lostAt: null, lastContactAt: { gte: silentSince } },
    silent: { revokedAt: null, lostAt: null, lastContactAt: { lt: silentSince } },
    lost: { revokedAt: null, lostAt: { not: null } },
    revoked: { revokedAt: { not: null } },
  };
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const where = { user: { duties: { some: inArea } }, ...(input.state === null ? {} : inState[input.state]) };
    const total = await tx.device.count({ where });
    const devices = await tx.device.findMany({
      where,
      orderBy: [{ lastContactAt: 'desc' }, { id: 'asc' }],
      skip: input.page.page * input.page.size,
      take: input.page.size,
      include: { user: { select: { name: true, duties: { where: inArea, select: { areaCode: true } } } } },
    });
    const names = await areaNames(
      tx,
      devices.flatMap(({ user }) => user.duties.map(({ areaCode }) => areaCode)),
    );
    const rows = devices.map((device): DeviceRow => {
      const areaCodes = [...new Set(device.user.duties.map(({ areaCode }) => areaCode))];
      const report = DeviceReport.safeParse(device.report).data ?? null;
      const sequence = sequenceOf(device);
      return {
        deviceId: device.id,
        userId: device.userId,
        userName: device.user.name,
        areaCodes: areaCodes.map((code) => AreaCode.parse(code)),
        areaNames: areaCodes.map((code) => names.get(code) ?? code),
        label: device.label,
        state:
          device.revokedAt !== null
            ? 'revoked'
            : device.lostAt !== null
              ? 'lost'
              : device.lastContactAt < silentSince
                ? 'silent'
                : 'active',
        appVersion: device.appVersion,
        createdAt: device.createdAt.toISOString(),
        lastContactAt: device.lastContactAt.toISOString(),
        report,
        // what arrives after all, from a file or a sealed queue, closes its gap
        missing: device.lostAt === null ? sequence.missing : stillMissing(sequence, device.lostMissing),
        lostAt: device.lostAt?.toISOString() ?? null,
        revokedAt: device.revokedAt?.toISOString() ?? null,
      };
    });
    return { rows, total };
  });
};

const stillMissing = (sequence: Parameters<typeof missingOf>[0], lost: unknown): DeviceRow['missing'] => {
  const made = Math.max(0, ...(Ranges.safeParse(lost).data ?? []).map(([, to]) => to));
  return missingOf(sequence, made);
};
