/** Ten seconds after every save in which one tap takes it back. Taking back is an act of its own. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLanguage } from '../language/language.ts';
import { visitTo, world, type Tablet } from '../testing/tablet.ts';
import { closeScreen, openPage, startWithElder } from '../testing/tablet-screen.tsx';

let tablet: Tablet;
let personId: string;

beforeAll(startLanguage);
beforeEach(async () => void ({ tablet, personId } = await startWithElder()));
afterEach(() => closeScreen(tablet));

const tap = async (name: RegExp): Promise<void> => void fireEvent.click(await screen.findByRole('button', { name }));
const type = async (name: string, value: string): Promise<void> => {
  fireEvent.change(await screen.findByRole('textbox', { name }), { target: { value } });
};
const bar = async (): Promise<HTMLElement> => {
  const words = await screen.findByText(/已保存在平板上/);
  return words.closest('[role=status]') as HTMLElement;
};
const after = (seconds: number) => vi.setSystemTime(new Date(Date.parse(world.now) + seconds * 1000));
const types = (): string[] => tablet.store.memory.items.map(({ command }) => command.type);

const agree = async (): Promise<void> => {
  openPage(tablet, `/today/${personId}/visit`);
  await tap(/同意接种/);
  await tap(/保存上门记录/);
};

describe('what was saved', () => {
  it('is said to lie on this tablet, of whom, and can be taken back for ten seconds', async () => {
    await agree();
    expect((await bar()).textContent).toContain('金顺姬');
    await screen.findByRole('button', { name: '撤销(10)' });
    after(9.4);
    await screen.findByRole('button', { name: '撤销(1)' });
    after(10.1);
    await waitFor(() => expect(screen.queryByRole('button', { name: /撤销/ })).toBeNull());
    expect(types()).toEqual(['visit.record']);
  });

  it('is not said to lie on this tablet where it could not be kept', async () => {
    tablet.database.outbox.hook('creating', () => {
      throw new Error('QuotaExceededError');
    });
    await agree();
    await screen.findByRole('alert');
    expect(screen.queryByText(/已保存在平板上/)).toBeNull();
  });

  const before = { state: 'to_visit', visitCount: 0, phone: null, address: null, language: 'zh-CN' };
  it.each<[string, string[], () => Promise<void>]>([
    ['a visit', ['visit.record', 'visit.void'], agree],
    [
      'the visits of a household',
      ['visit.record', 'visit.void'],
      async () => {
        openPage(tablet, `/today/${personId}/household`);
        await tap(/^同意接种$/);
        await tap(/保存 1 人/);
      },
    ],
    [
      'a corrected phone number, address and language',
      [
        'contact.correct',
        'contact.correct',
        'contact.correct',
        'contact.correct',
        'contact.correct',
        'contact.correct',
      ],
      async () => {
        openPage(tablet, `/today/${personId}`);
        await tap(/更正电话/);
        await type('新电话', '169 1234 5678');
        await type('住址', '二组7号');
        await tap(/^朝鲜语$/);
        await tap(/保存更正/);
      },
    ],
    [
      'a note on how the house is found',
      ['landmark.note', 'landmark.note'],
      async () => {
        openPage(tablet, `/today/${personId}`);
        await tap(/写下来/);
        await type('怎么找到这家', '小学后面，红门');
        await tap(/^保存$/);
      },
    ],
    [
      'a request for a visit at home',
      ['homeVisit.request', 'care.void'],
      async () => {
        openPage(tablet, `/today/${personId}/home`);
        await tap(/提出申请/);
      },
    ],
    [
      'a request to close the entry',
      ['close.request', 'care.void'],
      async () => {
        openPage(tablet, `/today/${personId}/close`);
        await tap(/有禁忌，不宜接种/);
        fireEvent.change(screen.getByLabelText(/说明/), { target: { value: '县医院证明' } });
        for (const proof of ['医生意见', '医院证明']) fireEvent.click(screen.getByLabelText(proof));
        await tap(/提交申请/);
      },
    ],
  ])('%s is taken back with one tap', async (_what, said, act) => {
    await act();
    fireEvent.click(within(await bar()).getByRole('button', { name: /撤销/ }));
    await waitFor(() => expect(types()).toEqual(said));
    await screen.findByText(/已撤销/);
    expect(tablet.entry(personId)).toMatchObject(before);
    expect(tablet.entry(personId)?.landmark).toBeUndefined();
    expect((tablet.entry(personId)?.care ?? []).filter(({ voided }) => !voided)).toEqual([]);
    await tablet.engine.trigger();
    expect(tablet.store.memory.items.map(({ row }) => row.state)).toEqual(said.map(() => 'sent'));
    expect(tablet.entry(personId)).toMatchObject(before);
  });

  it.each([
    ['a re-contact that was moved', '11月26日', { nextDate: '2026-11-29' }],
    ['a call nobody took', /没接通/, { nextDate: '2026-11-29', state: 'undecided' }],
  ])('%s is taken back with one tap', async (_what, name, stood) => {
    await tablet.submit(visitTo(tablet, personId, { outcome: '03', reasons: ['T1'], nextDate: null }));
    openPage(tablet, '/follow-ups');
    fireEvent.click(await screen.findByRole('button', { name: /金顺姬/ }));
    fireEvent.click(await screen.findByRole('button', { name }));
    fireEvent.click(within(await bar()).getByRole('button', { name: /撤销/ }));
    await screen.findByText(/已撤销/);
    await waitFor(() => expect(tablet.entry(personId)).toMatchObject(stood));
  });
});
