/** What was done at the door and at the bedside: visits, doses, care. */
import { CareFacts } from '@qiaomen/domain/care/event';
import { DoseProduct } from '@qiaomen/domain/dose/command';
import type { FactFlag } from '@qiaomen/domain/sync/query';
import { VisitOutcome, VisitReason } from '@qiaomen/domain/visit/codes';
import { open, type FieldKeys } from '@qiaomen/prisma/field-crypto';
import type { Tx } from '@qiaomen/prisma/scoped';
import { careContext } from '../../entry/care-events.ts';
import { dateToDay } from '../../entry/entry.ts';
import { noteContext } from '../../entry/event-lines.ts';
import { draft, type Draft } from './draft.ts';
import { loadVoids } from './load-voids.ts';

/** Sentences somebody wrote; answers of forms stay sealed. */
const sentences = (keys: FieldKeys, id: string, cipher: Uint8Array | null): string => {
  if (cipher === null) return '';
  const words: unknown = JSON.parse(open(keys, careContext(id), cipher));
  if (typeof words !== 'object' || words === null) return '';
  return Object.values(words)
    .filter((text): text is string => typeof text === 'string' && text !== '')
    .join('\n');
};

const heardLater = (occurredAt: Date, receivedAt: Date): string | null =>
  Math.abs(receivedAt.getTime() - occurredAt.getTime()) < 60_000 ? null : receivedAt.toISOString();

export const fieldLines = async (
  tx: Tx,
  keys: FieldKeys,
  county: string,
  personIds: readonly string[],
): Promise<Draft[]> => {
  const where = { county, personId: { in: [...personIds] } };
  const visits = await tx.visit.findMany({ where });
  const care = await tx.careEvent.findMany({ where });
  const doses = await tx.dose.findMany({ where });
  const voidOf = await loadVoids(
    tx,
    keys,
    county,
    [...visits, ...care, ...doses].map((row) => row.voidedBy),
  );
  const acts = new Set(care.map(({ id }) => id));
  return [
    ...visits.map((row) =>
      draft({
        ...said(row),
        voided: voidOf(row.voidedBy),
        note: row.noteCipher === null ? '' : open(keys, noteContext(row.id), row.noteCipher),
        event: {
          kind: 'visit',
          outcome: VisitOutcome.parse(row.outcome),
          reasons: row.reasons.map((reason) => VisitReason.parse(reason)),
          nextDate: dateToDay(row.nextDate),
        },
      }),
    ),
    ...care.map((row) =>
      draft({
        ...said(row),
        voided: voidOf(row.voidedBy),
        note: sentences(keys, row.id, row.bodyCipher),
        event: { kind: 'care', facts: CareFacts.parse(row.facts) },
      }),
    ),
    // a dose of ours is told by its act
    ...doses
      .filter(({ id }) => !acts.has(id))
      .map((row) =>
        draft({
          id: row.id,
          at: dateToDay(row.givenOn) ?? '',
          receivedAt: row.recordedAt.toISOString(),
          personId: row.personId,
          userId: row.userId,
          areaCode: row.areaCode,
          flags: row.flags as unknown as FactFlag[],
          voided: voidOf(row.voidedBy),
          event: {
            kind: 'dose',
            product: DoseProduct.parse(row.product),
            origin: row.origin === 'person' ? 'person' : 'file',
          },
        }),
      ),
  ];
};

interface Told {
  id: string;
  personId: string;
  userId: string;
  areaCode: string;
  deviceId: string | null;
  occurredAt: Date;
  receivedAt: Date;
  flags: unknown;
}

const said = (row: Told) => ({
  id: row.id,
  at: row.occurredAt.toISOString(),
  receivedAt: heardLater(row.occurredAt, row.receivedAt),
  personId: row.personId,
  userId: row.userId,
  areaCode: row.areaCode,
  fromTablet: row.deviceId !== null,
  // written by the receiver of commands and by nobody else
  flags: row.flags as FactFlag[],
});
