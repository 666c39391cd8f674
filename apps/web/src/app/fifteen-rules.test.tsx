/**
 * Fifteen rules of what a worker feels. Those that need a real screen (1, 3, 4, 8, 15) stand in `e2e/field-rules.spec.ts`,
 * the four states of the chip (1) in `shell/sync-chip.test.tsx`, the search (5) in `offline/search.test.ts`, its speed in
 * the tablet part of the bench.
 */
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { bedside as enBedside } from '@qiaomen/i18n/catalogues/en/bedside';
import { field as en } from '@qiaomen/i18n/catalogues/en/field';
import { bedside as koBedside } from '@qiaomen/i18n/catalogues/ko/bedside';
import { field as ko } from '@qiaomen/i18n/catalogues/ko/field';
import { bedside as zhBedside } from '@qiaomen/i18n/catalogues/zh-CN/bedside';
import { field as zh } from '@qiaomen/i18n/catalogues/zh-CN/field';
import { startLanguage } from '../language/language.ts';
import { makeServer, openTablet, visitTo, world, type Server, type Tablet } from '../testing/tablet.ts';
import { closeScreen, openPage, startScreen } from '../testing/tablet-screen.tsx';

const textsOf = (catalogue: object): string[] =>
  Object.values(catalogue).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : typeof value === 'object' && value !== null ? textsOf(value) : [],
  );

