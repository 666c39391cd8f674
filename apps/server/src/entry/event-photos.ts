/** Which pictures were taken with which act. */
import type { Tx } from '@qiaomen/prisma/scoped';

/** Ids of pictures by event, the first taken first. */
export const photosOf = async (
  tx: Tx,
  county: string,
  eventIds: readonly string[],
): Promise<(eventId: string) => string[]> => {
  const rows = await tx.photo.findMany({
    where: { county, eventId: { in: [...eventIds] } },
    select: { id: true, eventId: true },
    orderBy: { id: 'asc' },
  });
  const byEvent = Map.groupBy(rows, (row) => row.eventId);
  return (eventId) => (byEvent.get(eventId) ?? []).map(({ id }) => id);
};
