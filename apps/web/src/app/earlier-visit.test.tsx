import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startLanguage } from '../language/language.ts';
import { countItems } from '../offline/outbox-item.ts';
import { visitTo, type Tablet } from '../testing/tablet.ts';
import { closeScreen, openPage, startWithElder } from '../testing/tablet-screen.tsx';

let tablet: Tablet;
let personId: string;

beforeAll(startLanguage);
// Sunday 22 November, four in the afternoon in Shanghai
beforeEach(async () => void ({ tablet, personId } = await startWithElder()));
afterEach(() => closeScreen(tablet));

const button = (name: string | RegExp) => screen.findByRole('button', { name });
const tap = async (name: string | RegExp): Promise<void> => void fireEvent.click(await button(name));
const isDisabled = async (name: string): Promise<boolean> => ((await button(name)) as HTMLButtonElement).disabled;
const openForm = (): void => {
  cleanup();
  openPage(tablet, `/my-register/${personId}/visit`);
};
const standing = () => {
  const { state, nextAction, nextDate, visitCount, visits } = tablet.entry(personId) ?? { visits: [] };
  return { state, nextAction, nextDate, visitCount, visits: visits.map(({ outcome }) => outcome) };
};

describe('a visit that is written down later', () => {
  it('needs its part of the day, is dated then and says so to whoever reads it', async () => {
    openForm();
    await tap('之前上门的');
    await tap('昨天');
    await tap('家中无人');
    expect(await isDisabled('保存上门记录')).toBe(true);
    await tap('上午');
    await tap('保存上门记录');
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(1));
    const [item] = tablet.store.memory.items;
    expect(item?.envelope.occurredAt).toBe('2026-11-21T01:00:00.000Z');
    expect(item?.command).toMatchObject({ writtenAfterDays: 1 });
    await tablet.engine.trigger();
    expect(countItems(tablet.store.memory.items)).toEqual({ waiting: 0, attention: 0 });
    const told = { occurredAt: '2026-11-21T01:00:00.000Z', flags: ['written_later'] };
    expect(tablet.entry(personId)?.visits).toMatchObject([told]);
  });

  it('earlier today is no back-dating, and an evening that has not come cannot be chosen', async () => {
    openForm();
    await tap('之前上门的');
    await tap('今天早些时候');
    expect(await isDisabled('晚上')).toBe(true);
    await tap('上午');
    await tap('家中无人');
    await tap('保存上门记录');
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(1));
    const [item] = tablet.store.memory.items;
    expect(item?.envelope.occurredAt).toBe('2026-11-22T01:00:00.000Z');
    expect(item?.command).not.toHaveProperty('writtenAfterDays');
  });

  it('is chosen anew after the form was closed and opened again', async () => {
    openForm();
    await tap('之前上门的');
    await tap('昨天');
    await tap('下午');
    await waitFor(async () => expect(await tablet.drafts.list()).toHaveLength(1));
    openForm();
    expect((await button('昨天')).getAttribute('aria-pressed')).toBe('true');
    expect((await button('下午')).getAttribute('aria-pressed')).toBe('true');
  });

  it('before a visit that was made since, it changes nothing of what comes next, here as at the office', async () => {
    await tablet.submit(visitTo(tablet, personId, { outcome: '03', reasons: ['T1'] }));
    await tablet.engine.trigger();
    const before = standing();
    openForm();
    await tap('之前上门的');
    await tap('昨天');
    await tap('上午');
    await tap('家中无人');
    expect(await screen.findByText('之后还有上门记录，下一步以那次为准。')).toBeTruthy();
    await tap('保存上门记录');
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(2));
    const here = standing();
    expect(here).toEqual({ ...before, visitCount: 2, visits: ['03', '08'] });
    await tablet.engine.trigger();
    expect(standing()).toEqual(here);
  });
});
