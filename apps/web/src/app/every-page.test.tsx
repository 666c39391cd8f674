/** What holds on every page of a tablet: it opens and saves whatever the network does, and asks with buttons and the right keys. */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import type { RouteObject } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLanguage } from '../language/language.ts';
import { makeServer, openTablet, visitTo, world, type Tablet } from '../testing/tablet.ts';
import { closeScreen, openPage, startScreen } from '../testing/tablet-screen.tsx';
import { tabletRoutes } from './tablet-routes.tsx';

let tablet: Tablet;
let personId: string;

const pathsOf = (routes: readonly RouteObject[], above = ''): string[] =>
  routes.flatMap(({ path = '', children = [] }) => [`${above}/${path}`, ...pathsOf(children, `${above}/${path}`)]);
const pages = pathsOf(tabletRoutes);
/** asks the server and says so */
const needsNetwork = ['/quiz'];

const at = (page: string): string => page.replace(':personId', personId);
const tap = async (name: RegExp): Promise<void> => void fireEvent.click(await screen.findByRole('button', { name }));

beforeAll(startLanguage);
beforeEach(async () => {
  await startScreen();
  const server = makeServer();
  tablet = await openTablet(server);
  personId = await server.addElder('金顺姬');
  await tablet.engine.trigger();
});
afterEach(() => closeScreen(tablet));

describe('whatever the network does', () => {
  const silent = (): Promise<never> => new Promise(() => {});
  beforeEach(() => {
    // a line that takes everything and never answers is worse than none
    vi.spyOn(tablet.engine, 'sendNow').mockImplementation(silent);
    vi.spyOn(tablet.engine, 'trigger').mockImplementation(silent);
    vi.stubGlobal('fetch', vi.fn(silent));
  });
  afterEach(() => void vi.unstubAllGlobals());

  it.each(pages.filter((page) => !needsNetwork.includes(page)))('%s opens and nothing on it waits', async (page) => {
    openPage(tablet, at(page), 'vaccinator');
    expect(await screen.findAllByRole('heading', { level: 1 })).not.toEqual([]);
    await waitFor(() => expect(document.querySelector('main, section, p')).not.toBeNull());
    expect(document.querySelectorAll('[role=progressbar], [aria-busy=true]')).toHaveLength(0);
    expect(fetch).not.toHaveBeenCalled();
  });

  it.each([false, true])('a visit is saved at once (the browser says it is online: %s)', async (isOnline) => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(isOnline);
    openPage(tablet, `/today/${personId}/visit`);
    await tap(/同意接种/);
    const save = await screen.findByRole('button', { name: /保存上门记录/ });
    expect(save).toHaveProperty('disabled', false);
    fireEvent.click(save);
    await screen.findByText(/已保存在平板上/);
    expect(tablet.store.memory.items).toHaveLength(1);
    await waitFor(() => expect(screen.queryByText('这次上门结果')).toBeNull());
  });
});

describe('what is asked', () => {
  it('is asked with buttons where at most seven answers exist, and every number brings up its keys', async () => {
    await tablet.submit(visitTo(tablet, personId, { outcome: '02' }));
    for (const page of pages.filter((one) => !needsNetwork.includes(one))) {
      openPage(tablet, at(page), 'vaccinator');
      await screen.findAllByRole('heading', { level: 1 });
      for (const open of [/更正电话/, /写下来/, /按农历生日填/, /暂不愿意/, /有禁忌，不宜接种/, /禁忌筛查/, /^接种$/]) {
        const button = screen.queryByRole('button', { name: open });
        if (button !== null) fireEvent.click(button);
        const lists = [...document.querySelectorAll('select')].filter((list) => list.options.length <= 8);
        expect(lists, `${page} ${open.source}`).toEqual([]);
        const numbers = [...document.querySelectorAll('input')].filter(({ id, labels }) =>
          /电话|体温|收缩压|舒张压|血糖|剂量|农历年/.test(`${id} ${labels?.[0]?.textContent ?? ''}`),
        );
        expect(
          numbers.filter(({ inputMode, type }) => inputMode === '' && !['checkbox', 'radio'].includes(type)),
          page,
        ).toEqual([]);
      }
      cleanup();
    }
  });

  it('a number that cannot be is said when its field is left, and nothing typed is passed over', async () => {
    openPage(tablet, `/today/${personId}/home`, 'vaccinator');
    await tap(/禁忌筛查/);
    for (const no of await screen.findAllByRole('button', { name: '没有' })) fireEvent.click(no);
    for (const what of [/体温/, /收缩压/, /舒张压/, /血糖/])
      expect(screen.getByLabelText<HTMLInputElement>(what).inputMode).toBe('decimal');
    const heat = screen.getByLabelText(/体温/);
    const save = screen.getByRole('button', { name: /^保存$/ });
    for (const [typed, words] of [
      ['39度', '只填数字'],
      ['385', '30–45'],
    ] as const) {
      fireEvent.change(heat, { target: { value: typed } });
      fireEvent.blur(heat);
      expect((await screen.findByRole('alert')).textContent).toContain(words);
      expect(save).toHaveProperty('disabled', true);
    }
    fireEvent.change(heat, { target: { value: '38,5' } });
    expect(screen.queryByRole('alert')).toBeNull();
    expect(screen.getByText(/筛查结果：暂缓/)).toBeTruthy();
  });

  it('a phone number that is none is said when its field is left', async () => {
    openPage(tablet, `/today/${personId}`);
    await tap(/更正电话/);
    const phone = await screen.findByLabelText<HTMLInputElement>('新电话');
    expect(phone.inputMode).toBe('tel');
    expect(document.querySelectorAll('select')).toHaveLength(0);
    fireEvent.change(phone, { target: { value: '女儿的' } });
    expect(screen.queryByRole('alert')).toBeNull();
    fireEvent.blur(phone);
    expect((await screen.findByRole('alert')).textContent).toContain('不像电话号码');
  });
});

describe('every page that lists people', () => {
  const lists = ['/today', '/my-register', '/follow-ups', '/village', '/home-round'];

  it.each(lists)('%s says as of when, by its day where that is not today', async (page) => {
    openPage(tablet, page, 'vaccinator');
    expect((await screen.findByText(/截至 /)).textContent).toMatch(/截至 \d{2}:\d{2}$/);
    cleanup();
    vi.setSystemTime(new Date(Date.parse(world.now) + 48 * 3_600_000));
    openPage(tablet, page, 'vaccinator');
    expect((await screen.findByText(/截至 /)).textContent).toMatch(/截至 2026年11月22日 \d{2}:\d{2}$/);
  });

  it.each(lists)('%s is not shown as whole while its people arrive', async (page) => {
    const { memory } = tablet.store;
    tablet.store.memory = { ...memory, pull: { ...memory.pull, completedAt: null, scopeCount: 5000 } };
    openPage(tablet, page, 'vaccinator');
    expect(await screen.findByText(/名单还在接收，目前 1 \/ 5,000 人/)).toBeTruthy();
  });
});
