import { cleanup, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { createMemoryRouter, Outlet } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { changeLanguage, startLanguage } from '../../language/language.ts';
import { FieldContext } from '../../offline/field-context.tsx';
import { countItems } from '../../offline/outbox-item.ts';
import { makeServer, nextId, openTablet, visitTo, wipeTablet, type Server, type Tablet } from '../../testing/tablet.ts';
import { SyncPage } from './page.tsx';

let server: Server;
let tablet: Tablet;
let personId: string;

beforeAll(startLanguage);
beforeEach(async () => {
  await changeLanguage('zh-CN');
  server = makeServer();
  tablet = await openTablet(server);
  personId = await server.addElder('金顺姬');
  await tablet.engine.trigger();
});
afterEach(async () => {
  cleanup();
  tablet.close();
  await wipeTablet();
});

const show = (): void => {
  const element = (
    <FieldContext value={tablet}>
      <Outlet />
    </FieldContext>
  );
  const children = [
    { path: '/sync', element: <SyncPage /> },
    { path: '*', element: <p>elsewhere</p> },
  ];
  render(<RouterProvider router={createMemoryRouter([{ element, children }], { initialEntries: ['/sync'] })} />);
};
const tray = (): HTMLElement | null => screen.queryByRole('heading', { name: /需处理/ })?.closest('section') ?? null;

/** The same visit told twice under two names: the second is in conflict with the first. */
const aConflict = async (): Promise<void> => {
  const visit = visitTo(tablet, personId, { outcome: '02' });
  await tablet.submit(visit);
  await tablet.submit(visit);
  await tablet.engine.trigger();
};

test('a command that was put right leaves the tray and stays readable among what was done', async () => {
  await aConflict();
  show();
  fireEvent.click(within(tray() as HTMLElement).getByRole('button', { name: '去改正' }));
  await waitFor(async () => expect((await tablet.drafts.find(`visit:${personId}`))?.fixes).toBeDefined());
  await tablet.submit({ ...visitTo(tablet, personId, { outcome: '08' }), draftId: `visit:${personId}` });
  expect(countItems(tablet.store.memory.items)).toEqual({ waiting: 1, attention: 0 });
  await tablet.engine.trigger();
  cleanup();
  show();
  expect(tray()).toBeNull();
  expect(await screen.findByText('已处理')).toBeTruthy();
  expect(tablet.store.memory.items).toHaveLength(3);
});

test('another visit to the same elder puts nothing right', async () => {
  await aConflict();
  await tablet.submit({ ...visitTo(tablet, personId, { outcome: '08' }), draftId: `visit:${personId}` });
  expect(countItems(tablet.store.memory.items)).toEqual({ waiting: 1, attention: 1 });
});

test('what needs nothing more is ticked off, also over a restart', async () => {
  await tablet.submit({
    ...visitTo(tablet, personId),
    command: { type: 'visit.void', visitId: nextId(), personId, why: '记错' },
  });
  await tablet.engine.trigger();
  show();
  expect(within(tray() as HTMLElement).getByRole('button', { name: '去改正' })).toBeTruthy();
  fireEvent.click(within(tray() as HTMLElement).getByRole('button', { name: '已处理' }));
  await waitFor(() => expect(tray()).toBeNull());
  cleanup();
  tablet.close();
  tablet = await openTablet(server);
  expect(countItems(tablet.store.memory.items).attention).toBe(0);
  expect(tablet.store.memory.items).toHaveLength(1);
});
