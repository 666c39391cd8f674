import { screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { startLanguage } from '../../language/language.ts';
import { closeScreen, openPage, startWithElder } from '../../testing/tablet-screen.tsx';
import { openTablet, type Server, type Tablet } from '../../testing/tablet.ts';

let server: Server;
let tablet: Tablet;

beforeAll(startLanguage);
beforeEach(async () => {
  ({ server, tablet } = await startWithElder());
});
afterEach(() => closeScreen(tablet));

test('equal counts are said to be equal', async () => {
  openPage(tablet, '/sync');
  expect(await screen.findByText('一致')).toBeDefined();
});

test('a tablet that lost somebody has them back, and nobody had to ask', async () => {
  await tablet.database.replica.clear();
  await tablet.database.meta.update('generation', { value: 1000 });
  await tablet.store.refresh();
  expect(tablet.store.counts()).toEqual({ here: 0, there: 1 });
  openPage(tablet, '/sync');
  expect(await screen.findByText('不一致，下次联系服务器时自动重新接收名单')).toBeDefined();
  await tablet.engine.trigger();
  expect(await screen.findByText('一致')).toBeDefined();
});

test('counts that differ although the list was received anew are told in words', async () => {
  const { pull } = server;
  server.pull = async (request) => {
    const reply = await pull(request);
    return { ...reply, scopeCount: reply.scopeCount + 1 };
  };
  tablet.close();
  tablet = await openTablet(server);
  await tablet.engine.trigger();
  openPage(tablet, '/sync');
  expect(await screen.findByText(/重新接收后人数仍不一致/)).toBeDefined();
});
