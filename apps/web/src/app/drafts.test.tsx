/** What was begun and not saved: on the disk at once when it must, listed with whom it is about, gone on with where it was left. */
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { tablet as ko } from '@qiaomen/i18n/catalogues/ko/tablet';
import { autonyms } from '@qiaomen/i18n/languages';
import { startLanguage } from '../language/language.ts';
import { visitTo, world, type Tablet } from '../testing/tablet.ts';
import { closeScreen, openPage, startWithElder } from '../testing/tablet-screen.tsx';

let tablet: Tablet;
let personId: string;

beforeAll(startLanguage);
beforeEach(async () => void ({ tablet, personId } = await startWithElder()));
afterEach(() => closeScreen(tablet));

const listed = async (): Promise<HTMLElement> =>
  (await screen.findByText('没写完的')).closest('[role="note"]') as HTMLElement;

describe('a form that was begun', () => {
  it.each([
    ['the page is hidden', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['the page goes', () => window.dispatchEvent(new Event('pagehide'))],
  ])('is kept at the instant %s, without waiting for the timer', async (_when, happens) => {
    openPage(tablet, `/today/${personId}/visit`);
    const agreed = await screen.findByRole('button', { name: /同意接种/ });
    const save = vi.spyOn(tablet.drafts, 'save');
    fireEvent.click(agreed);
    expect(save).not.toHaveBeenCalled();
    happens();
    await Promise.resolve();
    await Promise.resolve();
    expect(save).toHaveBeenCalledTimes(1);
  });

  it.each([
    ['visit', '上门记录 · 金顺姬'],
    ['household', '同一户'],
    ['close', '申请销号 · 金顺姬'],
    ['home-screen', '上门接种 · 金顺姬'],
    ['home-consent', '上门接种 · 金顺姬'],
    ['contact', '金顺姬'],
    ['landmark', '金顺姬'],
    ['takeBack', '金顺姬'],
  ])('of the kind "%s" is listed by name and goes on where it belongs', async (kind, heading) => {
    // not every form holds the name itself
    await tablet.drafts.save({ id: `${kind}:${personId}`, savedAt: world.now, value: {} });
    openPage(tablet, '/today', 'vaccinator');
    const note = await listed();
    expect(note.textContent).toContain('金顺姬');
    fireEvent.click(within(note).getByRole('button', { name: '继续填写' }));
    await waitFor(() =>
      expect(screen.getAllByRole('heading', { level: 1 }).map(({ textContent }) => textContent)).toContainEqual(
        expect.stringContaining(heading),
      ),
    );
  });

  it('is a reason why an earlier visit is taken back, too', async () => {
    await tablet.submit(visitTo(tablet, personId, { outcome: '03', reasons: ['T1'] }));
    vi.setSystemTime(new Date(Date.parse(world.now) + 24 * 3_600_000));
    openPage(tablet, `/today/${personId}`);
    fireEvent.click(await screen.findByRole('button', { name: /记错了，收回/ }));
    fireEvent.change(screen.getByRole('textbox', { name: '原因' }), { target: { value: '问错了人' } });
    await waitFor(async () => expect(await tablet.drafts.list()).toHaveLength(1));
    cleanup();
    openPage(tablet, `/today/${personId}`);
    expect(await screen.findByDisplayValue('问错了人')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: /收回这条/ }));
    await waitFor(() => expect(tablet.store.memory.items.at(-1)?.command).toMatchObject({ why: '问错了人' }));
    expect(await tablet.drafts.list()).toEqual([]);
  });

  it('for somebody who is not on the list goes on too', async () => {
    await tablet.drafts.save({ id: 'propose', savedAt: world.now, value: { name: '崔福顺' } });
    openPage(tablet, '/today');
    const note = await listed();
    expect(note.textContent).toContain('崔福顺');
    fireEvent.click(within(note).getByRole('button', { name: '继续填写' }));
    expect(await screen.findByRole('heading', { name: '门上新增老年人' })).toBeTruthy();
  });

  it('is gone once it is discarded, and only then', async () => {
    await tablet.drafts.save({ id: `visit:${personId}`, savedAt: world.now, value: {} });
    openPage(tablet, '/today');
    const note = await listed();
    expect(within(note).getAllByRole('button')).toHaveLength(2);
    expect(await tablet.drafts.list()).toHaveLength(1);
    fireEvent.click(within(note).getByRole('button', { name: '放弃草稿' }));
    await waitFor(async () => expect(await tablet.drafts.list()).toEqual([]));
    expect(screen.queryByText('没写完的')).toBeNull();
  });

  it('is there again after the language was changed in the menu', async () => {
    openPage(tablet, '/my-register/new');
    fireEvent.change(await screen.findByLabelText('姓名'), { target: { value: '崔福顺' } });
    await waitFor(async () => expect(await tablet.drafts.list()).toHaveLength(1));
    openPage(tablet, '/me');
    fireEvent.click(await screen.findByRole('button', { name: autonyms.ko }));
    await waitFor(() => expect(document.documentElement.lang).toBe('ko'));
    expect(screen.getByLabelText(ko.propose.name)).toHaveProperty('value', '崔福顺');
    openPage(tablet, '/my-register/new');
    await waitFor(() => expect(screen.getAllByDisplayValue('崔福顺')).toHaveLength(2));
  });
});
