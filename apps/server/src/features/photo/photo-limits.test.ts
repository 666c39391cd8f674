/** What keeps pictures from filling the disk, and that nothing is lost by it. */
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { keepPiecesDays, maxPhotoBytesPerDay, photoPieceBytes } from '@qiaomen/domain/photo/photo';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sweepPhotoPieces } from '../../jobs/sweep-photo-pieces.ts';
import { jpeg, photoWorld, reply, type PhotoWorld, type Taken } from '../../testing/photo-world.ts';
import { testApp, testAreas, type TestApp } from '../../testing/test-app.ts';
import { own, testServer, type TestServer } from '../../testing/test-server.ts';
import { photoRoutes } from './routes.ts';

let app: TestApp;
let server: TestServer;
let photos: PhotoWorld;
let spareBytes = 0;
const county = CountyCode.parse(testAreas.county);
const day = 86_400_000;

beforeAll(async () => {
  app = await testApp();
  server = await testServer(app, (deps) => photoRoutes(deps, () => spareBytes), [
    { login: 'head', name: '金美兰', role: 'supervisor', areaCodes: [testAreas.county], language: 'zh-CN' },
    { login: 'far-head', name: '崔明浩', role: 'supervisor', areaCodes: [testAreas.otherCounty], language: 'zh-CN' },
    { login: 'knocker', name: '朴顺姬', role: 'worker', areaCodes: [testAreas.village], language: 'ko' },
  ]);
  photos = await photoWorld(app, server);
});
afterAll(async () => {
  await server.drain();
  await app.close();
});

const halfSent = async (): Promise<Taken> => {
  const taken = await photos.take(jpeg(2 * photoPieceBytes));
  await photos.tablet.push([taken.envelope]);
  await photos.put(taken.path, 0, taken.sealed.length, taken.sealed.subarray(0, photoPieceBytes));
  return taken;
};
const stateOf = async ({ path }: Taken) => reply(await photos.ask(path));
const piecesHere = () => app.db.read({ area: county }, (tx) => tx.photoPiece.count());

test('what arrived of a picture nobody went on with for a week is cleared, and its tablet begins it anew', async () => {
  const begun = app.now();
  const left = await halfSent();
  app.setNow(new Date(begun.getTime() + (keepPiecesDays - 1) * day));
  const young = await halfSent();
  await sweepPhotoPieces(app);
  expect(await piecesHere()).toBe(2);
  app.setNow(new Date(begun.getTime() + keepPiecesDays * day + 1));
  await sweepPhotoPieces(app);
  expect(await piecesHere()).toBe(1);
  expect(await stateOf(left)).toEqual({ state: 'receiving', received: 0 });
  // the tablet goes on where it believes it stood, hears better, and begins anew
  const on = await photos.put(left.path, photoPieceBytes, left.sealed.length, left.sealed.subarray(photoPieceBytes, photoPieceBytes + 9)); // prettier-ignore
  expect(await reply(on)).toEqual({ state: 'receiving', received: 0 });
  expect(await photos.sendRest(left)).toEqual({ state: 'kept' });
  expect(await stateOf(young)).toEqual({ state: 'receiving', received: photoPieceBytes });
  expect(await photos.sendRest(young, photoPieceBytes)).toEqual({ state: 'kept' });
});

test('a tablet that has sent enough for a day hears it, and goes on the next day from where it stood', async () => {
  const taken = await halfSent();
  const kept = await photos.take(jpeg(100));
  await photos.tablet.push([kept.envelope]);
  await photos.sendRest(kept);
  const { deviceId } = photos.tablet;
  const spend = (photoBytes: number) =>
    app.db.transact({ scope: { area: county }, actorId: null, county: '000000', at: app.now() }, ({ tx }) =>
      tx.device.updateMany({ where: { id: deviceId }, data: { photoBytes } }),
    );
  await spend(maxPhotoBytesPerDay - photoPieceBytes + 1);
  const later = { state: 'later', why: 'quota' };
  expect(await stateOf(taken)).toEqual(later);
  expect(await photos.sendRest(taken, photoPieceBytes)).toEqual(later);
  // what arrived before is not asked for again, and the visit itself was never held back
  expect(await stateOf(kept)).toEqual({ state: 'kept' });
  const visit = photos.tablet.wrap(photos.world.visit(await photos.world.addElder()));
  expect(await photos.tablet.push([visit])).toMatchObject([{ state: 'applied' }]);
  app.setNow(new Date(app.now().getTime() + day));
  expect(await stateOf(taken)).toEqual({ state: 'receiving', received: photoPieceBytes });
  expect(await photos.sendRest(taken, photoPieceBytes)).toEqual({ state: 'kept' });
});

test('the day of another tablet is not used up by it, and pieces that fail count too', async () => {
  const { deviceId } = photos.tablet;
  const spent = () =>
    app.db.reference((tx) => tx.device.findUniqueOrThrow({ where: { id: deviceId }, select: { photoBytes: true } }));
  const { photoBytes: before } = await spent();
  const noise = await photos.take(jpeg(100), { sealed: Buffer.alloc(300, 7) });
  await photos.tablet.push([noise.envelope]);
  expect(await photos.sendRest(noise)).toEqual({ state: 'refused', fault: 'damaged' });
  expect((await spent()).photoBytes).toBe(before + 300);
  const other = await photos.enrol(await app.createUser('worker', [testAreas.village]));
  const row = await app.db.reference((tx) => tx.device.findUnique({ where: { id: other.tablet.deviceId } }));
  expect(row).toMatchObject({ photoDay: null, photoBytes: 0 });
});

test('on a disk that is nearly full pictures wait, and go on when there is room', async () => {
  const taken = await halfSent();
  spareBytes = 2 ** 60;
  const later = { state: 'later', why: 'room' };
  expect(await stateOf(taken)).toEqual(later);
  expect(await photos.sendRest(taken, photoPieceBytes)).toEqual(later);
  spareBytes = 0;
  expect(await photos.sendRest(taken, photoPieceBytes)).toEqual({ state: 'kept' });
});

test('a picture in a file is taken from whoever looks after the tablet, for the act that names it', async () => {
  const taken = await photos.take(jpeg(2 * photoPieceBytes));
  const path = taken.path.replace('/api/photos/', '/api/carried-photos/');
  const carry = async (login: string): Promise<unknown> => {
    const headers = { ...own, cookie: await server.signIn(login) };
    const { sealed } = taken;
    let last = await fetch(path, { headers });
    for (let at = 0; last.ok && at < sealed.length; at += photoPieceBytes)
      last = await fetch(`${path}/${at}/${sealed.length}`, {
        method: 'PUT',
        headers,
        body: new Uint8Array(sealed.subarray(at, at + photoPieceBytes)),
      });
    return last.ok ? last.json() : last.status;
  };
  expect(await carry('head')).toEqual({ state: 'unknown' });
  await photos.tablet.push([taken.envelope]);
  expect(await carry('far-head')).toEqual({ state: 'unknown' });
  expect(await carry('knocker')).toBe(403);
  expect(await carry('head')).toEqual({ state: 'kept' });
  expect(await photos.photoIdsOf(taken.elder)).toHaveLength(1);
  // the tablet comes back to life and sends it too
  expect(await stateOf(taken)).toEqual({ state: 'kept' });
  const rows = await app.db.auditQuery("SELECT actor_id FROM audit.entry WHERE action = 'photo.keep' AND detail->>'commandId' = $1", [taken.envelope.id]); // prettier-ignore
  expect(rows).toHaveLength(1);
  expect(JSON.stringify(rows)).not.toContain(photos.worker.id);
});
