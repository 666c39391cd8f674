/** A user as the database knows them now: role, duties, fence. Read afresh on every request, so that a change counts at once. */
import { AreaCode, smallestCommonArea } from '@qiaomen/domain/area/area-code';
import { Language, Role, rolesWithTotp } from '@qiaomen/domain/account/role';
import { fenceOf, type Actor, type DutyPeriod } from '@qiaomen/domain/policy';
import type { Database, Tx } from '@qiaomen/prisma/scoped';
import type { Identity } from '../trpc.ts';

const select = {
  id: true,
  login: true,
  name: true,
  role: true,
  status: true,
  language: true,
  totpLastStep: true,
  isDemo: true,
  duties: { select: { areaCode: true, from: true, to: true }, orderBy: { areaCode: 'asc' } },
} as const;

const isPresent = (duty: DutyPeriod, at: string): boolean => duty.from <= at && (duty.to === undefined || at < duty.to);

export const findIdentity = (
  db: Database,
  userId: string,
  at: Date,
  demoInstall: boolean,
): Promise<Identity | undefined> => db.reference((tx) => findIdentityIn(tx, userId, at, demoInstall));

const findIdentityIn = async (
  tx: Tx,
  userId: string,
  at: Date,
  demoInstall: boolean,
): Promise<Identity | undefined> => {
  const user = await tx.user.findUnique({ where: { id: userId }, select });
  if (user === null) return undefined;
  const role = Role.parse(user.role);
  const duties = user.duties.map((duty): DutyPeriod => {
    const period = { areaCode: AreaCode.parse(duty.areaCode), from: duty.from.toISOString() };
    return duty.to === null ? period : { ...period, to: duty.to.toISOString() };
  });
  const instant = at.toISOString();
  const actor: Actor = { userId: user.id, role, duties };
  const present = duties.filter((duty) => isPresent(duty, instant)).map((duty) => duty.areaCode);
  const names = await areaNames(tx, present);
  // a secret counts as enrolled once its first code was accepted
  const totpEnrolled = user.totpLastStep !== null;
  const exempt = demoInstall && user.isDemo;
  return {
    actor,
    account: {
      userId: user.id,
      login: user.login,
      name: user.name,
      role,
      language: Language.parse(user.language),
      duties: present.map((areaCode) => ({ areaCode, nameZh: names.get(areaCode) ?? areaCode })),
      demo: user.isDemo,
      totpEnrolled,
      mustEnrolTotp: rolesWithTotp.includes(role) && !totpEnrolled && !exempt,
    },
    fence: fenceOf(actor, instant),
    home: smallestCommonArea(duties.map((duty) => duty.areaCode)),
    disabled: user.status !== 'active' || (user.isDemo && !demoInstall),
  };
};

export const areaNames = async (tx: Tx, codes: readonly string[]): Promise<Map<string, string>> => {
  if (codes.length === 0) return new Map();
  const areas = await tx.area.findMany({
    where: { code: { in: [...new Set(codes)] } },
    select: { code: true, nameZh: true },
  });
  return new Map(areas.map((area) => [area.code, area.nameZh]));
};
