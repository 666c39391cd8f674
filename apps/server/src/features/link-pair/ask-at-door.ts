/** A pair nobody can decide at a desk becomes a question to whoever visits the person next. */
import { EntryState, isClosed } from '@qiaomen/domain/register/entry-state';
import type { SamePersonParams } from '@qiaomen/domain/visit/question';
import type { Tx, Writer } from '@qiaomen/prisma/scoped';
import { newId } from '../../entry/new-id.ts';
import { sealQuestion } from '../../entry/questions.ts';
import { lockPersons, refoldEntries } from '../../entry/refold-entry.ts';
import { refuse } from '../../errors.ts';
import type { GuardedContext } from '../../trpc.ts';
import { openSides, type OpenedSide } from './pair-rows.ts';

interface Door {
  county: string;
  personId: string;
  areaCode: string;
  state: string;
  owned: boolean;
}

/** Somebody is going there: an entry of an open campaign that is not closed, before all one with an owner. */
const findDoor = async (tx: Tx, sides: readonly OpenedSide[]): Promise<Door | undefined> => {
  const persons = sides.flatMap(({ side }) => side.person ?? []);
  const doors = await tx.$queryRaw<Door[]>`
    SELECT e.county, e.person_id::text AS "personId", e.area_code AS "areaCode", e.state, e.owner_id IS NOT NULL AS owned
    FROM register_entry e JOIN campaign c ON c.id = e.campaign_id AND c.state = 'open'
    WHERE e.county = ANY(${persons.map(({ county }) => county)}::text[])
      AND e.person_id = ANY(${persons.map(({ personId }) => personId)}::uuid[])
    ORDER BY owned DESC, e.visit_count DESC, e.person_id`;
  return doors.find(({ state }) => !isClosed(EntryState.parse(state)));
};

const paramsOf = ({ first }: OpenedSide): SamePersonParams => ({
  name: first.body.name,
  birthYear: first.body.birthDate === null ? null : Number(first.body.birthDate.slice(0, 4)),
  village: (first.body.areaCode?.length ?? 0) >= 12 ? (first.shown.areaPath.at(-1) ?? null) : null,
});

/** Raises the revision of the entry, so that the tablets that hold it read it again. */
const tellTablets = async (writer: Writer, county: string, personId: string): Promise<void> => {
  await lockPersons(writer.tx, county, [personId]);
  await refoldEntries(writer, county, personId);
};

export const askAtDoor = async (
  ctx: GuardedContext,
  writer: Writer,
  pair: { id: string; left: string; right: string },
): Promise<void> => {
  const { tx, at } = writer;
  const opened = await openSides(tx, ctx.keys, [pair.left, pair.right]);
  const sides = [pair.left, pair.right].flatMap((id) => opened.get(id) ?? []);
  const door = await findDoor(tx, sides);
  const other = sides.find(({ side }) => side.person?.personId !== door?.personId) ?? sides[1];
  if (door === undefined || other === undefined) return refuse({ code: 'nobody_to_ask' });
  const id = newId(at);
  const { county, personId, areaCode } = door;
  await tx.entryQuestion.create({
    data: {
      county,
      id,
      areaCode,
      personId,
      pairId: pair.id,
      kind: 'same_person',
      paramsCipher: sealQuestion(ctx.keys, id, paramsOf(other)),
      state: 'open',
      askedBy: ctx.actor.userId,
      askedAt: at,
    },
    select: { id: true },
  });
  await tellTablets(writer, county, personId);
  const detail = { pairId: pair.id, personId };
  await writer.audit({ action: 'linkPair.ask', entity: 'entry_question', entityId: id, detail });
};

/** Decided or taken back meanwhile: nobody need ask any more. What was answered stays readable. */
export const withdrawQuestions = async (writer: Writer, pairIds: readonly string[]): Promise<void> => {
  if (pairIds.length === 0) return;
  const withdrawn = await writer.tx.entryQuestion.updateManyAndReturn({
    where: { pairId: { in: [...pairIds] }, state: 'open' },
    data: { state: 'withdrawn' },
    select: { county: true, personId: true },
  });
  for (const { county, personId } of withdrawn) await tellTablets(writer, county, personId);
};
