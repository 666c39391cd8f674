/** Which pictures and voice notes were taken with which act. */
import type { Tx } from '@qiaomen/prisma/scoped';

interface Taken {
  photos: string[];
  voices: string[];
}

/** Ids by event, the first taken first. */
export const photosOf = async (
  tx: Tx,
  county: string,
  eventIds: readonly string[],
): Promise<(eventId: string) => Taken> => {
  const rows = await tx.photo.findMany({
    where: { county, eventId: { in: [...eventIds] } },
    select: { id: true, eventId: true, kind: true },
    orderBy: { id: 'asc' },
  });
  const byEvent = Map.groupBy(rows, (row) => row.eventId);
  return (eventId) => {
    const [voices, photos] = [true, false].map((isVoice) =>
      (byEvent.get(eventId) ?? []).filter(({ kind }) => (kind === 'voice') === isVoice).map(({ id }) => id),
    );
    return { photos: photos ?? [], voices: voices ?? [] };
  };
};
