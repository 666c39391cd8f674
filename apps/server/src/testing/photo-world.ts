/** A worker whose tablet takes pictures, and the calls it makes with them. */
import { createHash, randomUUID } from 'node:crypto';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import type { Envelope } from '@qiaomen/domain/command';
import { photoPieceBytes, placeOfPhoto, type PhotoReply } from '@qiaomen/domain/photo/photo';
import type { TimelineRow } from '@qiaomen/domain/timeline/query';
import { outboxPublicKey } from '@qiaomen/prisma/outbox-key';
import { fieldWorld, type Elder, type FieldWorld, type Tablet } from './field-world.ts';
import { sealBytesAsTablet } from './seal-as-tablet.ts';
import { testAreas, type TestApp, type TestUser } from './test-app.ts';
import { own, type TestServer } from './test-server.ts';

const county = CountyCode.parse(testAreas.county);

const segment = (marker: number, body: string): Buffer => {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, Buffer.from(body, 'latin1')]);
};
/** A picture of about `size` bytes, each with other contents. */
export const jpeg = (size: number, exif = ''): Buffer =>
  Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    ...(exif === '' ? [] : [segment(0xe1, `Exif\0\0${exif}`)]),
    segment(0xdb, randomUUID()),
    segment(0xda, 'scan'),
    Buffer.alloc(size, 0x5a),
    Buffer.from([0xff, 0xd9]),
  ]);
export const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
export const reply = async (answer: Response): Promise<PhotoReply> => (await answer.json()) as PhotoReply;

export interface Taken {
  elder: Elder;
  envelope: Envelope;
  picture: Buffer;
  sealed: Buffer;
  path: string;
}

export interface PhotoWorld {
  world: FieldWorld;
  worker: TestUser;
  tablet: Tablet;
  enrol(user: TestUser): Promise<{ tablet: Tablet; token: string }>;
  take(picture: Buffer, over?: { sealed?: Buffer; payload?: (elder: Elder) => object }): Promise<Taken>;
  ask(path: string, as?: string): Promise<Response>;
  put(path: string, from: number, of: number, bytes: Uint8Array, as?: string): Promise<Response>;
  /** the rest of it, piece by piece, until the server says something else than how much it has */
  sendRest(taken: Taken, from?: number): Promise<PhotoReply>;
  timelineOf(elder: Elder): Promise<{ rows: TimelineRow[] }>;
  photoIdsOf(elder: Elder): Promise<string[]>;
}

export const photoWorld = async (
  app: TestApp,
  server: TestServer,
  role: 'worker' | 'vaccinator' = 'worker',
): Promise<PhotoWorld> => {
  const world = await fieldWorld(app);
  const enrol: PhotoWorld['enrol'] = async (user) => {
    const made = await world.tablet(user);
    const asked = { deviceId: made.deviceId, label: '平板', appVersion: '0.1.0' };
    const enrolled = await app.caller(user, { demo: true }).account.enrolDevice(asked);
    return { tablet: made, token: enrolled.token };
  };
  const worker = await app.createUser(role, [testAreas.village]);
  const { tablet, token } = await enrol(worker);
  const headersOf = (as: string) => ({ ...own, 'x-device-token': as });
  const put: PhotoWorld['put'] = (path, from, of, bytes, as = token) =>
    fetch(`${path}/${from}/${of}`, { method: 'PUT', headers: headersOf(as), body: new Uint8Array(bytes) });
  const timelineOf: PhotoWorld['timelineOf'] = async ({ personId }) => {
    const supervisor = await app.createUser('supervisor', [county]);
    return app.caller(supervisor).person.timeline({ county, personId, page: { page: 0, size: 20 } });
  };
  return {
    world,
    worker,
    tablet,
    enrol,
    take: async (picture, over = {}) => {
      const elder = await world.addElder();
      const sha256 = hashOf(picture);
      const command = (over.payload?.(elder) ?? world.visit(elder)) as ReturnType<typeof world.visit>;
      const envelope = tablet.wrap(command, { attachments: [sha256] });
      const place = placeOfPhoto({ commandId: envelope.id, sha256 });
      const sealed = over.sealed ?? sealBytesAsTablet(outboxPublicKey(app.keys), place, picture);
      const path = `${server.address}/api/photos/${county}/${envelope.id}/${sha256}`;
      return { elder, envelope, picture, sealed, path };
    },
    ask: (path, as = token) => fetch(path, { headers: headersOf(as) }),
    put,
    sendRest: async ({ path, sealed }, from = 0) => {
      let last: PhotoReply = { state: 'receiving', received: from };
      while (last.state === 'receiving') {
        const at = last.received;
        last = await reply(await put(path, at, sealed.length, sealed.subarray(at, at + photoPieceBytes)));
      }
      return last;
    },
    timelineOf,
    photoIdsOf: async (elder) => (await timelineOf(elder)).rows.flatMap(({ photos }) => photos),
  };
};
