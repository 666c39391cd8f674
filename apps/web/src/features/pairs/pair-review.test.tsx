import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MantineProvider } from '@mantine/core';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  DecidePair,
  TakePairs,
  type DecideReply,
  type PairRow,
  type PairSide,
  type PairSourceRow,
  type PairsTaken,
} from '@qiaomen/domain/link-pair/query';
import { queryClient } from '../../api/query-provider.tsx';
import { changeLanguage, loadDeskWords, startLanguage } from '../../language/language.ts';
import { PairReview } from './pair-review.tsx';

const sourceId = '0d3f7b0e-8a53-4d0f-9c2a-3f6c55a1a0aa';
const aRow = (name: string): PairSourceRow => ({
  sourceId,
  kind: 'population',
  fileName: 'population.csv',
  rowNo: 7,
  importedAt: '2026-11-20T02:00:00.000Z',
  name,
  sex: 'female',
  birthDate: '1944-02-29',
  idMasked: null,
  phoneMasked: null,
  areaPath: ['延吉市', '新兴街道'],
});
const aSide = (name: string): PairSide => ({
  county: '222401',
  countyName: '延吉市',
  person: null,
  rows: [aRow(name)],
});
const idOf = (number: number): string => `0d3f7b0e-8a53-4d0f-9c2a-3f6c55a1a00${number}`;
const aPair = (number: number, left: string, right: string): PairRow => ({
  id: idOf(number),
  probability: 0.9 - number / 100,
  left: aSide(left),
  right: aSide(right),
  evidence: [
    { field: 'name', level: 'variant', weight: 8.25, shared: null },
    { field: 'phone', level: 'same', weight: 1.5, shared: 4 },
    { field: 'area', level: 'county', weight: -3.5, shared: null },
  ],
  differsAt: { idNumber: [], phone: [] },
  conflicts: ['two_numbers'],
  decision: null,
  told: null,
  transfer: null,
  state: 'pending',
});

/** The procedures this page speaks to, in memory. */
const makeServer = (pairs: PairRow[]) => {
  let refuses = false;
  let objection: DecideReply | null = null;
  const sent: DecidePair[] = [];
  let delay = 0;
  const fetch = async (url: string, init: { body: string }): Promise<Response> => {
    // each request is quicker than the one before: whoever sends two at once sees the second overtake the first
    await new Promise((resolve) => setTimeout(resolve, (delay = Math.max(0, delay - 20))));
    const input: unknown = JSON.parse(init.body);
    if (url.endsWith('linkPair.decide')) {
      if (refuses) return Promise.resolve(Response.json({ error: { message: 'x', code: -32001, data: { domain: { code: 'outside_area' } } } }, { status: 403 })); // prettier-ignore
      const asked = DecidePair.parse(input);
      sent.push(asked);
      if (objection !== null && asked.withdraw.length === 0)
        return Promise.resolve(Response.json({ result: { data: objection } }));
      const pair = pairs.find(({ id }) => id === asked.pairId);
      if (pair !== undefined) pair.state = asked.answer === 'reopened' ? 'pending' : asked.answer;
      const data: DecideReply = { state: 'decided', decisionId: asked.pairId };
      return Promise.resolve(Response.json({ result: { data } }));
    }
    const { except, size } = TakePairs.parse(input);
    const open = pairs.filter((pair) => pair.state === 'pending');
    const rows = open.filter(({ id }) => !except.includes(id)).slice(0, size);
    const data: PairsTaken = { rows, left: open.length, withOthers: 0, doneThisHour: 0 };
    return Promise.resolve(Response.json({ result: { data } }));
  };
  return {
    fetch,
    slowDown: (): void => void (delay = 120),
    refuse: (on: boolean): void => void (refuses = on),
    object: (reply: DecideReply): void => void (objection = reply),
    states: (): string[] => pairs.map(({ state }) => state),
    sent,
  };
};

const everything = { place: null, kind: null };
const openReview = () =>
  render(
    <QueryClientProvider client={queryClient}>
      <MantineProvider env="test">
        <MemoryRouter>
          <PairReview filter={everything} />
        </MemoryRouter>
      </MantineProvider>
    </QueryClientProvider>,
  );

