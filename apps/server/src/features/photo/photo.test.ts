/** Pictures of a visit: in pieces from the tablet, opened and checked here, shown to those who may see the person. */
import { outboxPublicKey } from '@qiaomen/prisma/outbox-key';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import { photoPieceBytes, placeOfPhoto } from '@qiaomen/domain/photo/photo';
import { note } from '@qiaomen/domain/voice-note/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Elder } from '../../testing/field-world.ts';
import { hashOf, jpeg, photoWorld, reply, type PhotoWorld } from '../../testing/photo-world.ts';
import { sealBytesAsTablet } from '../../testing/seal-as-tablet.ts';
import { testApp, testAreas, type TestApp } from '../../testing/test-app.ts';
import { own, testServer, type TestServer } from '../../testing/test-server.ts';
import { newId } from '../../entry/new-id.ts';
import { photoRoutes } from './routes.ts';

let app: TestApp;
let server: TestServer;
let world: PhotoWorld['world'];
let tablet: PhotoWorld['tablet'];
let enrol: PhotoWorld['enrol'];
let take: PhotoWorld['take'];
let ask: PhotoWorld['ask'];
let put: PhotoWorld['put'];
let sendRest: PhotoWorld['sendRest'];
let timelineOf: PhotoWorld['timelineOf'];
let photoIdsOf: PhotoWorld['photoIdsOf'];
const county = CountyCode.parse(testAreas.county);

beforeAll(async () => {
  app = await testApp();
  server = await testServer(app, photoRoutes, [
    { login: 'head', name: '金美兰', role: 'supervisor', areaCodes: [testAreas.county], language: 'zh-CN' },
    { login: 'far-head', name: '崔明浩', role: 'supervisor', areaCodes: [testAreas.otherCounty], language: 'zh-CN' },
    { login: 'knocker', name: '朴顺姬', role: 'worker', areaCodes: [testAreas.village], language: 'ko' },
  ]);
  ({ world, tablet, enrol, take, ask, put, sendRest, timelineOf, photoIdsOf } = await photoWorld(app, server));
});
afterAll(async () => {
  await server.drain();
  await app.close();
});

const show = async (id: string, login: string) =>
  fetch(`${server.address}/api/photos/${county}/${id}`, { headers: { ...own, cookie: await server.signIn(login) } });

test('a picture arrives in pieces after its visit, goes on after a cut, and stands on the timeline', async () => {
  const taken = await take(jpeg(2 * photoPieceBytes));
  expect(await reply(await ask(taken.path))).toEqual({ state: 'unknown' });
  expect(await tablet.push([taken.envelope])).toMatchObject([{ state: 'applied' }]);
  expect(await reply(await ask(taken.path))).toEqual({ state: 'receiving', received: 0 });
  const { path, sealed } = taken;
  const first = sealed.subarray(0, photoPieceBytes);
  await put(path, 0, sealed.length, first);
  // the reply was lost: the same piece again, and one from the wrong place
  expect(await reply(await put(path, 0, sealed.length, first))).toEqual({ state: 'receiving', received: first.length });
  expect(await reply(await put(path, 5, sealed.length, first))).toEqual({ state: 'receiving', received: first.length });
  expect(await photoIdsOf(taken.elder)).toEqual([]);
  expect(await sendRest(taken, first.length)).toEqual({ state: 'kept' });
  expect(await reply(await ask(path))).toEqual({ state: 'kept' });
  expect(await reply(await put(path, 0, sealed.length, first))).toEqual({ state: 'kept' });
  const [id = ''] = await photoIdsOf(taken.elder);
  const shown = await show(id, 'head');
  expect(shown.headers.get('content-type')).toBe('image/jpeg');
  expect(shown.headers.get('cache-control')).toBe('no-store');
  expect(Buffer.from(await shown.arrayBuffer()).equals(taken.picture)).toBe(true);
  const left = await app.db.read({ area: county }, (tx) => tx.photoPiece.count());
  expect(left).toBe(0);
});

