/** From the request to the call after the dose, on a tablet without a network. */
import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { startLanguage } from '../../language/language.ts';
import { world, type Tablet } from '../../testing/tablet.ts';
import { closeScreen, openPage, startWithElder } from '../../testing/tablet-screen.tsx';

describe('a vaccinator at a bedside', () => {
  let tablet: Tablet;
  let personId: string;

  const open = (role: 'worker' | 'vaccinator'): void => openPage(tablet, `/today/${personId}/home`, role);
  const tap = async (name: RegExp): Promise<void> => {
    fireEvent.click(await screen.findByRole('button', { name }));
  };
  const saved = (count: number): Promise<void> =>
    waitFor(() => expect(tablet.store.memory.items).toHaveLength(count), { timeout: 5_000 });
  const last = () => tablet.store.memory.items.at(-1)?.command;

  beforeAll(startLanguage);
  beforeEach(async () => void ({ tablet, personId } = await startWithElder()));
  afterEach(() => closeScreen(tablet));

  const request = async (): Promise<void> => {
    await tap(/^家人$/);
    await tap(/提出申请/);
    await saved(1);
  };
  const assess = async (): Promise<void> => {
    const items = await screen.findAllByRole('group');
    for (const item of items) fireEvent.click(within(item).getByRole('button', { name: /^0 分$/ }));
    fireEvent.click(screen.getByRole('checkbox', { name: /出不了门/ }));
    await screen.findByText(/合计 0 分，重度失能，建议上门接种/);
    await tap(/^保存$/);
    await saved(2);
  };

  it('asks and assesses as a worker, who gets no further', async () => {
    open('worker');
    await request();
    expect(last()).toMatchObject({ type: 'homeVisit.request', askedBy: 'family', personId });
    await assess();
    expect(last()).toMatchObject({ type: 'assessment.record', homebound: true, formId: 'barthel' });
    expect(tablet.entry(personId)).toMatchObject({ nextAction: 'approve' });
    await screen.findByText(/这一步由接种人员完成/);
    expect(screen.queryByRole('button', { name: /同意上门接种/ })).toBeNull();
  });

  it('takes a consent signed on paper by its picture, also one taken before the tablet was switched off', async () => {
    const at = new Date('2026-11-22T02:00:00Z');
    const id = await tablet.photos.add(`home-consent:${personId}`, Uint8Array.of(1, 2, 3), at);
    const paper = await tablet.photos.hashOf(id);
    open('vaccinator');
    await tap(/知情同意/);
    fireEvent.click(await screen.findByRole('checkbox', { name: /听明白了/ }));
    await tap(/^同意接种$/);
    const save = screen.getByRole('button', { name: /^保存$/ });
    await waitFor(() => expect(save).toHaveProperty('disabled', false));
    await tap(/^保存$/);
    await saved(1);
    expect(last()).toMatchObject({ type: 'consent.record', decision: 'given', signature: paper });
    expect(last()).not.toHaveProperty('strokes');
    expect(tablet.store.memory.items[0]?.envelope.attachments).toEqual([paper]);
  });

  it('screens, hears the consent, is warned before the needle, records, watches and sees the calls', async () => {
    open('vaccinator');
    await request();
    await assess();
    // no certificate as a doctor here: the step is somebody else's, and the others stay open
    await screen.findByText(/有医师资质/);
    await tap(/禁忌筛查/);
    const questions = (await screen.findAllByRole('button', { name: '没有' })).map((button) => button);
    for (const button of questions) fireEvent.click(button);
    await screen.findByText(/筛查结果：可以接种/);
    expect(screen.getByText(/失能、卧床但病情稳定，不是禁忌/)).toBeTruthy();
    await tap(/^保存$/);
    await saved(3);
    expect(last()).toMatchObject({ type: 'screening.record', setId: 'SCREEN-1' });

    await tap(/知情同意/);
    fireEvent.click(await screen.findByRole('checkbox', { name: /听明白了/ }));
    await tap(/^同意接种$/);
    expect(screen.getByRole('button', { name: /^保存$/ })).toHaveProperty('disabled', true);
    const pad = screen.getByTestId('signature');
    fireEvent.pointerDown(pad, { clientX: 1, clientY: 1, pointerId: 1 });
    fireEvent.pointerUp(pad, { pointerId: 1 });
    await tap(/^保存$/);
    await saved(4);
    expect(last()).toMatchObject({ type: 'consent.record', decision: 'given', readAloud: true, strokes: '0,0' });

    await tap(/^接种$/);
    await tap(/重组亚单位/);
    fireEvent.change(screen.getByLabelText('追溯码'), { target: { value: '81234567890123456789' } });
    fireEvent.change(screen.getByLabelText('有效期至'), { target: { value: '2020-01-01' } });
    const warned = await screen.findByRole('note', { name: '' }).then(() => document.body.textContent);
    for (const words of ['疫苗已过有效期', '没有医生同意', '资质或培训不在有效期内', '上门小组不足两人'])
      expect(warned).toContain(words);
    fireEvent.change(screen.getByLabelText('有效期至'), { target: { value: '2030-01-01' } });
    for (const check of screen.getAllByRole('checkbox', { name: /^(查|对|验证)：/ })) fireEvent.click(check);
    await waitFor(() => expect(document.body.textContent).not.toContain('疫苗已过有效期'));
    await tap(/如实保存/);
    await saved(5);
    expect(last()).toMatchObject({
      type: 'dose.record',
      product: 'SUB_CHO',
      traceScheme: 'cn_20',
      expiry: '2030-01-01',
    });
    expect(tablet.entry(personId)).toMatchObject({ nextAction: 'watch' });

    // half an hour is not over: leaving needs a reason
    expect(await screen.findByRole('button', { name: /提前离开/ })).toHaveProperty('disabled', true);
    vi.setSystemTime(new Date(Date.parse(world.now) + 31 * 60_000));
    await tap(/结束留观/);
    await saved(6);
    expect(last()).toMatchObject({ type: 'observation.end', leftEarlyWhy: null, reaction: 'none' });
    await screen.findByText(/回家前说清楚/);
    expect(screen.getByText(/24 小时 ·/)).toBeTruthy();
    expect(tablet.entry(personId)).toMatchObject({ nextAction: 'follow_up' });
    // each step waits for those before it
    expect(tablet.store.memory.items.at(-1)?.envelope.deps.length).toBe(5);
  }, 30_000);
});
