/** Work that cannot be sent, as a file somebody can carry: sealed for the server, of use to nobody else. */
import { unsentFileKind, type UnsentFile, type UnsentPhoto } from '@qiaomen/domain/device/query';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import type { FieldDatabase } from './database.ts';
import { base64OfBytes } from './for-server.ts';
import { itemOf } from './stranded.ts';

export interface CarriedFile {
  name: string;
  /** how many pictures it holds */
  photos: number;
  content: Blob;
}

const lineOf = (value: UnsentFile | UnsentPhoto): Blob => new Blob([JSON.stringify(value), '\n']);

const photoLines = async ({ photos, photoBytes }: FieldDatabase): Promise<Blob[]> => {
  const lines: Blob[] = [];
  for (const { id, county, commandId, sha256 } of await photos.where('state').equals('waiting').sortBy('id')) {
    const sealed = (await photoBytes.get(id))?.sealed;
    if (sealed === undefined) continue;
    // the browser keeps a Blob where it has room, not in this page
    lines.push(lineOf({ county: CountyCode.parse(county), commandId, sha256, sealed: base64OfBytes(sealed) }));
  }
  return lines;
};

export const makeUnsentFile = async (database: FieldDatabase, userId: string, at: Date): Promise<CarriedFile> => {
  const [rows, queue] = await Promise.all([database.sealedOutbox.orderBy('seq').toArray(), database.outbox.toArray()]);
  const answered = new Set(queue.filter(({ state }) => state !== 'queued').map(({ id }) => id));
  const unsent = rows.filter(({ id }) => !answered.has(id));
  const tablets = [...new Set(unsent.map(({ deviceId }) => deviceId))].map((deviceId) => ({
    deviceId,
    items: unsent.filter((row) => row.deviceId === deviceId).map(itemOf),
  }));
  const lines = await photoLines(database);
  const madeAt = at.toISOString();
  const head = lineOf({ kind: unsentFileKind, v: 1, madeAt, userId, photos: lines.length, tablets });
  return {
    name: `qiaomen-${madeAt.slice(0, 10)}.json`,
    photos: lines.length,
    content: new Blob([head, ...lines], { type: 'application/json' }),
  };
};