describe('reviewing pairs by keyboard', () => {
  const user = userEvent.setup();
  let server: ReturnType<typeof makeServer>;
  let page: ReturnType<typeof openReview>;

  beforeAll(async () => {
    await startLanguage();
    await changeLanguage('zh-CN');
    await loadDeskWords();
  });
  beforeEach(async () => {
    server = makeServer([aPair(1, '金顺姬', '金顺姫'), aPair(2, '朴明哲', '朴明喆'), aPair(3, '崔福顺', '崔福顺')]);
    vi.stubGlobal('fetch', server.fetch);
    queryClient.clear();
    page = openReview();
    await screen.findByText('还有 3 对');
  });
  afterEach(() => vi.unstubAllGlobals());

  const left = (count: number) => screen.findByText(`还有 ${count} 对`);

  it('1 says same, 2 different, 3 skips, 4 asks at the door', async () => {
    await user.keyboard('1');
    await left(2);
    await user.keyboard('2');
    await left(1);
    await user.keyboard('4');
    await screen.findByText(/已全部复核/);
    await waitFor(() => expect(server.states()).toEqual(['same', 'different', 'asked']));
  });

  it('marks only the characters that differ, and says in words what speaks for and against', () => {
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['姬', '姫']);
    expect(screen.getByText(/两边各有一个校验正确/)).toBeTruthy();
    expect(screen.getByText('支持 · 证据强')).toBeTruthy();
    expect(screen.getByText(/台账里 4 人用这个号/)).toBeTruthy();
    expect(screen.getByText('支持 · 证据弱')).toBeTruthy();
    expect(screen.getByText('反对 · 有一定证据')).toBeTruthy();
  });

  it('U brings the last decision back, first thing', async () => {
    await user.keyboard('1');
    await left(2);
    await user.keyboard('u');
    await left(3);
    await waitFor(() => expect(server.states()).toEqual(['pending', 'pending', 'pending']));
    expect(document.querySelector('mark')?.textContent).toBe('姬');
    await user.keyboard('2');
    await left(2);
    await waitFor(() => expect(server.states()).toEqual(['different', 'pending', 'pending']));
  });

  it('whoever takes back and answers anew at once has answered anew, however slow the network is', async () => {
    server.slowDown();
    await user.keyboard('2');
    await left(2);
    await user.keyboard('u2');
    await left(2);
    await waitFor(() =>
      expect(server.sent.map(({ answer }) => answer)).toEqual(['different', 'reopened', 'different']),
    );
    expect(server.states()).toEqual(['different', 'pending', 'pending']);
  });

  it('arrows look at other pairs and decide nothing', async () => {
    await user.keyboard('{ArrowRight}');
    await waitFor(() => expect(document.querySelector('mark')?.textContent).toBe('哲'));
    await user.keyboard('2');
    await left(2);
    await waitFor(() => expect(server.states()).toEqual(['pending', 'different', 'pending']));
  });

  it('a key held down decides one pair, a shortcut of the browser none', async () => {
    await user.keyboard('{Control>}1{/Control}');
    await user.keyboard('1');
    fireEvent.keyDown(screen.getByRole('region', { name: /机器估计/ }), { code: 'Digit1', key: '1', repeat: true });
    await left(2);
    await waitFor(() => expect(server.states()).toEqual(['same', 'pending', 'pending']));
  });

  it('brings the pair back when the server refuses', async () => {
    server.refuse(true);
    await user.keyboard('1');
    expect((await screen.findByRole('alert')).textContent).toContain('不在您的负责范围');
    expect(document.querySelector('mark')?.textContent).toBe('姬');
    server.refuse(false);
    await user.keyboard('1');
    await left(2);
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });

  it('an answer that contradicts an earlier one is shown with who and when, and stands only when that one is withdrawn', async () => {
    const earlier = { id: idOf(9), pairId: idOf(8), answer: 'different', by: '李主任', isMine: false } as const;
    const decision = {
      ...earlier,
      at: '2026-11-20T02:00:00.000Z',
      names: ['金顺姬', '金顺玉'],
      superseded: false,
    } as const;
    server.object({ state: 'contradicts', decisions: [{ ...decision, names: ['金顺姬', '金顺玉'] }] });
    await user.keyboard('1');
    const dialog = await screen.findByRole('dialog');
    expect(dialog.textContent).toContain('李主任');
    expect(dialog.textContent).toContain('11月20日');
    expect(server.states()).toEqual(['pending', 'pending', 'pending']);
    await user.click(screen.getByRole('button', { name: '选中的作废，按我的判断' }));
    await waitFor(() => expect(server.states()).toEqual(['same', 'pending', 'pending']));
    expect(server.sent.at(-1)?.withdraw).toEqual([idOf(9)]);
  });

  it('an answer on its way when the page is left arrives, and its pair is not asked again', async () => {
    server.slowDown();
    await user.keyboard('2');
    page.unmount();
    openReview();
    await left(2);
    expect(server.states()).toEqual(['different', 'pending', 'pending']);
    expect(document.querySelector('mark')?.textContent).toBe('哲');
  });

  it('an answer that did not arrive after the page was left is told when the page is opened again', async () => {
    server.slowDown();
    server.refuse(true);
    await user.keyboard('2');
    page.unmount();
    openReview();
    expect((await screen.findByRole('alert')).textContent).toContain('不在您的负责范围');
    expect(server.states()).toEqual(['pending', 'pending', 'pending']);
    expect(document.querySelector('mark')?.textContent).toBe('姬');
  });

  it('a lost race is said', async () => {
    const by = { id: idOf(9), pairId: idOf(1), answer: 'same', by: '李主任', isMine: false } as const;
    server.object({ state: 'overtaken', by: { ...by, at: '2026-11-20T02:00:00.000Z', names: ['金顺姬', '金顺姫'], superseded: false } }); // prettier-ignore
    await user.keyboard('1');
    expect((await screen.findByRole('alert')).textContent).toContain('李主任 刚刚已判断为“同一人”');
  });
});
