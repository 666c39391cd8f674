/** Pairs as a person reads them: both sides with all their rows, masked, and what speaks for and against. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import {
  PairState,
  type PairConflict,
  type PairRow,
  type PairSide,
  type TransferChoice,
} from '@qiaomen/domain/link-pair/query';
import type { Tx } from '@qiaomen/prisma/scoped';
import { z } from 'zod';
import { userNames } from '../../entry/area-paths.ts';
import type { GuardedContext } from '../../trpc.ts';
import { countShared } from './count-shared.ts';
import { standingDecisions, toDecisions } from './decisions.ts';
import { openSides, type OpenedSide } from './pair-rows.ts';

const Evidence = z.array(z.object({ field: z.string(), level: z.string(), weight: z.number() }));

/** Places at which two numbers of the same length differ; a mask would hide most of them. */
const placesThatDiffer = (left: string | null, right: string | null): number[] => {
  if (left === null || right === null || left.length !== right.length) return [];
  return Array.from(left).flatMap((digit, at) => (digit === right[at] ? [] : [at]));
};

/** The household register's newest row says where somebody lives; without one the newest row of any office. */
const latestWord = (side: PairSide) => {
  const said = side.rows.toSorted((a, b) => (a.importedAt < b.importedAt ? 1 : -1));
  return said.find(({ kind }) => kind === 'population') ?? said[0];
};

export const transferChoice = (left: PairSide, right: PairSide): TransferChoice | null => {
  if (left.person === null || right.person === null || left.person.county === right.person.county) return null;
  const counties = [left, right].flatMap((side) => {
    const word = latestWord(side);
    if (word === undefined || side.person === null) return [];
    const { kind, importedAt } = word;
    return [{ county: side.person.county, name: side.countyName ?? side.person.county, kind, importedAt }];
  });
  const rank = (kind: string): number => (kind === 'population' ? 0 : 1);
  counties.sort((a, b) =>
    a.importedAt === b.importedAt ? rank(a.kind) - rank(b.kind) : a.importedAt < b.importedAt ? 1 : -1,
  );
  return { counties };
};

const conflictsOf = (left: OpenedSide, right: OpenedSide): PairConflict[] => {
  const registered = ({ side }: OpenedSide): boolean => side.rows.some(({ kind }) => kind === 'population');
  const found: PairConflict[] = [];
  if (
    left.numbers.size > 0 &&
    right.numbers.size > 0 &&
    [...left.numbers].every((number) => !right.numbers.has(number))
  )
    found.push('two_numbers');
  if (registered(left) && registered(right)) found.push('two_registered');
  return found;
};

interface Told {
  pairId: string;
  answer: string | null;
  answeredBy: string | null;
  answeredAt: Date | null;
}

/** What workers were told at the door about these pairs, the last word of each. */
const findTold = async (tx: Tx, pairIds: readonly string[]): Promise<Map<string, NonNullable<PairRow['told']>>> => {
  const rows: Told[] = await tx.entryQuestion.findMany({
    where: { pairId: { in: [...pairIds] }, state: 'answered' },
    select: { pairId: true, answer: true, answeredBy: true, answeredAt: true },
    orderBy: { answeredAt: 'asc' },
  });
  const users = await userNames(
    tx,
    rows.map((row) => row.answeredBy),
  );
  return new Map(
    rows.map((row) => [
      row.pairId,
      {
        answer: row.answer === 'same' ? 'same' : 'different',
        by: users.get(row.answeredBy ?? '') ?? '',
        at: row.answeredAt?.toISOString() ?? '',
      },
    ]),
  );
};

/** In the order of the ids. A pair whose rows are gone is left out. */
export const loadPairs = async (ctx: GuardedContext, tx: Tx, ids: readonly string[]): Promise<PairRow[]> => {
  if (ids.length === 0) return [];
  const stored = await tx.linkPair.findMany({ where: { id: { in: [...ids] } } });
  const sides = await openSides(
    tx,
    ctx.keys,
    stored.flatMap(({ left, right }) => [left, right]),
  );
  const firsts = [...sides.values()].map(({ first }) => first.body);
  const prefecture = AreaCode.parse((stored[0]?.areaCode ?? ctx.fence).slice(0, 4));
  const shared = await countShared(tx, ctx.keys, prefecture, {
    names: firsts.map(({ name }) => name),
    phones: firsts.flatMap(({ phone }) => phone ?? []),
  });
  const standing = await toDecisions(tx, ctx.keys, ctx.actor.userId, await standingDecisions(tx, ids));
  const told = await findTold(tx, ids);
  const sharedBy = (field: string, level: string, { first }: OpenedSide): number | null => {
    if (field === 'phone' && level === 'same') return shared.phones.get(first.body.phone ?? '') ?? null;
    return field === 'name' && level === 'exact' ? (shared.names.get(first.body.name) ?? null) : null;
  };
  const rows = stored.flatMap((pair): PairRow[] => {
    const [left, right] = [sides.get(pair.left), sides.get(pair.right)];
    if (left === undefined || right === undefined) return [];
    return [
      {
        id: pair.id,
        state: PairState.parse(pair.state),
        probability: pair.probability,
        evidence: Evidence.parse(pair.evidence).map((line) => ({
          ...line,
          shared: sharedBy(line.field, line.level, left),
        })),
        left: left.side,
        right: right.side,
        differsAt: {
          idNumber: placesThatDiffer(left.first.body.idNumber, right.first.body.idNumber),
          phone: placesThatDiffer(left.first.body.phone, right.first.body.phone),
        },
        conflicts: conflictsOf(left, right),
        decision: standing.find(({ pairId, answer }) => pairId === pair.id && answer !== 'reopened') ?? null,
        told: told.get(pair.id) ?? null,
        transfer: transferChoice(left.side, right.side),
      },
    ];
  });
  return ids.flatMap((id) => rows.find((row) => row.id === id) ?? []);
};
