import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { householdOf } from '../field/household.ts';
import { startLanguage } from '../language/language.ts';
import type { FieldEntry } from '../offline/overlay.ts';
import { makeServer, openTablet, type Server, type Tablet } from '../testing/tablet.ts';
import { closeScreen, openPage, startScreen } from '../testing/tablet-screen.tsx';

describe('several people behind one door', () => {
  let server: Server;
  let tablet: Tablet;
  const ids: string[] = [];

  const open = (): void => openPage(tablet, `/today/${ids[0]}/household`);
  const card = async (name: string): Promise<HTMLElement> => screen.findByRole('region', { name: new RegExp(name) });
  const tapIn = async (name: string, button: RegExp): Promise<void> =>
    void fireEvent.click(within(await card(name)).getByRole('button', { name: button }));
  const save = (): Promise<HTMLElement> => screen.findByRole('button', { name: /保存 \d 人/ });

  beforeAll(startLanguage);
  beforeEach(async () => {
    await startScreen();
    server = makeServer();
    tablet = await openTablet(server);
    ids.length = 0;
    for (const name of ['金顺姬', '朴明哲', '崔福顺']) ids.push(await server.addElder(name));
    await tablet.engine.trigger();
    const typed = ['光明街 3号', '光明街３号', '光明街4号'];
    for (const entry of tablet.store.memory.replica.entries.values())
      entry.address = typed[ids.indexOf(entry.personId)] ?? null;
  });
  afterEach(() => closeScreen(tablet));

  it('are found by their address however it was typed, and nobody else is', () => {
    const entries = ids.map((id) => tablet.entry(id) as FieldEntry);
    const [first, , third] = entries;
    if (first === undefined || third === undefined) throw new Error('no entries');
    expect(householdOf(entries, first).map(({ name }) => name)).toEqual(['金顺姬', '朴明哲']);
    expect(householdOf(entries, third)).toHaveLength(1);
    expect(householdOf(entries, { ...first, address: null })).toHaveLength(1);
  });

  it('get a visit of their own each, with one save', async () => {
    open();
    await tapIn('金顺姬', /同意接种/);
    await tapIn('朴明哲', /还在考虑/);
    expect(await save()).toHaveProperty('disabled', true);
    await tapIn('朴明哲', /担心副反应/);
    fireEvent.click(await save());
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(2));
    expect(tablet.store.memory.items.map(({ command }) => command)).toMatchObject([
      { type: 'visit.record', personId: ids[0], outcome: '02' },
      { type: 'visit.record', personId: ids[1], outcome: '03', reasons: ['T1'] },
    ]);
    expect(await tablet.drafts.list()).toEqual([]);
  });

  it('are all not home with two taps', async () => {
    open();
    fireEvent.click(await screen.findByRole('button', { name: /都不在家/ }));
    fireEvent.click(await save());
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(2));
    for (const { command } of tablet.store.memory.items) expect(command).toMatchObject({ outcome: '08' });
  });

  it('leaves out who was not asked about', async () => {
    open();
    await tapIn('朴明哲', /家中无人/);
    fireEvent.click(await save());
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(1));
    expect(tablet.store.memory.items[0]?.command).toMatchObject({ personId: ids[1] });
  });

  it('says of each how they stand, and a refusal or a death only after they were named once more', async () => {
    for (const entry of tablet.store.memory.replica.entries.values())
      if (entry.personId === ids[1]) entry.state = 'contraindicated';
    open();
    expect(
      within(await card('朴明哲'))
        .getByText('不宜接种')
        .parentElement?.querySelector('svg'),
    ).not.toBeNull();
    await tapIn('金顺姬', /暂不愿意/);
    await tapIn('金顺姬', /想再等等/);
    fireEvent.click(await save());
    const asked = (await screen.findByText('请核对是不是这位老人')).closest('[role="note"]') as HTMLElement;
    expect(asked.textContent).toMatch(/金顺姬.*暂不愿意/);
    expect(tablet.store.memory.items).toEqual([]);
    fireEvent.click(screen.getByRole('button', { name: '没错，保存' }));
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(1));
  });

  it('keeps every card when the tablet could not save, and saves nobody twice when it can again', async () => {
    open();
    await tapIn('金顺姬', /同意接种/);
    await tapIn('朴明哲', /同意接种/);
    let saved = 0;
    const fail = () => {
      saved += 1;
      if (saved === 2) throw new Error('QuotaExceededError');
    };
    tablet.database.outbox.hook('creating', fail);
    fireEvent.click(await save());
    expect((await screen.findByRole('alert')).textContent).toContain('没有保存成功');
    tablet.database.outbox.hook('creating').unsubscribe(fail);
    fireEvent.click(await save());
    await waitFor(() => expect(tablet.store.memory.items).toHaveLength(2));
    expect(new Set(tablet.store.memory.items.map(({ command }) => command.personId)).size).toBe(2);
  });
});
