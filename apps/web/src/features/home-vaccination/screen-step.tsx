import { IconDeviceFloppy } from '@tabler/icons-react';
import { z } from 'zod';
import { rulesFor } from '@qiaomen/domain/rule-version/clinic-rules';
import { findRule } from '@qiaomen/domain/rule';
import { Answer, measures } from '@qiaomen/domain/screening/questions';
import { readMeasure } from '@qiaomen/domain/screening/read-measure';
import { screen } from '@qiaomen/domain/screening/screen';
import { formatDay } from '@qiaomen/i18n/fmt';
import type { TextKey } from '@qiaomen/i18n/keys';
import { useDraft } from '../../field/use-draft.ts';
import { useText } from '../../language/use-text.tsx';
import { useFieldMemory, useToday } from '../../offline/field-context.tsx';
import { newId } from '../../offline/new-id.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { ChoiceRow } from '../../ui/choice-row.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PageAction } from '../../ui/page-action.tsx';
import { MeasureField } from './measure-field.tsx';
import type { StepProps } from './step-props.ts';
import classes from './home-vaccination.module.css';

const Form = z.object({ answers: z.record(z.string(), Answer), measures: z.record(z.string(), z.string()) });
type ConditionKey = TextKey & `quiz:condition.${'FEVER_TODAY'}`;
type TeachKey = TextKey & `quiz:teach.${'FEVER_TODAY'}`;

/** What is asked before a dose. What is no contraindication stands beside its question. */
export const ScreenStep = ({ entry, care }: StepProps) => {
  const { say, plain, language } = useText();
  const { pull } = useFieldMemory();
  const draftId = `home-screen:${entry.personId}`;
  const { value, change, ready, finish, reopen } = useDraft(draftId, Form, { answers: {}, measures: {} });
  const day = useToday();
  const rules = rulesFor(pull.rules ?? [], entry.areaCode);
  const set = findRule(rules.questionSets, day);
  if (!ready || set === undefined) return null;
  const typed = measures.map((name) => ({ name, read: readMeasure(name, value.measures[name] ?? '') }));
  const measured = Object.fromEntries(
    typed.flatMap(({ name, read }) => (read.state === 'read' ? [[name, read.value]] : [])),
  );
  const isMeasuredWrong = typed.some(({ read }) => read.state === 'number' || read.state === 'range');
  const input = { answers: value.answers, measures: measured, recheckOn: null, day };
  const outcome = screen(input, set, rules.table, rules.thresholds);
  const open = outcome.unanswered.length;
  const save = async (): Promise<void> => {
    await finish();
    const { personId } = entry;
    const screeningId = newId();
    const { answers } = value;
    const saved = await care.save(
      { type: 'screening.record', screeningId, personId, setId: set.id, answers, measures: measured, recheckOn: null },
      draftId,
    );
    if (!saved) reopen();
  };
  return (
    <div className={classes['body']}>
      {set.questions.map(({ id, condition, notContraindicated, text, teach }) => (
        <div key={id} className={classes['question']}>
          <ChoiceRow
            legend={
              text === undefined ? (
                say('home:askIf', { condition: plain(`quiz:condition.${condition}` as ConditionKey) })
              ) : (
                <span lang="zh-CN">{text}</span>
              )
            }
            options={(['no', 'yes', 'unsure'] as const).map((one) => ({
              value: one,
              words: say(`home:answer.${one}`),
            }))}
            value={value.answers[id] ?? ('' as 'no')}
            onChange={(answer) => change({ answers: { ...value.answers, [id]: answer } })}
          />
          {notContraindicated.length === 0 && teach === undefined ? null : (
            <p className={classes['teach']}>
              {say('home:notContra')} {notContraindicated.map((one) => say(`quiz:teach.${one}` as TeachKey))}
              {teach === undefined ? null : <span lang="zh-CN">{teach}</span>}
            </p>
          )}
        </div>
      ))}
      <p className={classes['hint']}>{say('home:measures')}</p>
      <div className={classes['fields']}>
        {measures.map((name) => (
          <MeasureField
            key={name}
            name={name}
            value={value.measures[name] ?? ''}
            onChange={(text) => change({ measures: { ...value.measures, [name]: text } })}
          />
        ))}
      </div>
      {open > 0 ? (
        <p className={classes['hint']}>{say('home:unfinished', { count: open })}</p>
      ) : (
        <Notice
          tone={outcome.result === 'ELIGIBLE' ? 'done' : 'overdue'}
          title={say('home:result', { result: plain(`care:screening.${outcome.result}`) })}
        >
          {outcome.consult === null ? null : say('home:consult', { hours: outcome.consult.withinHours })}{' '}
          {outcome.deferredUntil === null
            ? null
            : say('home:recheck', { date: formatDay(language, outcome.deferredUntil) })}
        </Notice>
      )}
      <PageAction>
        <BigButton
          wide
          icon={<IconDeviceFloppy aria-hidden="true" />}
          disabled={care.saving || open > 0 || isMeasuredWrong}
          onClick={() => void save()}
        >
          {say('home:save')}
        </BigButton>
      </PageAction>
    </div>
  );
};
