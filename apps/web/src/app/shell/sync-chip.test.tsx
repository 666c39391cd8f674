import { cleanup, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLanguage } from '../../language/language.ts';
import { FieldContext } from '../../offline/field-context.tsx';
import { nextId, visitTo, type Server, type Tablet } from '../../testing/tablet.ts';
import { closeScreen, startWithElder } from '../../testing/tablet-screen.tsx';
import { SyncChip } from './sync-chip.tsx';

describe('the chip that says where the work is', () => {
  let server: Server;
  let tablet: Tablet;
  let personId: string;
  const show = (): void => {
    render(
      <MemoryRouter>
        <FieldContext value={tablet}>
          <SyncChip />
        </FieldContext>
      </MemoryRouter>,
    );
  };
  const words = (): string => screen.getByTestId('sync-chip').textContent;

  beforeAll(startLanguage);
  beforeEach(async () => void ({ server, tablet, personId } = await startWithElder()));
  afterEach(() => closeScreen(tablet));

  it('says "all sent" with the time of the last contact only when nothing waits', () => {
    show();
    expect(words()).toMatch(/^已全部发送 \d{1,2}:\d{2}$/);
  });

  it('counts what waits, and says "sent" only after the server has answered', async () => {
    await tablet.submit(visitTo(tablet, personId));
    show();
    expect(words()).toBe('1 条待发送');
    await tablet.engine.trigger();
    await waitFor(() => expect(words()).toMatch(/^已全部发送/));
  });

  it('is grey and still counts without a network', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    await tablet.submit(visitTo(tablet, personId));
    show();
    expect(words()).toBe('离线 · 1 条待发送');
    const badge = screen.getByTestId('sync-chip').firstElementChild as HTMLElement;
    expect(badge.style.color).toContain('--qm-offline-ink');
  });

  it('says that the server is not reached although the tablet has a network', async () => {
    await tablet.submit(visitTo(tablet, personId));
    server.fates.push('request lost', 'request lost');
    await tablet.engine.trigger();
    show();
    expect(words()).toBe('离线 · 1 条待发送');
  });

  it('has a sign beside its words in every state', async () => {
    const signs = (): number => screen.getByTestId('sync-chip').querySelectorAll('svg').length;
    const online = vi.spyOn(navigator, 'onLine', 'get');
    for (const isOnline of [true, false]) {
      online.mockReturnValue(isOnline);
      show();
      expect(signs()).toBe(1);
      cleanup();
    }
    online.mockReturnValue(true);
    await tablet.submit(visitTo(tablet, personId));
    show();
    expect([words(), signs()]).toEqual(['1 条待发送', 1]);
  });

  it('puts what needs a person before everything else, and leads to where it is explained', async () => {
    const visit = visitTo(tablet, personId);
    await tablet.submit({ ...visit, command: { type: 'visit.void', visitId: nextId(), personId, why: '记错' } });
    await tablet.engine.trigger();
    await tablet.submit(visit);
    show();
    expect(words()).toBe('1 条需处理');
    fireEvent.click(screen.getByTestId('sync-chip'));
    expect(screen.getByTestId('sync-chip').getAttribute('href')).toBe('/sync');
  });

  it('warns on every screen when room is short or the browser may clear it, and is silent otherwise', async () => {
    Object.defineProperty(navigator, 'storage', { configurable: true, value: undefined });
    for (const [persisted, free, warned] of [
      [true, 5_000_000, '空间不足'],
      [false, 900_000_000, '可能被清理'],
      [true, 900_000_000, ''],
    ] as const) {
      const storage = {
        persist: () => Promise.resolve(persisted),
        estimate: () => Promise.resolve({ usage: 1_000, quota: 1_000 + free }),
      };
      Object.defineProperty(navigator, 'storage', { configurable: true, value: storage });
      show();
      await waitFor(() => expect(words()).toMatch(new RegExp(`^已全部发送 [\\d:]+${warned}$`)));
      cleanup();
    }
    Object.defineProperty(navigator, 'storage', { configurable: true, value: undefined });
  });

  it('says when the list here is not as long as the server’s', async () => {
    await server.addElder('崔福顺');
    show();
    await tablet.engine.trigger();
    await waitFor(() => expect(words()).not.toContain('不一致'));
    const { memory } = tablet.store;
    cleanup();
    tablet.store.memory = { ...memory, pull: { ...memory.pull, scopeCount: 3 } };
    show();
    expect(words()).toContain('名单 2/3 不一致');
  });
});
