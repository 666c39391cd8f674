import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeAll, describe, expect, it } from 'vitest';
import type { FieldEntry } from '../../offline/overlay.ts';
import { changeLanguage, startLanguage } from '../../language/language.ts';
import { QuestionCard } from './question-card.tsx';
import { emptyVisit, missing, toCommand } from './visit-form.ts';

const question = {
  id: '0d3f7b0e-8a53-4d0f-9c2a-3f6c55a1a001',
  kind: 'same_person',
  other: { name: '朴英姬', birthYear: 1942, village: '新兴村' },
} as const;
const entry = { personId: 'p', campaignId: 'c', questions: [question] } as unknown as FieldEntry;

beforeAll(async () => {
  await startLanguage();
  await changeLanguage('zh-CN');
});

describe('a question of the register on the visit form', () => {
  it('names the other record by name, birth year and village, and takes one tap', async () => {
    const given: string[] = [];
    render(<QuestionCard question={question} value={null} onChange={(answer) => given.push(answer)} />);
    const card = screen.getByRole('group');
    for (const words of ['朴英姬', '1942', '新兴村']) expect(card.textContent).toContain(words);
    await userEvent.click(screen.getByRole('button', { name: '是同一人' }));
    expect(given).toEqual(['same']);
  });

  it('may be passed over: a routine visit needs no tap more', () => {
    const form = { ...emptyVisit('朴英子'), outcome: '02' as const };
    expect(missing(form, null)).toBeNull();
    expect(toCommand(form, '02', null, entry, 'v', '2026-11-22')).not.toHaveProperty('answers');
  });

  it('travels with the visit, and an answer to a question that was withdrawn meanwhile does not', () => {
    const other = '0d3f7b0e-8a53-4d0f-9c2a-3f6c55a1a002';
    const form = {
      ...emptyVisit('朴英子'),
      answers: { [question.id]: 'same' as const, [other]: 'different' as const },
    };
    expect(toCommand(form, '02', null, entry, 'v', '2026-11-22').answers).toEqual([
      { questionId: question.id, answer: 'same' },
    ]);
    expect(toCommand(form, '02', null, { ...entry, questions: [] }, 'v', '2026-11-22')).not.toHaveProperty('answers');
  });
});
