import { MantineProvider } from '@mantine/core';
import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { contentOf } from '@qiaomen/domain/import-batch/column-content';
import type { StartBatch } from '@qiaomen/domain/import-batch/query';
import { QueryProvider } from '../../api/query-provider.tsx';
import { changeLanguage, loadDeskWords, startLanguage } from '../../language/language.ts';
import { MappingForm } from './mapping-form.tsx';

const column = (index: number, header: string, ...samples: string[]) => ({
  index,
  header,
  content: contentOf(samples),
  samples,
});
const batch = {
  id: '0d3f7b0e-8a53-4d0f-9c2a-3f6c55a1a001',
  kind: 'population' as const,
  columns: [
    column(0, '姓名', '金顺姬', '朴明哲'),
    column(1, '身份证', '222424********0009'),
    column(2, '村居代码', '222401001001'),
    column(3, '疫苗', '新冠灭活'),
    column(4, '', '2021-05-01'),
  ],
  mapping: { name: 0, idNumber: 1, areaCode: 2 },
  sender: '延吉市公安局',
  whole: true,
  recalledFrom: null,
};

describe('saying which column is what', () => {
  let started: StartBatch[];
  const user = userEvent.setup();
  const openForm = (mapping: StartBatch['mapping'] = batch.mapping): void => {
    render(
      <MantineProvider>
        <QueryProvider>
          <MappingForm batch={{ ...batch, mapping }} busy={false} onStart={(input) => started.push(input)} />
        </QueryProvider>
      </MantineProvider>,
    );
  };
  const start = (): HTMLButtonElement => screen.getByRole('button', { name: '开始检查' });

  beforeAll(async () => {
    // nobody answers: the office is unknown, and nothing is proposed
    vi.stubGlobal('fetch', () => Promise.reject(new TypeError('offline')));
    await startLanguage();
    await changeLanguage('zh-CN');
    await loadDeskWords();
  });
  beforeEach(() => {
    started = [];
  });

  it('starts with what was proposed and shows values of each column', async () => {
    openForm();
    expect(screen.getByText('示例：金顺姬 · 朴明哲')).toBeTruthy();
    await user.click(start());
    expect(started).toEqual([
      {
        batchId: batch.id,
        kind: 'population',
        mapping: batch.mapping,
        sender: '延吉市公安局',
        whole: true,
        despite: false,
      },
    ]);
  });

  it('cannot start while a needed field has no column, and says which', async () => {
    openForm({ name: 0, idNumber: 1 });
    expect(start().disabled).toBe(true);
    expect(screen.getByRole('status').textContent).toBe('还要选择：地区代码');
    await user.selectOptions(screen.getByLabelText(/^地区代码/), '村居代码');
    expect(screen.queryByRole('status')).toBeNull();
    await user.click(start());
    expect(started[0]?.mapping).toEqual({ name: 0, idNumber: 1, areaCode: 2 });
  });

  it('asks for vaccine and day once the file is one of vaccinations', async () => {
    openForm();
    expect(screen.queryByLabelText(/^疫苗品种/)).toBeNull();
    await user.selectOptions(screen.getByLabelText('种类'), '接种记录');
    expect(screen.getByRole('status').textContent).toBe('还要选择：疫苗品种 · 接种日期');
    await user.selectOptions(screen.getByLabelText(/^疫苗品种/), '疫苗');
    await user.selectOptions(screen.getByLabelText(/^接种日期/), '第 5 列');
    await user.click(start());
    expect(started[0]).toMatchObject({ kind: 'vaccination', mapping: { product: 3, givenOn: 4 } });
  });

  it('refuses one column for two fields', async () => {
    openForm();
    await user.selectOptions(screen.getByLabelText('住址'), '村居代码');
    expect(screen.getByRole('status').textContent).toContain('村居代码');
    expect(start().disabled).toBe(true);
  });

  it('lets a field go without a column', async () => {
    openForm({ ...batch.mapping, address: 4 });
    const address = screen.getByLabelText('住址');
    expect(within(address).getByRole('option', { name: '不导入' })).toBeTruthy();
    await user.selectOptions(address, '不导入');
    await user.click(start());
    expect(started[0]?.mapping).toEqual(batch.mapping);
  });

  it('a name column full of phones is said before the start, and asked about', async () => {
    const columns = batch.columns.with(0, column(0, '姓名', '13843300001', '13843300002', '13843300003'));
    render(
      <MantineProvider>
        <QueryProvider>
          <MappingForm batch={{ ...batch, columns }} busy={false} onStart={(input) => started.push(input)} />
        </QueryProvider>
      </MantineProvider>,
    );
    expect(screen.getByRole('status').textContent).toBe('“姓名”列看起来是电话号码，却选作姓名。');
    await user.click(start());
    expect(started).toEqual([]);
    await user.click(await screen.findByRole('button', { name: '确认无误，仍要开始' }));
    expect(started[0]?.despite).toBe(true);
  });

  it('a list of doses is taken as additions, whatever it was before', async () => {
    openForm({ ...batch.mapping, product: 3, givenOn: 4 });
    await user.selectOptions(screen.getByLabelText('种类'), '接种记录');
    await user.click(start());
    expect(started[0]).toMatchObject({ kind: 'vaccination', whole: false });
  });
});
