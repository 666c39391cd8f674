import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MemoryRouter } from 'react-router';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { DecidePair, ListPairs, type PairRow, type PairSide } from '@qiaomen/domain/import-batch/query';
import { queryClient } from '../../api/query-provider.tsx';
import { changeLanguage, loadDeskWords, startLanguage } from '../../language/language.ts';
import { PairReview } from './pair-review.tsx';

const aSide = (name: string): PairSide => ({
  sourceId: '0d3f7b0e-8a53-4d0f-9c2a-3f6c55a1a0aa',
  kind: 'population',
  fileName: 'population.csv',
  rowNo: 7,
  name,
  sex: 'female',
  birthDate: '1944-02-29',
  idMasked: null,
  phoneMasked: null,
  areaPath: ['延吉市', '新兴街道'],
});
const aPair = (number: number, left: string, right: string): PairRow => ({
  id: `0d3f7b0e-8a53-4d0f-9c2a-3f6c55a1a00${number}`,
  probability: 0.9 - number / 100,
  left: aSide(left),
  right: aSide(right),
  evidence: [
    { field: 'name', level: 'variant', weight: 8.25 },
    { field: 'phone', level: 'differs', weight: -1.5 },
  ],
  state: 'pending',
});

/** The two procedures this page speaks to, in memory. */
const makeServer = (pairs: PairRow[]) => {
  let refuses = false;
  const fetch = (url: string, init: { body: string }): Promise<Response> => {
    const input: unknown = JSON.parse(init.body);
    if (refuses) return Promise.resolve(Response.json({ error: { message: 'x', code: -32001, data: { domain: { code: 'outside_area' } } } }, { status: 403 })); // prettier-ignore
    if (url.endsWith('linkPair.decide')) {
      const { pairId, decision } = DecidePair.parse(input);
      const pair = pairs.find(({ id }) => id === pairId);
      if (pair !== undefined) pair.state = decision;
      return Promise.resolve(Response.json({ result: { data: null } }));
    }
    const { state, page } = ListPairs.parse(input);
    const found = pairs.filter((pair) => pair.state === state);
    const rows = found.slice(page.page * page.size, (page.page + 1) * page.size);
    return Promise.resolve(Response.json({ result: { data: { rows, total: found.length } } }));
  };
  return {
    fetch,
    refuse: (on: boolean): void => void (refuses = on),
    states: (): string[] => pairs.map(({ state }) => state),
  };
};

describe('reviewing pairs by keyboard', () => {
  const user = userEvent.setup();
  let server: ReturnType<typeof makeServer>;

  beforeAll(async () => {
    await startLanguage();
    await changeLanguage('zh-CN');
    await loadDeskWords();
  });
  beforeEach(async () => {
    server = makeServer([aPair(1, '金顺姬', '金顺姫'), aPair(2, '朴明哲', '朴明喆'), aPair(3, '崔福顺', '崔福顺')]);
    vi.stubGlobal('fetch', server.fetch);
    queryClient.clear();
    render(
      <QueryClientProvider client={queryClient}>
        <MemoryRouter>
          <PairReview />
        </MemoryRouter>
      </QueryClientProvider>,
    );
    await screen.findByText('还有 3 对');
  });
  afterEach(() => vi.unstubAllGlobals());

  const left = (count: number) => screen.findByText(`还有 ${count} 对`);

  it('S says same, D says different, Space skips', async () => {
    await user.keyboard('s');
    await left(2);
    await user.keyboard('d');
    await left(1);
    await user.keyboard(' ');
    await screen.findByText(/已全部复核/);
    expect(server.states()).toEqual(['same', 'different', 'skipped']);
  });

  it('marks only the characters that differ, and says what speaks for and against', () => {
    expect([...document.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['姬', '姫']);
    expect(screen.getByText('支持 8.3 比特')).toBeTruthy();
    expect(screen.getByText('反对 1.5 比特')).toBeTruthy();
  });

  it('brings the last decision back, first thing', async () => {
    await user.keyboard('s');
    await left(2);
    await user.click(screen.getByRole('button', { name: '撤销' }));
    await left(3);
    expect(server.states()).toEqual(['pending', 'pending', 'pending']);
    expect(document.querySelector('mark')?.textContent).toBe('姬');
    await user.keyboard('d');
    await left(2);
    expect(server.states()).toEqual(['different', 'pending', 'pending']);
  });

  it('Space on a button presses that button and does not skip', async () => {
    screen.getByRole('button', { name: /^不是同一人/ }).focus();
    await user.keyboard(' ');
    await left(2);
    expect(server.states()).toEqual(['different', 'pending', 'pending']);
  });

  it('a key held down decides one pair, a shortcut of the browser none', async () => {
    await user.keyboard('{Control>}s{/Control}');
    await user.keyboard('s');
    const region = screen.getByRole('region', { name: /机器估计/ });
    fireEvent.keyDown(region, { code: 'KeyS', key: 's', repeat: true });
    await left(2);
    expect(server.states()).toEqual(['same', 'pending', 'pending']);
  });

  it('keeps the pair in sight when the server refuses', async () => {
    server.refuse(true);
    await user.keyboard('s');
    expect((await screen.findByRole('alert')).textContent).toContain('不在您的负责范围');
    expect(document.querySelector('mark')?.textContent).toBe('姬');
    server.refuse(false);
    await user.keyboard('s');
    await left(2);
    await waitFor(() => expect(screen.queryByRole('alert')).toBeNull());
  });
});
