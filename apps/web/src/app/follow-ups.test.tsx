import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLanguage } from '../language/language.ts';
import { visitTo, type Tablet } from '../testing/tablet.ts';
import { closeScreen, openPage, startWithElder } from '../testing/tablet-screen.tsx';

describe('the page of follow-ups', () => {
  let tablet: Tablet;
  let personId: string;

  const openAt = (path: string): void => openPage(tablet, path);

  beforeAll(startLanguage);
  beforeEach(async () => {
    ({ tablet, personId } = await startWithElder());
    await tablet.submit(visitTo(tablet, personId, { outcome: '03', reasons: ['T1'], nextDate: null }));
  });
  afterEach(() => closeScreen(tablet));

  it('moves a re-contact with one tap, offline, to a day the rule allows', async () => {
    openAt('/follow-ups');
    fireEvent.click(await screen.findByRole('button', { name: /金顺姬/ }));
    fireEvent.click(await screen.findByRole('button', { name: '11月26日' }));
    await waitFor(() => expect(tablet.entry(personId)?.nextDate).toBe('2026-11-26'));
    expect(tablet.store.memory.items.at(-1)?.command).toMatchObject({
      type: 'visit.reschedule',
      nextDate: '2026-11-26',
    });
    // it builds on the visit, which is not sent either
    expect(tablet.store.memory.items.at(-1)?.envelope.deps).toEqual([tablet.store.memory.items[0]?.envelope.id]);
  });

  it('writes down a call nobody took in one tap: the state stays, the day moves', async () => {
    openAt('/follow-ups');
    fireEvent.click(await screen.findByRole('button', { name: /金顺姬/ }));
    fireEvent.click(await screen.findByRole('button', { name: /没接通/ }));
    await waitFor(() => expect(tablet.entry(personId)).toMatchObject({ state: 'undecided', nextDate: '2026-11-23' }));
    expect(tablet.store.memory.items.at(-1)?.command).toMatchObject({ outcome: '08', byPhone: true });
  });

  it('says how the person stands, in colour, sign and word, before anybody calls', async () => {
    openAt('/follow-ups');
    const head = await screen.findByRole('button', { name: /金顺姬/ });
    const words = within(head).getByText('考虑中');
    expect(words.parentElement?.querySelector('svg')).not.toBeNull();
    expect(words.parentElement?.style.color).toContain('-ink');
  });

  it('opens the visit form as a call', async () => {
    openAt('/follow-ups');
    fireEvent.click(await screen.findByRole('button', { name: /金顺姬/ }));
    fireEvent.click(await screen.findByRole('button', { name: '记录通话' }));
    expect((await screen.findByRole('button', { name: '打电话' })).getAttribute('aria-pressed')).toBe('true');
    fireEvent.click(screen.getByRole('button', { name: /同意接种/ }));
    fireEvent.click(await screen.findByRole('button', { name: /保存上门记录/ }));
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(2));
    expect(tablet.store.memory.items[1]?.command).toMatchObject({ outcome: '02', byPhone: true });
  });

  it('keeps a note on how the house is found and shows it at once', async () => {
    openAt(`/today/${personId}`);
    fireEvent.click(await screen.findByRole('button', { name: '写下来' }));
    fireEvent.change(await screen.findByRole('textbox', { name: '怎么找到这家' }), {
      target: { value: '小学后面，红门' },
    });
    fireEvent.click(screen.getByRole('button', { name: '保存' }));
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
    expect(screen.getByText('小学后面，红门')).toBeTruthy();
    expect(tablet.entry(personId)?.landmark).toBe('小学后面，红门');
  });
});
