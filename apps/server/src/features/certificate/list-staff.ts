/** Vaccinating staff on duty in the reader's area, those who need a certificate first. */
import { CertificateKind, type ListStaff, type StaffList, type StaffRow } from '@qiaomen/domain/care/certificate';
import { certificateState, certificateStates, staffState } from '@qiaomen/domain/care/certificate-standing';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import { dateToDay } from '../../entry/entry.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';

/** Staff are hundreds, so all of them are looked at and a page is shown. */
export const listStaff = async (ctx: GuardedContext, { show, text, page }: ListStaff): Promise<StaffList> => {
  const at = ctx.now();
  const today = shanghaiDay(at);
  const within = ranges(ctx).map(({ gte, lt }) => ({ areaCode: { gte, lt } }));
  const onDuty = { from: { lte: at }, AND: [{ OR: [{ to: null }, { to: { gt: at } }] }, { OR: within }] };
  const rows = await ctx.db.reference(async (tx) => {
    const users = await tx.user.findMany({
      where: { role: 'vaccinator', status: { not: 'disabled' }, duties: { some: onDuty } },
      select: {
        id: true,
        name: true,
        duties: { where: onDuty, select: { areaCode: true } },
        certificates: { where: { withdrawnAt: null }, orderBy: [{ validTo: 'desc' }, { id: 'asc' }] },
      },
    });
    const areas = await tx.area.findMany({
      where: { code: { in: users.flatMap(({ duties }) => duties.map(({ areaCode }) => areaCode)) } },
      select: { code: true, nameZh: true },
    });
    const nameOf = new Map(areas.map(({ code, nameZh }) => [code, nameZh]));
    return users.map(({ id, name, duties, certificates }): StaffRow => {
      const held = certificates.map((one) => {
        const kind = CertificateKind.parse(one.kind);
        const validFrom = dateToDay(one.validFrom) ?? '';
        const validTo = dateToDay(one.validTo) ?? '';
        const trainedUntil = dateToDay(one.trainedUntil) ?? '';
        const state = certificateState({ kind, validFrom, validTo, trainedUntil }, today);
        return { id: one.id, kind, validFrom, validTo, trainedUntil, state };
      });
      return {
        userId: id,
        name,
        areaNames: duties.map(({ areaCode }) => nameOf.get(areaCode) ?? areaCode),
        state: staffState(held, today),
        certificates: held.map(({ validFrom: _from, ...one }) => one),
      };
    });
  });
  const order = (row: StaffRow): number => certificateStates.indexOf(row.state);
  const found = rows
    .filter(({ name }) => name.includes(text))
    .toSorted((a, b) => order(a) - order(b) || (a.name < b.name ? -1 : 1));
  const urgent = found.filter(({ state }) => state !== 'valid');
  const shown = show === 'all' ? found : urgent;
  return {
    rows: shown.slice(page.page * page.size, (page.page + 1) * page.size),
    total: shown.length,
    attention: urgent.length,
  };
};
