import { IconAlertTriangle } from '@tabler/icons-react';
import type { AefiRow, AefiStepLine, DeskStep } from '@qiaomen/domain/aefi-desk/query';
import { formatDay, formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { CaseCard, CaseFacts } from '../../office/case-card.tsx';
import { reactionWords } from '../../timeline/use-care-words.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Name } from '../../ui/name.tsx';
import { Clocks } from './clocks.tsx';
import classes from './aefi.module.css';

interface AefiCardProps {
  row: AefiRow;
  onStep: (step: DeskStep) => void;
  onTakeBack: (step: AefiStepLine) => void;
}

const Steps = ({ row, onTakeBack }: Pick<AefiCardProps, 'row' | 'onTakeBack'>) => {
  const { say, language } = useText();
  if (row.steps.length === 0) return null;
  return (
    <details className={classes['steps']}>
      <summary>{say('aefi:steps', { count: row.steps.length })}</summary>
      <ol>
        {row.steps.map((step) => (
          <li key={step.id} className={step.takenBack ? classes['gone'] : ''}>
            <strong>{say(`aefi:step.${step.step}`)}</strong>
            {step.class === null ? null : <> · {say(`aefi:classes.${step.class}`)}</>}
            <span className={classes['soft']}>
              {' '}
              {formatInstant(language, step.doneAt)} <Name>{step.userName ?? ''}</Name>
            </span>
            {step.note === '' ? null : (
              <p>
                <Name>{step.note}</Name>
              </p>
            )}
            {step.takenBack ? (
              <em> {say('aefi:takenBack')}</em>
            ) : (
              <button type="button" className={classes['link']} onClick={() => onTakeBack(step)}>
                {say('aefi:takeBack')}
              </button>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
};

/** One suspected reaction: what it is, its clocks, what comes next. */
export const AefiCard = ({ row, onStep, onTakeBack }: AefiCardProps) => {
  const tools = useText();
  const { say, plain, language } = tools;
  return (
    <CaseCard
      of={row}
      marks={
        <>
          <span>{say(`care:severity.${row.severity}`)}</span>
          {row.urgent ? (
            <Badge tone="overdue" icon={<IconAlertTriangle size={18} />}>
              {say('aefi:urgent')}
            </Badge>
          ) : null}
          {row.class === null ? null : <span>{say(`aefi:classes.${row.class}`)}</span>}
        </>
      }
      acts={row.next}
      wordsOf={(step) => say(`aefi:record.${step}`)}
      onAct={onStep}
    >
      <CaseFacts>
        {row.reactions.map((code) => (
          <span key={code}>{reactionWords(tools, code)}</span>
        ))}
        <span>{say('timeline:care.onset', { time: formatInstant(language, row.onsetAt) })}</span>
        {row.hospitalised ? <span>{say('timeline:care.hospitalised')}</span> : null}
        {row.reportable === false ? <span>{say('aefi:outsideWindow')}</span> : null}
      </CaseFacts>
      <CaseFacts>
        {row.dose === null ? null : (
          <span>
            {say('aefi:after', {
              product: plain(`codes:product.${row.dose.product}`),
              day: formatDay(language, row.dose.givenOn),
            })}
            {row.dose.lot === null ? null : <> {say('timeline:care.lot', { lot: row.dose.lot })}</>}
          </span>
        )}
        <span>{say('aefi:found', { time: formatInstant(language, row.foundAt), name: row.reporterName ?? '' })}</span>
        <Name>{row.areaPath.join(' ')}</Name>
      </CaseFacts>
      <Clocks due={row.due} />
      <Steps row={row} onTakeBack={onTakeBack} />
    </CaseCard>
  );
};