describe('what the worker feels', () => {
  let server: Server;
  let tablet: Tablet;
  let personId: string;
  const openAt = (path: string): void => openPage(tablet, path);
  const tap = async (name: RegExp): Promise<void> => void fireEvent.click(await screen.findByRole('button', { name }));

  beforeAll(startLanguage);
  beforeEach(async () => {
    await startScreen();
    server = makeServer();
    tablet = await openTablet(server);
    personId = await server.addElder('金顺姬');
    await tablet.engine.trigger();
  });
  afterEach(() => closeScreen(tablet));

  it('2: nothing is ever called just "saved": it is saved on this tablet, or sent', () => {
    const where = { 'zh-CN': /平板/, ko: /기기/, en: /on this tablet/ };
    const saved = {
      // a failure, and work that is safe, are no news of a save
      'zh-CN': /已保存(?!的)|^已存|(?<!没有)保存成功/,
      ko: /저장(됨|했|하였|되였)|보관(됨|하였|되였)/,
      en: /^saved(?! work)/i,
    };
    for (const [language, texts] of Object.entries({
      'zh-CN': [zh, zhBedside],
      ko: [ko, koBedside],
      en: [en, enBedside],
    })) {
      const code = language as keyof typeof saved;
      const bare = textsOf(texts).filter((text) => saved[code].test(text) && !where[code].test(text));
      expect(bare, language).toEqual([]);
    }
    for (const texts of [zh, ko, en]) expect(texts.tablet.visit.saved).toMatch(/平板|기기|on this tablet/);
  });

  it('5: one field searches everything, and says how many it found', async () => {
    openAt('/my-register');
    expect(await screen.findAllByRole('searchbox')).toHaveLength(1);
    fireEvent.change(screen.getByRole('searchbox'), { target: { value: '顺' } });
    await waitFor(() => expect(screen.getByRole('status').textContent).toContain('找到 1 人'));
  });

  it('6: a row tells namesakes apart by age, place and what is due, in words', async () => {
    for (const entry of tablet.store.memory.replica.entries.values())
      Object.assign(entry, { areaPath: ['延吉市', '民富社区'], address: '光明街3号' });
    openAt('/today');
    const row = await screen.findByRole('link', { name: /金顺姬/ });
    for (const words of [/\d+ 岁/, /民富社区 光明街3号/, /已过期 \d+ 天|今天到期/])
      expect(row.textContent).toMatch(words);
  });

  it('6: of three hundred people only those near the screen are drawn', async () => {
    const [entry] = tablet.store.memory.replica.entries.values();
    if (entry === undefined) throw new Error('no entry');
    const more = Array.from(
      { length: 300 },
      (_none, at) => [`more ${at}`, { ...entry, entryId: `more ${at}` }] as const,
    );
    const { replica } = tablet.store.memory;
    const entries = new Map([...replica.entries, ...more]);
    tablet.store.memory = { ...tablet.store.memory, replica: { ...replica, entries } };
    vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(108);
    openAt('/my-register');
    expect((await screen.findByRole('status')).textContent).toContain('找到 301 人');
    expect(screen.getAllByRole('link', { name: /金顺姬/ }).length).toBeLessThan(40);
  });

  it('7: a form opened again after a kill goes on at the field it was left at', async () => {
    openAt(`/today/${personId}/visit`);
    await tap(/还在考虑/);
    await tap(/想再等等/);
    const note = await screen.findByRole('textbox', { name: /备注/ });
    note.focus();
    fireEvent.change(note, { target: { value: '门口有狗' } });
    await waitFor(async () => expect((await tablet.drafts.list())[0]?.field).toBe('note'), { timeout: 1000 });
    cleanup();
    tablet.close();
    tablet = await openTablet(server);
    openAt(`/today/${personId}/visit`);
    const again = await screen.findByRole('textbox', { name: /备注/ });
    await waitFor(() => expect(document.activeElement).toBe(again));
    expect(again).toHaveProperty('value', '门口有狗');
  });

  it('9: at most seven choices are buttons, never a list that must be opened', async () => {
    openAt(`/today/${personId}/visit`);
    await tap(/暂时外出/);
    expect(screen.queryByRole('combobox')).toBeNull();
    expect(screen.queryByRole('spinbutton')).toBeNull();
  });

  it('10: days are offered as buttons in words, another day only within the calendar’s limits', async () => {
    openAt(`/today/${personId}/visit`);
    await tap(/还在考虑/);
    expect(await screen.findByRole('button', { name: /11月29日 · 7 天后/ })).toBeTruthy();
    const other = screen.getByLabelText('另选日期');
    const calendar = other.parentElement?.querySelector('input[type=date]');
    expect(calendar?.getAttribute('min')).toBe('2026-11-22');
    expect(calendar?.getAttribute('max')).toBe('2027-11-22');
    for (const [day, isWrong] of [
      ['2026-11-21', 'true'],
      ['2026-11-22', 'false'],
      ['2027-11-23', 'true'],
    ] as const) {
      fireEvent.change(other, { target: { value: day } });
      fireEvent.blur(other);
      expect([day, other.getAttribute('aria-invalid')]).toEqual([day, isWrong]);
    }
  });

  it('10: a day is written year first whatever language the browser itself speaks', async () => {
    openAt(`/today/${personId}/visit`);
    await tap(/还在考虑/);
    const other = screen.getByLabelText<HTMLInputElement>('另选日期');
    fireEvent.change(other, { target: { value: '20261203' } });
    fireEvent.blur(other);
    expect(other.value).toBe('2026-12-03');
  });

  it('11: what was taken back stays readable and is marked', async () => {
    const visit = visitTo(tablet, personId, { outcome: '02' });
    await tablet.submit(visit);
    const { visitId } = visit.command;
    await tablet.engine.trigger();
    const about = visit.about;
    await tablet.submit({
      command: { type: 'visit.void', visitId, personId, why: '记错' },
      about,
      draftId: null,
    });
    expect(tablet.entry(personId)).toMatchObject({ state: 'to_visit', visitCount: 0 });
    expect(tablet.entry(personId)?.visits.find(({ id }) => id === visitId)?.voided).toBe(true);
  });

  it('11: an own visit of the same day is taken back at once, an older one with a reason', async () => {
    await tablet.submit(visitTo(tablet, personId, { outcome: '02' }));
    openAt(`/today/${personId}`);
    await tap(/记错了，收回/);
    await tap(/收回这条/);
    await waitFor(() => expect(tablet.entry(personId)?.visitCount).toBe(0));
    expect(screen.queryByRole('button', { name: /记错了，收回/ })).toBeNull();
    cleanup();
    await tablet.submit(visitTo(tablet, personId, { outcome: '03', reasons: ['T1'] }));
    vi.setSystemTime(new Date(Date.parse(world.now) + 24 * 3_600_000));
    openAt(`/today/${personId}`);
    await tap(/记错了，收回/);
    const yes = await screen.findByRole('button', { name: /收回这条/ });
    expect(yes).toHaveProperty('disabled', true);
    fireEvent.change(screen.getByRole('textbox', { name: '原因' }), { target: { value: '问错了人' } });
    await tap(/收回这条/);
    await waitFor(() => expect(tablet.entry(personId)?.visitCount).toBe(0));
    expect(tablet.store.memory.items.at(-1)?.command).toMatchObject({ type: 'visit.void', why: '问错了人' });
  });

  it('11: nobody takes back what another worker wrote', async () => {
    const [entry] = [...tablet.store.memory.replica.entries.values()];
    const { command } = visitTo(tablet, personId, { outcome: '02' });
    const told = { id: command.visitId, occurredAt: world.now, outcome: command.outcome, reasons: [], nextDate: null };
    entry?.visits.push({ ...told, note: '', userName: '别人', voided: false, flags: [] });
    openAt(`/today/${personId}`);
    expect(await screen.findByText('别人')).toBeTruthy();
    expect(screen.queryByRole('button', { name: /记错了，收回/ })).toBeNull();
  });

  it.each([/暂不愿意/, /称有禁忌/, /已去世/])(
    '12: %s is saved only after the person was named once more',
    async (outcome) => {
      openAt(`/today/${personId}/visit`);
      await tap(outcome);
      if (!/已去世/.test(outcome.source)) await tap(/想再等等/);
      await tap(/保存上门记录/);
      const asked = (await screen.findByText('请核对是不是这位老人')).closest('[role="note"]') as HTMLElement;
      expect(asked.textContent).toContain('金顺姬');
      expect(asked.textContent).toMatch(outcome);
      expect(tablet.store.memory.items).toHaveLength(0);
      await tap(/^取消$/);
      await tap(/保存上门记录/);
      await tap(/没错，保存/);
      await waitFor(() => expect(tablet.store.memory.items).toHaveLength(1));
    },
  );

  it('12: who is closed is named, with a warning, in the head of the form', async () => {
    for (const entry of tablet.store.memory.replica.entries.values()) entry.state = 'contraindicated';
    openAt(`/today/${personId}/visit`);
    expect(await screen.findAllByText('不宜接种')).not.toEqual([]);
    expect(screen.getAllByRole('heading', { level: 1 }).at(-1)?.textContent).toContain('金顺姬');
    expect(screen.getByText(/此人已销号/)).toBeTruthy();
  });

  it('13: a failure says whether the work is safe and what to do, and shows no code', async () => {
    tablet.database.outbox.hook('creating', () => {
      throw new Error('QuotaExceededError');
    });
    openAt(`/today/${personId}/visit`);
    await tap(/同意接种/);
    await tap(/保存上门记录/);
    const words = (await screen.findByRole('alert')).textContent;
    expect(words).toContain('内容还在');
    expect(words).not.toMatch(/Error|Quota|undefined/);
  });

  it('14: the list says as of when it is, and that it is not complete while it arrives', async () => {
    tablet.store.memory = {
      ...tablet.store.memory,
      pull: { ...tablet.store.memory.pull, completedAt: null, scopeCount: 5000 },
    };
    openAt('/my-register');
    expect(await screen.findByText(/名单还在接收，目前 1 \/ 5,000 人/)).toBeTruthy();
    expect(screen.getByRole('status').textContent).toMatch(/\d{1,2}:\d{2}/);
    expect(screen.getByText(/还有约 3.0 MB/)).toBeTruthy();
    expect(screen.getByRole('progressbar')).toHaveProperty('max', 5000);
    expect(screen.getByText(/接着收/)).toBeTruthy();
    cleanup();
    openAt('/today');
    expect(await screen.findByText(/名单还在接收，目前 1 \/ 5,000 人/)).toBeTruthy();
  });
});