test('nothing of it lies open in the database, and what a camera wrote beside it is gone', async () => {
  const taken = await take(jpeg(500, 'GPS 42.9071N 129.5136E'));
  await tablet.push([taken.envelope]);
  await sendRest(taken);
  const [id = ''] = await photoIdsOf(taken.elder);
  const row = await app.db.read({ area: county }, (tx) =>
    tx.photo.findUniqueOrThrow({ where: { county_id: { county, id } } }),
  );
  expect(Buffer.from(row.bodyCipher).includes(Buffer.alloc(40, 0x5a))).toBe(false);
  const bytes = Buffer.from(await (await show(id, 'head')).arrayBuffer());
  expect(bytes.includes('GPS')).toBe(false);
  expect(bytes.includes(Buffer.alloc(500, 0x5a))).toBe(true);
});

test('who may not see the person does not see the picture; every look is written down', async () => {
  const taken = await take(jpeg(100));
  await tablet.push([taken.envelope]);
  await sendRest(taken);
  const [id = ''] = await photoIdsOf(taken.elder);
  expect((await show(id, 'far-head')).status).toBe(404);
  expect((await show(id, 'knocker')).status).toBe(403);
  expect((await fetch(`${server.address}/api/photos/${county}/${id}`, { headers: own })).status).toBe(401);
  await show(id, 'head');
  const looks = await app.db.auditQuery("SELECT 1 FROM audit.entry WHERE action = 'photo.show' AND entity_id = $1", [
    id,
  ]);
  expect(looks).toHaveLength(1);
});

test('another worker hears what they would hear of an act that does not exist; nobody hears anything', async () => {
  const taken = await take(jpeg(100));
  await tablet.push([taken.envelope]);
  const other = await enrol(await app.createUser('worker', [testAreas.village]));
  expect(await reply(await ask(taken.path, other.token))).toEqual({ state: 'unknown' });
  const tried = await put(taken.path, 0, taken.sealed.length, taken.sealed, other.token);
  expect(await reply(tried)).toEqual({ state: 'unknown' });
  expect((await ask(taken.path, 'no token')).status).toBe(401);
  expect(await sendRest(taken)).toEqual({ state: 'kept' });
});

test('a picture the act does not name is not taken', async () => {
  const taken = await take(jpeg(100));
  await tablet.push([{ ...taken.envelope, attachments: [hashOf(jpeg(10))] }]);
  expect(await reply(await put(taken.path, 0, taken.sealed.length, taken.sealed))).toEqual({ state: 'unknown' });
});

test('a voice note goes the same way, without what the recorder wrote, and is heard by those who may see the person', async () => {
  const taken = await take(Buffer.from(note));
  await tablet.push([taken.envelope]);
  expect(await sendRest(taken)).toEqual({ state: 'kept' });
  expect(await photoIdsOf(taken.elder)).toEqual([]);
  const voices = (await timelineOf(taken.elder)).rows.flatMap((row) => row.voices);
  expect(voices).toHaveLength(1);
  const heard = await show(voices[0] ?? '', 'head');
  expect(heard.headers.get('content-type')).toBe('audio/webm');
  const bytes = Buffer.from(await heard.arrayBuffer());
  expect(bytes.includes('A_OPUS')).toBe(true);
  expect(bytes.includes('Dunhua')).toBe(false);
  expect((await show(voices[0] ?? '', 'far-head')).status).toBe(404);
  const cut = await take(Buffer.from(note.subarray(0, note.length - 9)));
  await tablet.push([cut.envelope]);
  expect(await sendRest(cut)).toEqual({ state: 'refused', fault: 'not_a_picture' });
});

test('what is damaged, swapped or no picture is refused with its reason, and the visit stays', async () => {
  const noise = await take(jpeg(100), { sealed: Buffer.alloc(300, 7) });
  const words = await take(Buffer.from('<svg onload="alert(1)">'));
  const other = jpeg(100);
  const swapped = await take(jpeg(100));
  const place = placeOfPhoto({ commandId: swapped.envelope.id, sha256: hashOf(swapped.picture) });
  swapped.sealed = sealBytesAsTablet(outboxPublicKey(app.keys), place, other);
  await tablet.push([noise.envelope, words.envelope, swapped.envelope]);
  expect(await sendRest(noise)).toEqual({ state: 'refused', fault: 'damaged' });
  expect(await sendRest(words)).toEqual({ state: 'refused', fault: 'not_a_picture' });
  expect(await sendRest(swapped)).toEqual({ state: 'refused', fault: 'damaged' });
  expect(await photoIdsOf(noise.elder)).toEqual([]);
  expect((await timelineOf(noise.elder)).rows.some(({ event }) => event.kind === 'visit')).toBe(true);
});

