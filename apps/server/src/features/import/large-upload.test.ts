import { randomUUID } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pieceBytes } from '@qiaomen/domain/import-batch/upload';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sweepUploads } from '../../jobs/sweep-uploads.ts';
import { silentLog } from '../../log.ts';
import { own } from '../../testing/test-server.ts';
import { domainOf, table, uploadIdOf, uploadWorld, type UploadWorld } from '../../testing/upload-world.ts';

let office: UploadWorld;
beforeAll(async () => {
  office = await uploadWorld();
});
afterAll(() => office.close());

describe('a large file that comes in pieces', () => {
  const rows = Array.from(
    { length: 70_000 },
    (_, index) => `李秀英${index},990101194403040021,222401100200,${'住址'.repeat(10)}`,
  );
  const large = Buffer.from(`姓名,公民身份号码,居住地区划代码,住址\n${rows.join('\n')}\n`);
  const piece = (at: number): Buffer => large.subarray(at, at + pieceBytes);

  it('goes on where it was after a cut, and is checked as a whole', async () => {
    expect(large.length).toBeGreaterThan(pieceBytes);
    const headers = { ...own, cookie: await office.signIn('office') };
    const uploadId = await uploadIdOf(await office.begin('large.csv', large, headers));
    expect((await office.put(uploadId, 0, piece(0), headers)).status).toBe(200);
    // the same again, and one too far: both are told where the server stands
    for (const offset of [0, 2 * pieceBytes]) {
      const astray = await office.put(uploadId, offset, piece(0), headers);
      expect(astray.status).toBe(409);
      expect(await domainOf(astray)).toEqual({ code: 'upload_offset', received: pieceBytes });
    }
    // a piece that is cut off counts for nothing
    const cut = await office.put(uploadId, pieceBytes, piece(pieceBytes).subarray(0, 100), headers);
    expect(await domainOf(cut)).toEqual({ code: 'upload_offset', received: pieceBytes });
    const early = await office.call('finishUpload', { uploadId }, headers);
    expect(await domainOf(early)).toEqual({ code: 'upload_offset', received: pieceBytes });
    // another day, another page: the same file is recognised
    const again = (await (await office.begin('large.csv', large, headers)).json()) as { result: { data: object } };
    expect(again.result.data).toEqual({ uploadId, received: pieceBytes });
    expect((await office.put(uploadId, pieceBytes, piece(pieceBytes), headers)).status).toBe(200);
    expect((await office.call('finishUpload', { uploadId }, headers)).status).toBe(200);
    expect(await office.pieces()).toEqual([]);
  });

  it('whose content is not what was announced is refused and forgotten', async () => {
    const headers = { ...own, cookie: await office.signIn('office') };
    const announced = Buffer.from(`${table}announced`);
    const uploadId = await uploadIdOf(await office.begin('other.csv', announced, headers));
    expect((await office.put(uploadId, 0, `${table}different`, headers)).status).toBe(200);
    expect(await domainOf(await office.call('finishUpload', { uploadId }, headers))).toEqual({
      code: 'upload_damaged',
    });
    expect((await office.call('finishUpload', { uploadId }, headers)).status).toBe(404);
  });

  it('lies sealed on the disk until it is whole', async () => {
    const headers = { ...own, cookie: await office.signIn('office') };
    const uploadId = await uploadIdOf(await office.begin('sealed.csv', `${table}sealed`, headers));
    await office.put(uploadId, 0, `${table}sealed`, headers);
    const [name = ''] = (await office.pieces()).filter((each) => each.startsWith(uploadId));
    expect((await readFile(join(office.app.dataDir, 'uploads', name))).includes(Buffer.from('李秀英'))).toBe(false);
    expect((await office.call('dropUpload', { uploadId }, headers)).status).toBe(200);
    expect((await office.pieces()).filter((each) => each.startsWith(uploadId))).toEqual([]);
  });

  it('a connection that breaks off in the middle of a piece leaves what came before', async () => {
    const headers = { ...own, cookie: await office.signIn('office') };
    const whole = `${table}half`;
    const uploadId = await uploadIdOf(await office.begin('half.csv', whole, headers));
    const broken = new AbortController();
    const body = new ReadableStream({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(table));
        setTimeout(() => broken.abort(), 50);
      },
    });
    const sent = fetch(`${office.address}/api/imports/uploads/${uploadId}/0`, {
      method: 'PUT',
      headers,
      body,
      signal: broken.signal,
      duplex: 'half',
    } as RequestInit);
    await expect(sent).rejects.toThrow();
    const again = (await (await office.begin('half.csv', whole, headers)).json()) as { result: { data: object } };
    expect(again.result.data).toEqual({ uploadId, received: 0 });
  });

  it('that nobody went on with for two days is swept away', async () => {
    const headers = { ...own, cookie: await office.signIn('office') };
    const uploadId = await uploadIdOf(await office.begin('left.csv', `${table}left`, headers));
    await office.put(uploadId, 0, `${table}left`, headers);
    const deps = { ...office.app, workDir: join(office.app.dataDir, 'work'), log: silentLog };
    await sweepUploads(deps);
    expect((await office.pieces()).some((name) => name.startsWith(uploadId))).toBe(true);
    const later = () => new Date(Math.max(Date.now(), office.app.now().getTime()) + 49 * 3_600_000);
    await sweepUploads({ ...deps, now: later });
    expect(await office.pieces()).toEqual([]);
    expect(await office.openUploads()).toBe(0);
  });

  it('whose row was never written, or is gone, is swept away; a file that a batch knows stays', async () => {
    const cookie = await office.signIn('office');
    const kept = await office.upload('kept.csv', `${table}kept`, { ...own, cookie });
    expect(kept.status).toBe(200);
    const folder = join(office.app.dataDir, 'uploads');
    const lost = `${randomUUID()}.sealed`;
    const before = (await readdir(folder)).filter((name) => name.endsWith('.sealed'));
    await writeFile(join(folder, lost), 'left by a killed process');
    const deps = { ...office.app, workDir: join(office.app.dataDir, 'work'), log: silentLog };
    await sweepUploads(deps);
    expect(await readdir(folder)).toContain(lost);
    await sweepUploads({
      ...deps,
      now: () => new Date(Math.max(Date.now(), office.app.now().getTime()) + 49 * 3_600_000),
    });
    expect((await readdir(folder)).toSorted()).toEqual(before.filter((name) => name !== lost).toSorted());
  });
});
