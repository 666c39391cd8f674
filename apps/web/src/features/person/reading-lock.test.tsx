import { cleanup, screen } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { startLanguage } from '../../language/language.ts';
import { closeScreen, openPage, startWithElder } from '../../testing/tablet-screen.tsx';
import { visitTo, world, type Server, type Tablet } from '../../testing/tablet.ts';

let server: Server;
let tablet: Tablet;
let personId: string;
const locked = /没有联系服务器/;

beforeAll(startLanguage);
beforeEach(async () => {
  ({ server, tablet, personId } = await startWithElder());
});
afterEach(() => closeScreen(tablet));

const after = (days: number): void => {
  cleanup();
  vi.setSystemTime(Date.parse(world.now) + days * 86_400_000);
  openPage(tablet, `/my-register/${personId}`);
};

test('after 35 days without contact what is known of a person is locked; work is still recorded and sent', async () => {
  after(34);
  expect(await screen.findByRole('heading', { level: 1, name: '金顺姬' })).toBeDefined();
  expect(screen.queryByText(locked)).toBeNull();
  after(37);
  expect(await screen.findByText(locked)).toBeDefined();
  expect(screen.getByRole('button', { name: '记录上门' })).toBeDefined();
  await tablet.submit(visitTo(tablet, personId));
  await tablet.engine.trigger();
  expect(await server.harness.listVisits(personId)).toHaveLength(1);
});
