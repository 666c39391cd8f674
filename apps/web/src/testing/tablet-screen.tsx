/** The tablet's pages on a screen of their own, on the day of the test's world. */
import { cleanup, render } from '@testing-library/react';
import { createMemoryRouter, Outlet } from 'react-router';
import { RouterProvider } from 'react-router/dom';
import { vi } from 'vitest';
import { UndoBar } from '../app/shell/undo-bar.tsx';
import { tabletRoutes } from '../app/tablet-routes.tsx';
import { setLastAct } from '../field/last-act.ts';
import { changeLanguage } from '../language/language.ts';
import { FieldContext } from '../offline/field-context.tsx';
import { makeServer, openTablet, wipeTablet, world, type Server, type Tablet } from './tablet.ts';

/** Chinese, and of a size: lists draw only the rows that are on the screen. */
export const startScreen = async (): Promise<void> => {
  vi.useFakeTimers({ now: new Date(world.now), toFake: ['Date'] });
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(1200);
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(800);
  await changeLanguage('zh-CN');
};

/** A screen with a tablet that has read its list: one elder of the worker's village. */
export const startWithElder = async (): Promise<{ server: Server; tablet: Tablet; personId: string }> => {
  await startScreen();
  const server = makeServer();
  const tablet = await openTablet(server);
  const personId = await server.addElder('金顺姬');
  await tablet.engine.trigger();
  return { server, tablet, personId };
};

/** The tablet's own pages at an address, for its holder or for somebody of another role. */
export const openPage = (tablet: Tablet, path: string, role = tablet.account.role): void => {
  const element = (
    <FieldContext value={{ ...tablet, account: { ...tablet.account, role } }}>
      <Outlet />
      <UndoBar />
    </FieldContext>
  );
  const routes = [{ element, hydrateFallbackElement: <></>, children: tabletRoutes }];
  render(<RouterProvider router={createMemoryRouter(routes, { initialEntries: [path] })} />);
};

export const closeScreen = async (tablet: Tablet): Promise<void> => {
  cleanup();
  setLastAct(null);
  // a form that closes writes its draft before the storage goes
  await tablet.drafts.list();
  tablet.close();
  await wipeTablet();
  vi.useRealTimers();
  vi.restoreAllMocks();
};
