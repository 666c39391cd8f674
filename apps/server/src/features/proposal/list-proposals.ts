/** Elders found at the door who wait for a decision, with who they might be. */
import { AreaCode } from '@qiaomen/domain/area/area-code';
import type { Page } from '@qiaomen/domain/page';
import { Sex } from '@qiaomen/domain/person/command';
import type { ListProposals, ProposalCandidate, ProposalRow } from '@qiaomen/domain/proposal/query';
import type { FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { areaPaths, userNames } from '../../entry/area-paths.ts';
import { dateToDay } from '../../entry/entry.ts';
import { maskedFields } from '../../entry/masked-fields.ts';
import { ranges, type GuardedContext } from '../../trpc.ts';
import { proposalState } from './proposal-state.ts';

const personSelect = {
  id: true,
  county: true,
  name: true,
  sex: true,
  birthDate: true,
  idCipher: true,
  phoneCipher: true,
  addressCipher: true,
  areaCode: true,
} as const;

export const listProposals = (ctx: GuardedContext, input: ListProposals): Promise<Page<ProposalRow>> => {
  const where = {
    state: input.state,
    OR: ranges(ctx).map(({ gte, lt }) => ({ areaCode: { gte, lt } })),
  };
  return ctx.db.read({ area: ctx.fence, userId: ctx.actor.userId }, async (tx) => {
    const total = await tx.proposal.count({ where });
    const rows = await tx.proposal.findMany({
      where,
      include: { person: { select: personSelect } },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
      skip: input.page.page * input.page.size,
      take: input.page.size,
    });
    const names = await userNames(
      tx,
      rows.map((row) => row.userId),
    );
    const pathOf = await areaPaths(
      tx,
      rows.map((row) => row.areaCode),
    );
    const counts = await visitCounts(tx, rows);
    const candidatesOf = await loadCandidates(tx, ctx.keys, rows);
    return {
      total,
      rows: rows.map(({ person, ...row }): ProposalRow => {
        const { idMasked, phoneMasked } = maskedFields(ctx.keys, person);
        return {
          county: row.county,
          proposalId: row.id,
          personId: row.personId,
          name: person.name,
          sex: Sex.parse(person.sex),
          birthDate: dateToDay(person.birthDate),
          idMasked,
          phoneMasked,
          areaCode: AreaCode.parse(row.areaCode),
          areaPath: pathOf(row.areaCode),
          foundBy: names.get(row.userId) ?? '',
          foundAt: row.createdAt.toISOString(),
          visitCount: counts.get(row.personId) ?? 0,
          state: proposalState(row.state),
          candidates: candidatesOf(row.candidates),
        };
      }),
    };
  });
};

const visitCounts = async (
  tx: Tx,
  rows: readonly { county: string; personId: string }[],
): Promise<Map<string, number>> => {
  const groups = await tx.visit.groupBy({
    by: ['personId'],
    where: {
      county: { in: [...new Set(rows.map((row) => row.county))] },
      personId: { in: rows.map((row) => row.personId) },
      voidedBy: null,
    },
    _count: { _all: true },
  });
  return new Map(groups.map((group) => [group.personId, group._count._all]));
};

interface StoredCandidate {
  personId: string;
  evidence: string[];
}

const storedCandidates = (json: unknown): StoredCandidate[] =>
  Array.isArray(json)
    ? json.flatMap((item: unknown) => {
        if (typeof item !== 'object' || item === null || !('personId' in item) || !('evidence' in item)) return [];
        const { personId, evidence } = item;
        if (typeof personId !== 'string' || !Array.isArray(evidence)) return [];
        return [{ personId, evidence: evidence.filter((code): code is string => typeof code === 'string') }];
      })
    : [];

/** Candidates outside the reader's area stay unseen: the supervisor above them decides. */
const loadCandidates = async (
  tx: Tx,
  keys: FieldKeys,
  rows: readonly { county: string; candidates: unknown }[],
): Promise<(json: unknown) => ProposalCandidate[]> => {
  const ids = rows.flatMap((row) => storedCandidates(row.candidates).map((candidate) => candidate.personId));
  const persons = await tx.person.findMany({
    where: { county: { in: [...new Set(rows.map((row) => row.county))] }, id: { in: ids } },
    select: personSelect,
  });
  const pathOf = await areaPaths(
    tx,
    persons.map((person) => person.areaCode),
  );
  const byId = new Map(persons.map((person) => [person.id, person]));
  return (json) =>
    storedCandidates(json).flatMap(({ personId, evidence }) => {
      const person = byId.get(personId);
      if (person === undefined) return [];
      const { idMasked, phoneMasked } = maskedFields(keys, person);
      return [
        {
          personId,
          name: person.name,
          sex: Sex.parse(person.sex),
          birthDate: dateToDay(person.birthDate),
          idMasked,
          phoneMasked,
          areaPath: pathOf(person.areaCode),
          evidence,
        },
      ];
    });
};
