/** The sets of questions in words, the newest first. */
import { IconPencil } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import type { RuleBody } from '@qiaomen/domain/rule-version/body';
import type { QuestionSet, ScreeningQuestion } from '@qiaomen/domain/screening/questions';
import { formatDay } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { QuestionsDialog } from './questions-dialog.tsx';
import { useRuleWords } from './use-rule-words.tsx';
import classes from './rules.module.css';

interface QuestionsViewProps {
  sets: QuestionSet[];
  /** as they hold now: a draft is made from them anew */
  published: QuestionSet[];
  place: AreaCode;
  keep: ((body: RuleBody) => void) | null;
  busy: boolean;
}

export const QuestionsView = ({ sets, published, place, keep, busy }: QuestionsViewProps) => {
  const { say, plain, language } = useText();
  const { condition } = useRuleWords();
  const [open, setOpen] = useState(false);
  const not = ({ notContraindicated, teach }: ScreeningQuestion): ReactNode => (
    <>
      {notContraindicated.map((code, at) => (
        <span key={code}>
          {at === 0 ? null : ' · '}
          {condition(code)}
        </span>
      ))}
      {teach === undefined ? null : <span lang="zh-CN"> {teach}</span>}
    </>
  );
  return (
    <>
      {sets
        .toSorted((a, b) => (a.validFrom < b.validFrom ? 1 : -1))
        .map((set) => (
          <div key={set.id}>
            <h3>
              {set.id} · {say('rules:from', { date: formatDay(language, set.validFrom) })}
              {set.validTo === null ? null : <> · {say('rules:until', { date: formatDay(language, set.validTo) })}</>}
            </h3>
            <DataTable
              caption={`${plain('rules:kind.questions')} ${set.id}`}
              rows={set.questions}
              rowKey={(row) => row.id}
              columns={[
                {
                  key: 'question',
                  head: say('rules:ask.question'),
                  wide: true,
                  cell: (row) =>
                    row.text === undefined ? condition(row.condition) : <span lang="zh-CN">{row.text}</span>,
                },
                {
                  key: 'result',
                  head: say('rules:ask.result'),
                  cell: ({ result }) =>
                    result === undefined ? say('rules:ask.byTable') : say(`care:screening.${result}`),
                },
                { key: 'not', head: say('rules:ask.teach'), wide: true, cell: not },
              ]}
            />
            <p className={classes['soft']}>{say('rules:source', { text: set.source })}</p>
          </div>
        ))}
      {keep === null ? null : (
        <BigButton look="quiet" icon={<IconPencil size={20} />} disabled={busy} onClick={() => setOpen(true)}>
          {say('rules:ask.title')}
        </BigButton>
      )}
      {open && keep !== null ? (
        <QuestionsDialog
          sets={sets}
          published={published}
          place={place}
          onClose={() => setOpen(false)}
          onDone={(next) => {
            setOpen(false);
            keep({ kind: 'questions', sets: next });
          }}
        />
      ) : null}
    </>
  );
};
