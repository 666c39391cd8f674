import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { changeLanguage, startLanguage } from '../../language/language.ts';
import type { FieldEntry } from '../../offline/overlay.ts';
import { AttemptCount } from './attempt-count.tsx';
import { DoubtGuide } from './doubt-guide.tsx';

beforeAll(async () => {
  await startLanguage();
  await changeLanguage('zh-CN');
});
afterEach(cleanup);

describe('the conversation guide on the visit form', () => {
  it('says nothing before a doubt was named', () => {
    const { container } = render(
      <DoubtGuide id="g" reasons={[]} language="zh-CN" told={[]} onTold={() => undefined} />,
    );
    expect(container.textContent).toBe('');
  });

  it('speaks the elder’s language, whatever the worker reads, and marks what is still Chinese', () => {
    render(<DoubtGuide id="g" reasons={['T2']} language="ko" told={[]} onTold={() => undefined} />);
    const lines = screen.getAllByRole('listitem');
    expect(lines).toHaveLength(5);
    expect(
      within(lines[0] as HTMLElement)
        .getByText(/지금 앓으시는 병/)
        .getAttribute('lang'),
    ).toBe('ko');
    const fact = within(lines[3] as HTMLElement);
    expect(fact.getByText(/不是禁忌/).getAttribute('lang')).toBe('zh-CN');
    expect(fact.getByText('译文待审，先用中文')).toBeTruthy();
    expect(screen.getByText(/로인님께서 결정하십니다/)).toBeTruthy();
    expect(screen.getByText(/技术指南/)).toBeTruthy();
  });

  it('opens the main doubt and keeps the others one tap away', () => {
    const { container } = render(
      <DoubtGuide id="g" reasons={['P7', 'T5']} language="zh-CN" told={[]} onTold={() => undefined} />,
    );
    expect([...container.querySelectorAll('details')].map((one) => one.open)).toEqual([true, false]);
    expect(screen.getByText(/示例，请当地专家组审定/)).toBeTruthy();
  });
});

describe('knocks in vain on the visit form', () => {
  const visit = (occurredAt: string) => ({ occurredAt, outcome: '08', voided: false });
  const entry = (visits: object[]) => ({ visits }) as unknown as FieldEntry;
  const evening = '2026-11-22T11:00:00Z';

  it('counts the one being recorded and proposes another time of day', () => {
    render(<AttemptCount entry={entry([visit('2026-11-22T10:30:00Z')])} outcome="08" at={evening} />);
    expect(screen.getByText('家中无人：已计 2 次，规定 3 次')).toBeTruthy();
    expect(screen.getByRole('note').textContent).toContain('上午 / 下午');
  });

  it('says when they are enough, and is silent where somebody was met', () => {
    const before = entry([visit('2026-11-20T01:00:00Z'), visit('2026-11-21T01:00:00Z')]);
    const { rerender } = render(<AttemptCount entry={before} outcome="08" at={evening} />);
    expect(screen.getByRole('note').textContent).toContain('次数已够');
    rerender(<AttemptCount entry={before} outcome="02" at={evening} />);
    expect(screen.queryByRole('note')).toBeNull();
  });
});
