import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ReplicaEntry } from '@qiaomen/domain/sync/query';
import { startLanguage } from '../language/language.ts';
import { makeServer, openTablet, world, type Tablet } from '../testing/tablet.ts';
import { closeScreen, openPage, startScreen } from '../testing/tablet-screen.tsx';

describe('the round of a day', () => {
  let tablet: Tablet;
  let ids: string[];

  const openAs = (role: 'vaccinator' | 'worker', path = '/home-round'): void => openPage(tablet, path, role);

  /** What the server would tell of somebody, with these differences. */
  const tell = (differences: Partial<ReplicaEntry>[]): void => {
    const { memory } = tablet.store;
    const entries = [...memory.replica.entries.values()].map((entry): [string, ReplicaEntry] => {
      const index = ids.indexOf(entry.personId);
      return [entry.entryId, { ...entry, ...differences[index] }];
    });
    tablet.store.memory = { ...memory, replica: { ...memory.replica, entries: new Map(entries) } };
  };
  const home = { state: 'agreed', nextAction: 'book_home', nextDate: '2026-11-22' } as const;
  const namesInOrder = (): string[] =>
    screen.getAllByRole('link', { name: /金顺姬|李英淑|崔明洙/ }).map((link) => link.textContent.replace(/\s/g, ''));

  beforeAll(startLanguage);
  beforeEach(async () => {
    await startScreen();
    const server = makeServer();
    tablet = await openTablet(server);
    ids = [await server.addElder('金顺姬'), await server.addElder('李英淑'), await server.addElder('崔明洙')];
    await tablet.engine.trigger();
    tell([
      { ...home, address: '1组10号' },
      { ...home, address: '1组9号', nextDate: '2026-11-20' },
      { ...home, address: '1组1号' },
    ]);
  });
  afterEach(async () => {
    await closeScreen(tablet);
    Reflect.deleteProperty(navigator, 'geolocation');
  });

  it('takes those who wait, in the order of the doors, and says which vials to bring', async () => {
    openAs('vaccinator');
    expect(await screen.findByText(/3 人等待上门接种/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '按日期先选 3 人' }));
    expect(namesInOrder()).toEqual(['崔明洙', '李英淑', '金顺姬']);
    expect(screen.getByText(/：3 瓶$/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '增加：每瓶几剂' }));
    for (const _ of [1, 2]) fireEvent.click(screen.getByRole('button', { name: '增加：开瓶后可用(分钟)' }));
    expect(screen.getByText(/：2 瓶$/)).toBeTruthy();
    expect(screen.getByText('在第 1 家开瓶，用于 2 人，剩 0 剂')).toBeTruthy();
  });

  it('takes no more people than the team can visit', async () => {
    openAs('vaccinator');
    const less = await screen.findByRole('button', { name: '减少：最多几人' });
    for (const _ of [1, 2, 3, 4]) fireEvent.click(less);
    fireEvent.click(screen.getByRole('button', { name: '按日期先选 2 人' }));
    // the one overdue goes first
    expect(namesInOrder()).toContain('李英淑');
    expect(screen.getAllByRole<HTMLInputElement>('checkbox').filter(({ disabled }) => disabled)).toHaveLength(1);
    expect(screen.getByText(/已选满 2 人/)).toBeTruthy();
  });

  it('is still there when the app was killed, and a new day starts with an empty bag', async () => {
    openAs('vaccinator');
    fireEvent.click(await screen.findByRole('checkbox', { name: /金顺姬/ }));
    fireEvent.click(screen.getByRole('checkbox', { name: '锐器盒' }));
    cleanup();
    await waitFor(async () => expect((await tablet.drafts.find('round'))?.value).toMatchObject({ packed: ['sharps'] }));
    openAs('vaccinator');
    expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: '锐器盒' })).checked).toBe(true);
    expect(screen.getByText('已带 1 / 14')).toBeTruthy();
    cleanup();
    vi.setSystemTime(new Date(Date.parse(world.now) + 86_400_000));
    openAs('vaccinator');
    expect((await screen.findByRole<HTMLInputElement>('checkbox', { name: /金顺姬/ })).checked).toBe(false);
  });

  it('keeps the place of a door for the next way, and says when it cannot be found', async () => {
    const getCurrentPosition = vi.fn((found: PositionCallback, fail: PositionErrorCallback) => {
      if (getCurrentPosition.mock.calls.length === 1) fail({ code: 2 } as GeolocationPositionError);
      else found({ coords: { latitude: 42.9, longitude: 129.5 } } as GeolocationPosition);
    });
    Object.defineProperty(navigator, 'geolocation', { configurable: true, value: { getCurrentPosition } });
    openAs('vaccinator');
    fireEvent.click(await screen.findByRole('checkbox', { name: /金顺姬/ }));
    fireEvent.click(screen.getByRole('button', { name: '记下这家的位置' }));
    expect(await screen.findByText(/到室外再试/)).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: '记下这家的位置' }));
    expect(await screen.findByText('位置已记在本机')).toBeTruthy();
  });

  it('says before the way that it is too early or that no dose is due', async () => {
    const dose = (id: string, givenOn: string) =>
      ({ id, product: 'INACT', givenOn, origin: 'file', voided: false, flags: [] }) as unknown as ReplicaEntry['doses'][number]; // prettier-ignore
    tell([{ doses: [dose('a', '2026-11-15')] }]);
    openAs('vaccinator');
    expect(await screen.findByText(/未到间隔，最早/)).toBeTruthy();
    expect(screen.getByRole('button', { name: '按日期先选 2 人' })).toBeTruthy();
  });

  it('is for vaccinators', async () => {
    openAs('worker');
    expect(await screen.findByText('只有接种人员安排上门接种。')).toBeTruthy();
    cleanup();
    openAs('worker', '/today');
    expect(await screen.findByRole('link', { name: '随访' })).toBeTruthy();
    expect(screen.queryByRole('link', { name: '上门接种安排' })).toBeNull();
  });
});