test('more than a tablet of ours would send is refused before it is read', async () => {
  const taken = await take(jpeg(100));
  await tablet.push([taken.envelope]);
  const huge = await put(taken.path, 0, 50_000_000, taken.sealed);
  expect(await reply(huge)).toEqual({ state: 'refused', fault: 'too_large' });
  const wide = await put(taken.path, 0, 700_000, Buffer.alloc(photoPieceBytes + 1));
  expect(wide.status).toBe(400);
});

test('a piece whose contents a network took away is refused, and the picture goes on from where it stood', async () => {
  const taken = await take(jpeg(2 * photoPieceBytes));
  await tablet.push([taken.envelope]);
  const { path, sealed } = taken;
  expect((await put(path, 0, sealed.length, Buffer.alloc(0))).status).toBe(400);
  await put(path, 0, sealed.length, sealed.subarray(0, photoPieceBytes));
  expect((await put(path, photoPieceBytes, sealed.length, Buffer.alloc(0))).status).toBe(400);
  expect(await reply(await ask(path))).toEqual({ state: 'receiving', received: photoPieceBytes });
  expect(await sendRest(taken, photoPieceBytes)).toEqual({ state: 'kept' });
});

test('two tabs that send the same piece at once leave one picture', async () => {
  const taken = await take(jpeg(100));
  await tablet.push([taken.envelope]);
  const { path, sealed } = taken;
  const answers = await Promise.all(Array.from({ length: 6 }, () => put(path, 0, sealed.length, sealed).then(reply)));
  expect(answers.every(({ state }) => state === 'kept')).toBe(true);
  expect(await photoIdsOf(taken.elder)).toHaveLength(1);
});

test('a picture of what proves that an entry may be closed stands beside the request on the timeline', async () => {
  const closeId = newId(app.now());
  const { campaignId } = world;
  const words = { code: 'C4', evidence: ['death_source'], text: '社区开具的证明' };
  const payload = ({ personId }: Elder) => ({ type: 'close.request', closeId, personId, campaignId, ...words });
  const taken = await take(jpeg(100), { payload });
  expect(await tablet.push([taken.envelope])).toMatchObject([{ state: 'applied' }]);
  expect(await sendRest(taken)).toEqual({ state: 'kept' });
  const rows = (await timelineOf(taken.elder)).rows.filter(({ photos }) => photos.length > 0);
  expect(rows).toMatchObject([{ id: closeId, photos: [expect.any(String)] }]);
});

test('a consent signed on paper at a bedside has its picture on the timeline', async () => {
  const bedside = await photoWorld(app, server, 'vaccinator');
  const consentId = newId(app.now());
  const said = { decision: 'given', by: 'elder', carerRelation: null, readAloud: true, signature: 'a'.repeat(64) };
  const payload = ({ personId }: Elder) => ({ type: 'consent.record', consentId, personId, ...said });
  const taken = await bedside.take(jpeg(100), { payload });
  expect(await bedside.tablet.push([taken.envelope])).toMatchObject([{ state: 'applied' }]);
  expect(await bedside.sendRest(taken)).toEqual({ state: 'kept' });
  const rows = (await timelineOf(taken.elder)).rows.filter(({ photos }) => photos.length > 0);
  expect(rows).toMatchObject([{ id: consentId, photos: [expect.any(String)] }]);
});

test('a revoked tablet’s picture goes where its visit went: kept, and shown to nobody before the visit counts', async () => {
  const user = await app.createUser('worker', [testAreas.village]);
  const lost = await enrol(user);
  const elder = await world.addElder();
  const picture = jpeg(100);
  const sha256 = hashOf(picture);
  const envelope = lost.tablet.wrap(world.visit(elder), { attachments: [sha256] });
  expect(await lost.tablet.push([envelope], { revoked: true })).toMatchObject([{ state: 'quarantined' }]);
  const sealed = sealBytesAsTablet(
    outboxPublicKey(app.keys),
    placeOfPhoto({ commandId: envelope.id, sha256 }),
    picture,
  );
  const path = `${server.address}/api/photos/${county}/${envelope.id}/${sha256}`;
  const head = await app.createUser('supervisor', [county]);
  await app.caller(head).device.revoke({ deviceId: lost.tablet.deviceId });
  expect(await reply(await put(path, 0, sealed.length, sealed, lost.token))).toEqual({ state: 'kept' });
  expect(await photoIdsOf(elder)).toEqual([]);
});
