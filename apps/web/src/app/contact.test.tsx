import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { CorrectContact } from '@qiaomen/domain/person/command';
import { envelopeOf, send } from '@qiaomen/domain/sync/contract-world';
import { startLanguage } from '../language/language.ts';
import { countItems } from '../offline/outbox-item.ts';
import { type Server, type Tablet } from '../testing/tablet.ts';
import { closeScreen, openPage, startWithElder } from '../testing/tablet-screen.tsx';

let server: Server;
let tablet: Tablet;
let personId: string;

beforeAll(startLanguage);
beforeEach(async () => void ({ server, tablet, personId } = await startWithElder()));
afterEach(() => closeScreen(tablet));

const show = (path: string): void => {
  cleanup();
  openPage(tablet, path);
};
const openForm = async (): Promise<void> => {
  show(`/my-register/${personId}`);
  fireEvent.click(await screen.findByRole('button', { name: '更正电话、住址、语言' }));
};
const type = async (name: string, value: string): Promise<void> => {
  fireEvent.change(await screen.findByRole('textbox', { name }), { target: { value } });
};
const save = (): boolean => fireEvent.click(screen.getByRole('button', { name: '保存更正' }));
/** Another worker, over a network that is there, says so of somebody without an address. */
const otherSays = async (value: string): Promise<void> => {
  const change = { field: 'address', base: null, value } as const;
  await send(server.harness.store, [envelopeOf({ type: 'contact.correct', personId, change })]);
};
const corrections = (): CorrectContact['change'][] =>
  tablet.store.memory.items.flatMap(({ command }) => (command.type === 'contact.correct' ? [command.change] : []));

describe('how a person is reached', () => {
  it('is corrected at the door, shown at once and told field by field with what stood there', async () => {
    await openForm();
    await type('新电话', '169 1234 5678');
    await type('住址', '二组7号');
    fireEvent.click(screen.getByRole('button', { name: '朝鲜语' }));
    save();
    await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
    expect(tablet.entry(personId)).toMatchObject({ phone: '16912345678', address: '二组7号', language: 'ko' });
    expect(corrections()).toEqual([
      { field: 'phone', base: null, value: '169 1234 5678' },
      { field: 'address', base: null, value: '二组7号' },
      { field: 'language', base: 'zh-CN', value: 'ko' },
    ]);
    expect(await tablet.drafts.list()).toEqual([]);
    await tablet.engine.trigger();
    expect(countItems(tablet.store.memory.items)).toEqual({ waiting: 0, attention: 0 });
    expect(tablet.entry(personId)).toMatchObject({ phone: '16912345678', address: '二组7号', language: 'ko' });
  });

  it('what is no number is said at the field and not kept', async () => {
    await openForm();
    await type('新电话', '女儿的');
    save();
    expect((await screen.findByRole('alert')).textContent).toContain('不像电话号码');
    expect(corrections()).toEqual([]);
  });

  it('a form that was begun is open again with what was typed, and based on what was shown then', async () => {
    await openForm();
    await type('住址', '三组');
    await waitFor(async () => expect(await tablet.drafts.list()).toHaveLength(1));
    await otherSays('二组7号');
    await tablet.engine.trigger();
    show(`/my-register/${personId}`);
    expect(((await screen.findByRole('textbox', { name: '住址' })) as HTMLTextAreaElement).value).toBe('三组');
    save();
    await waitFor(() => expect(corrections()).toEqual([{ field: 'address', base: null, value: '三组' }]));
    expect(tablet.entry(personId)?.address).toBe('二组7号');
  });
});

describe('two people corrected the same thing', () => {
  const choice = (): HTMLElement => screen.getByText(/别人已改过/).closest('li') as HTMLElement;
  beforeEach(async () => {
    await openForm();
    await type('住址', '三组1号');
    save();
    await waitFor(() => expect(corrections()).toHaveLength(1));
    await otherSays('二组7号');
    await tablet.engine.trigger();
    show('/sync');
    await screen.findByText(/别人已改过/);
  });

  it('both are in words, and nothing was written over', () => {
    expect(within(choice()).getByText('三组1号')).toBeTruthy();
    expect(within(choice()).getByText('二组7号')).toBeTruthy();
    expect(tablet.entry(personId)?.address).toBe('二组7号');
  });

  it('the register’s may stay', async () => {
    fireEvent.click(within(choice()).getByRole('button', { name: '用现在登记的' }));
    await waitFor(() => expect(countItems(tablet.store.memory.items)).toEqual({ waiting: 0, attention: 0 }));
    await tablet.engine.trigger();
    expect(tablet.entry(personId)?.address).toBe('二组7号');
  });

  it('the own one may replace it, as a new correction', async () => {
    fireEvent.click(within(choice()).getByRole('button', { name: '用我写的' }));
    await waitFor(() => expect(countItems(tablet.store.memory.items)).toEqual({ waiting: 1, attention: 0 }));
    expect(tablet.entry(personId)?.address).toBe('三组1号');
    await tablet.engine.trigger();
    expect(corrections()).toHaveLength(2);
    expect(countItems(tablet.store.memory.items)).toEqual({ waiting: 0, attention: 0 });
    expect(tablet.entry(personId)?.address).toBe('三组1号');
  });
});
