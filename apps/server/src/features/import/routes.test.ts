import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { own } from '../../testing/test-server.ts';
import { domainOf, hashOf, table, uploadIdOf, uploadWorld, type UploadWorld } from '../../testing/upload-world.ts';

let office: UploadWorld;
beforeAll(async () => {
  office = await uploadWorld();
});
afterAll(() => office.close());

describe('sending a file', () => {
  it('takes an admin’s file and answers the batch; the same file again is known before a byte of it is sent', async () => {
    const cookie = await office.signIn('office');
    const first = await office.upload('人口 名单.csv', table, { ...own, cookie });
    expect(first.status).toBe(200);
    const { result } = (await first.json()) as { result: { data: { batchId: string } } };
    const again = await office.begin('other name.csv', table, { ...own, cookie });
    expect(again.status).toBe(409);
    expect(await domainOf(again)).toEqual({ code: 'file_seen_before', batchId: result.data.batchId });
    expect(await office.pieces()).toEqual([]);
    expect(await office.openUploads()).toBe(0);
  });

  it('refuses nobody, a worker, another site and a form', async () => {
    expect((await office.begin('a.csv', `${table}1`, own)).status).toBe(401);
    expect((await office.begin('a.csv', `${table}1`, { ...own, cookie: await office.signIn('knocker') })).status).toBe(
      403,
    );
    const cookie = await office.signIn('office');
    expect((await office.begin('a.csv', `${table}1`, { cookie })).status).toBe(403);
    const uploadId = await uploadIdOf(await office.begin('a.csv', `${table}1`, { ...own, cookie }));
    expect((await office.put(uploadId, 0, `${table}1`, own)).status).toBe(401);
    expect(
      (await office.put(uploadId, 0, `${table}1`, { ...own, cookie, 'sec-fetch-site': 'cross-site' })).status,
    ).toBe(403);
    const other = await office.signIn('office2');
    expect((await office.put(uploadId, 0, `${table}1`, { ...own, cookie: other })).status).toBe(404);
  });

  it('says why a file cannot be read, and keeps nothing of it', async () => {
    const headers = { ...own, cookie: await office.signIn('office') };
    const answer = await office.upload('people.xlsx', `${table}\n`, headers);
    expect(answer.status).toBe(422);
    expect(await domainOf(answer)).toMatchObject({ code: 'file_not_what_it_says' });
    expect((await office.upload('people', `${table}\n`, headers)).status).toBe(415);
    expect(await domainOf(await office.begin('a.csv', '', headers))).toEqual({ code: 'file_empty' });
    const huge = { fileName: 'a.csv', bytes: 401 * 2 ** 20, sha256: hashOf('huge') };
    expect(await domainOf(await office.call('beginUpload', huge, headers))).toEqual({
      code: 'file_too_large',
      maxMegabytes: 400,
    });
  });

  it('neither name nor content of a file stands in an address', async () => {
    const headers = { ...own, cookie: await office.signIn('office') };
    const begun = await office.begin('金顺姬 222401194403040021.csv', `${table}2`, headers);
    expect(begun.url).not.toMatch(/222401194403040021|%E9/);
  });
});

describe('the practice files', () => {
  const get = (name: string, cookie: string) =>
    fetch(`${office.address}/api/demo-files/${name}`, { headers: { cookie } });

  it('are downloads for who imports, and nothing else in the data folder is', async () => {
    const cookie = await office.signIn('office');
    const answer = await get('population.csv', cookie);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-disposition')).toContain('attachment');
    expect(await answer.text()).toBe(table);
    for (const name of ['truth.csv', '..%2Fkeys%2Ffield-keys.json', 'population.CSV', 'nothing.csv'])
      expect((await get(name, cookie)).status).toBe(404);
    expect((await get('population.csv', await office.signIn('knocker'))).status).toBe(403);
  });
});
