/** What the office did: entries and their owners, elders found at the door, fields somebody chose, questions. */
import { SourceField } from '@qiaomen/domain/person-source/query';
import type { TimelineEvent } from '@qiaomen/domain/timeline/query';
import type { Tx } from '@qiaomen/prisma/scoped';
import { userNames } from '../../entry/area-paths.ts';
import { draft, type Draft } from './draft.ts';

const entryOrigin = (text: string): 'base' | 'birthday' | 'door' =>
  text === 'birthday' || text === 'door' ? text : 'base';

/** The owners of an entry in their order: a hand-over is one line, an end without a follower another. */
const ownerLines = async (tx: Tx, county: string, entries: readonly { id: string; personId: string }[]) => {
  const owners = await tx.entryOwner.findMany({
    where: { county, entryId: { in: entries.map(({ id }) => id) } },
    orderBy: [{ from: 'asc' }, { id: 'asc' }],
  });
  const names = await userNames(
    tx,
    owners.map(({ userId }) => userId),
  );
  const personOf = new Map(entries.map(({ id, personId }) => [id, personId]));
  return owners.flatMap((owner): Draft[] => {
    const { id, entryId, areaCode, userId, from, to } = owner;
    const ownerName = names.get(userId) ?? null;
    const place = { areaCode, personId: personOf.get(entryId) ?? '' };
    const lines = [draft({ ...place, id, at: from.toISOString(), event: { kind: 'assigned', ownerName } })];
    const followed = owners.some((next) => next.entryId === entryId && next.from.getTime() === to?.getTime());
    if (to !== null && !followed)
      lines.push(draft({ ...place, id: `${id} end`, at: to.toISOString(), event: { kind: 'released', ownerName } }));
    return lines;
  });
};

const decisionOf = (state: string): 'accepted' | 'linked' | 'declined' | null =>
  state === 'accepted' || state === 'linked' || state === 'declined' ? state : null;

/** A line, and a second one for its end if it has come. */
const withEnd = (
  row: { id: string; areaCode: string; personId: string },
  begun: { at: Date; userId: string; event: TimelineEvent },
  ended: { at: Date | null; userId: string | null; event: TimelineEvent | null },
): Draft[] => {
  const { id, areaCode, personId } = row;
  const place = { areaCode, personId };
  const lines = [draft({ ...place, id, at: begun.at.toISOString(), userId: begun.userId, event: begun.event })];
  if (ended.at !== null && ended.event !== null)
    lines.push(
      draft({ ...place, id: `${id} end`, at: ended.at.toISOString(), userId: ended.userId, event: ended.event }),
    );
  return lines;
};

export const officeLines = async (tx: Tx, county: string, personIds: readonly string[]): Promise<Draft[]> => {
  const where = { county, personId: { in: [...personIds] } };
  const entries = await tx.registerEntry.findMany({ where });
  const campaigns = await tx.campaign.findMany({
    where: { id: { in: entries.map(({ campaignId }) => campaignId) } },
    select: { id: true, name: true },
  });
  const campaignNames = new Map(campaigns.map(({ id, name }) => [id, name]));
  const proposals = await tx.proposal.findMany({ where });
  const choices = await tx.personFieldChoice.findMany({ where });
  const questions = await tx.entryQuestion.findMany({ where });
  return [
    ...entries.map(({ id, personId, areaCode, createdAt, campaignId, origin }) =>
      draft({
        id,
        personId,
        areaCode,
        at: createdAt.toISOString(),
        event: {
          kind: 'entered',
          campaignName: campaignNames.get(campaignId) ?? '',
          origin: entryOrigin(origin),
        },
      }),
    ),
    ...(await ownerLines(tx, county, entries)),
    ...proposals.flatMap((row) => {
      const decision = decisionOf(row.state);
      return withEnd(
        row,
        { at: row.createdAt, userId: row.userId, event: { kind: 'found' } },
        {
          at: row.decidedAt,
          userId: row.decidedBy,
          event: decision === null ? null : { kind: 'found_decided', decision },
        },
      );
    }),
    ...choices.flatMap((row) => {
      const field = SourceField.parse(row.field);
      return withEnd(
        row,
        { at: row.chosenAt, userId: row.chosenBy, event: { kind: 'field_chosen', field } },
        { at: row.endedAt, userId: row.endedBy, event: { kind: 'field_taken_back', field } },
      );
    }),
    ...questions.flatMap((row) => {
      const { answer } = row;
      const said = answer === 'same' || answer === 'different' ? answer : null;
      return withEnd(
        row,
        { at: row.askedAt, userId: row.askedBy, event: { kind: 'asked' } },
        {
          at: row.answeredAt,
          userId: row.answeredBy,
          event: said === null ? null : { kind: 'answered', answer: said },
        },
      );
    }),
  ];
};
