import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLanguage } from '../language/language.ts';
import { makeServer, openTablet, visitTo, world, type Server, type Tablet } from '../testing/tablet.ts';
import { closeScreen, openPage, startScreen } from '../testing/tablet-screen.tsx';

describe('a worker at the door', () => {
  let server: Server;
  let tablet: Tablet;
  let taps = 0;

  const openAt = (path: string): void => openPage(tablet, path);

  const tap = async (role: 'link' | 'button', name: RegExp): Promise<void> => {
    taps += 1;
    fireEvent.click(await screen.findByRole(role, { name }));
  };

  beforeAll(startLanguage);
  beforeEach(async () => {
    await startScreen();
    taps = 0;
    server = makeServer();
    tablet = await openTablet(server);
  });
  afterEach(() => closeScreen(tablet));

  it('logs a visit with outcome, reason and the proposed date in six taps at most', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    // the campaign opened twenty days ago: a woman of 84 is overdue
    openAt('/today');
    await tap('link', /金顺姬/);
    await tap('button', /记录上门/);
    await tap('button', /还在考虑/);
    await tap('button', /担心副反应/);
    await tap('button', /保存上门记录/);
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(1));
    expect(taps).toBeLessThanOrEqual(6);
    expect(tablet.store.memory.items[0]?.command).toMatchObject({
      type: 'visit.record',
      personId,
      outcome: '03',
      reasons: ['T1'],
      nextDate: '2026-11-29',
    });
  });

  it('takes each further reason with one tap; the first stays the main one', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    openAt(`/today/${personId}/visit`);
    await tap('button', /暂不愿意/);
    await tap('button', /想再等等/);
    await tap('button', /听到传言/);
    await tap('button', /保存上门记录/);
    await tap('button', /没错，保存/);
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(1));
    expect(tablet.store.memory.items[0]?.command).toMatchObject({ reasons: ['M1', 'T7'] });
  });

  it('asks for the day where only the people at the door can know it', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    openAt(`/today/${personId}/visit`);
    await tap('button', /暂时外出/);
    const save = await screen.findByRole('button', { name: /保存上门记录/ });
    expect(save).toHaveProperty('disabled', true);
    await tap('button', /14 天后/);
    await tap('button', /保存上门记录/);
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(1));
    expect(tablet.store.memory.items[0]?.command).toMatchObject({ outcome: '09', nextDate: '2026-12-06' });
  });

  it('finds a half-filled form again after the page was closed', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    openAt(`/today/${personId}/visit`);
    await tap('button', /暂不愿意/);
    await tap('button', /医生建议不打/);
    await waitFor(async () => expect(await tablet.drafts.list()).toHaveLength(1), { timeout: 1000 });
    cleanup();
    tablet.close();

    tablet = await openTablet(server);
    openAt(`/today/${personId}/visit`);
    const reason = await screen.findByRole('button', { name: /医生建议不打/ });
    expect(reason.getAttribute('aria-pressed')).toBe('true');
    expect(tablet.store.memory.items).toEqual([]);
  });

  it('keeps the form when the tablet could not save, and says so', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    tablet.database.outbox.hook('creating', () => {
      throw new Error('QuotaExceededError');
    });
    openAt(`/today/${personId}/visit`);
    await tap('button', /同意接种/);
    await tap('button', /保存上门记录/);
    expect((await screen.findByRole('alert')).textContent).toContain('没有保存成功');
    expect(screen.getByRole('button', { name: /同意接种/ }).getAttribute('aria-pressed')).toBe('true');
  });

  it('finds people by name, by initials, by the end of the phone and by village', async () => {
    for (const name of ['金顺姬', '朴明哲', 'བསྟན་འཛིན།', '김순자']) await server.addElder(name);
    await tablet.engine.trigger();
    openAt('/my-register');
    const field = await screen.findByRole('searchbox');
    for (const text of ['顺', 'བསྟན', '김순']) {
      fireEvent.change(field, { target: { value: text } });
      await waitFor(() => expect(screen.getAllByRole('listitem')).toHaveLength(1));
    }
    fireEvent.change(field, { target: { value: '没有这个人' } });
    expect(await screen.findByText(/没有找到/)).toBeTruthy();
  });

  it('adds an elder who is not on the list and goes on with the visit', async () => {
    await tablet.engine.trigger();
    openAt('/my-register/new');
    fireEvent.change(await screen.findByLabelText('姓名'), { target: { value: '崔福顺' } });
    // a made-up number of the standard's test vectors: born 29 February 1944, sequence 000
    fireEvent.change(screen.getByLabelText('身份证号'), { target: { value: '222424194402290009' } });
    await tap('button', /保存并记录上门/);
    expect(await screen.findByText('这次上门结果')).toBeTruthy();
    expect(tablet.store.memory.items[0]?.command).toMatchObject({
      type: 'person.propose',
      name: '崔福顺',
      birthDate: '1944-02-29',
      sex: 'female',
      areaCode: world.villageA,
    });
  });

  it('shows the queue in words and the counts of both sides', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    openAt(`/today/${personId}/visit`);
    await tap('button', /同意接种/);
    await tap('button', /保存上门记录/);
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(1));
    cleanup();
    openAt('/sync');
    const [row] = (await screen.findAllByText(/金顺姬/)).flatMap((words) => words.closest('li') ?? []);
    expect(within(row ?? document.body).getByText('已保存在平板上')).toBeTruthy();
    await tap('button', /现在发送/);
    expect(await screen.findByText('一致')).toBeTruthy();
    await waitFor(() => expect(screen.getAllByText('已发送').length).toBeGreaterThan(0));
  });

  it('opens the learning module, which alone asks the server', async () => {
    openAt('/quiz');
    expect(await screen.findByRole('heading', { name: '禁忌证学习' })).toBeDefined();
  });

  it('refuses to sign out while work is unsent', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    openAt(`/today/${personId}/visit`);
    await tap('button', /同意接种/);
    await tap('button', /保存上门记录/);
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(1));
    cleanup();
    openAt('/me');
    const asked = vi.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('no network'));
    await tap('button', /退出登录/);
    expect((await screen.findByRole('alert')).textContent).toContain('还有 1 条记录没有发送');
    const called = (): string => JSON.stringify(asked.mock.calls.map(([address]) => address));
    expect(called()).not.toContain('signOut');
    await tablet.engine.sendNow();
    await tap('button', /退出登录/);
    await waitFor(() => expect(called()).toContain('signOut'));
  });

  it('refuses to sign out while a picture waits, also where its visit was sent', async () => {
    const personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
    const id = await tablet.photos.add('form', Uint8Array.of(1, 2, 3), new Date(world.now));
    await tablet.submit({ ...visitTo(tablet, personId), photos: [id] });
    await tablet.engine.sendNow();
    await tablet.photos.count();
    openAt('/me');
    await tap('button', /退出登录/);
    expect((await screen.findByRole('alert')).textContent).toContain('还有 1 份照片或录音没有上传');
    expect(screen.getByRole('button', { name: /现在发送/ })).toBeTruthy();
  });
});
