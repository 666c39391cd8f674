/** A user as the database knows them now: role, duties, fence. Read afresh on every request, so that a change counts at once. */
import { AreaCode, smallestCommonArea } from '@qiaomen/domain/area/area-code';
import { Language, Role, rolesWithTotp } from '@qiaomen/domain/account/role';
import { fenceOf, type Actor, type DutyPeriod } from '@qiaomen/domain/policy';
import { sql, type Database, type Prisma, type Tx } from '@qiaomen/prisma/scoped';
import type { Identity } from '../trpc.ts';

/** What `identityOf` is made from, for the user an expression names: two statements that share a round trip with others. */
export const identityStatements = (userId: Prisma.Sql): [Prisma.Sql, Prisma.Sql] => [
  sql`SELECT id::text, login, name, role, status, language, totp_last_step IS NOT NULL AS "totpEnrolled", is_demo AS "isDemo"
    FROM app_user WHERE id = ${userId}`,
  sql`SELECT d.area_code AS "areaCode", d.valid_from AS "from", d.valid_to AS "to", a.name_zh AS "nameZh"
    FROM duty d LEFT JOIN area a ON a.code = d.area_code WHERE d.user_id = ${userId} ORDER BY d.area_code`,
];

export interface UserRow {
  id: string;
  login: string;
  name: string;
  role: string;
  status: string;
  language: string;
  totpEnrolled: boolean;
  isDemo: boolean;
}
export interface DutyRow {
  areaCode: string;
  from: Date;
  to: Date | null;
  nameZh: string | null;
}

const isPresent = (duty: DutyPeriod, at: string): boolean => duty.from <= at && (duty.to === undefined || at < duty.to);

export const findIdentity = async (
  db: Database,
  userId: string,
  at: Date,
  demoInstall: boolean,
): Promise<Identity | undefined> => {
  const [users, duties] = await db.askReference<[UserRow, DutyRow]>(identityStatements(sql`${userId}::uuid`));
  return identityOf(users, duties, at, demoInstall);
};

export const identityOf = (
  [user]: readonly UserRow[],
  dutyRows: readonly DutyRow[],
  at: Date,
  demoInstall: boolean,
): Identity | undefined => {
  if (user === undefined) return undefined;
  const { totpEnrolled } = user;
  const role = Role.parse(user.role);
  const duties = dutyRows.map((duty): DutyPeriod => {
    const period = { areaCode: AreaCode.parse(duty.areaCode), from: duty.from.toISOString() };
    return duty.to === null ? period : { ...period, to: duty.to.toISOString() };
  });
  const instant = at.toISOString();
  const actor: Actor = { userId: user.id, role, duties };
  const present = duties.filter((duty) => isPresent(duty, instant)).map((duty) => duty.areaCode);
  const names = new Map(dutyRows.map(({ areaCode, nameZh }) => [areaCode, nameZh]));
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
