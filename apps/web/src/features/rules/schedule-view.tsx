import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import type { RuleTable, Series, TargetDose } from '@qiaomen/domain/forecast/rule-table';
import { shanghaiDay } from '@qiaomen/domain/register/day';
import type { RuleBody } from '@qiaomen/domain/rule-version/body';
import { formatDay } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { Badge } from '../../ui/badge.tsx';
import { DataTable, type Column } from '../../ui/data-table.tsx';
import { ChangeIntervalDialog } from './change-interval-dialog.tsx';
import classes from './rules.module.css';
import { useRuleWords } from './use-rule-words.tsx';

interface ScheduleViewProps {
  table: RuleTable;
  /** what holds now: rows that are not in it are marked */
  before?: RuleTable;
  keep: ((body: RuleBody) => void) | null;
  busy: boolean;
}

interface DoseRow {
  series: Series;
  dose: TargetDose;
  at: number;
}

/** Every dose of every series a line of its own; what has ended stands last and pale. */
export const ScheduleView = ({ table, before, keep, busy }: ScheduleViewProps) => {
  const { say, plain, language } = useText();
  const words = useRuleWords();
  const [changed, setChanged] = useState<DoseRow | null>(null);
  const [today] = useState(() => shanghaiDay(new Date()));
  const known = before === undefined ? null : new Set(before.series.map((row) => JSON.stringify(row)));
  const hasEnded = ({ validTo }: { validTo: string | null }): boolean => validTo !== null && validTo < today;
  const rows = table.series
    .flatMap((series) => series.doses.map((dose, at): DoseRow => ({ series, dose, at })))
    .toSorted((a, b) => Number(hasEnded(a.series)) - Number(hasEnded(b.series)) || a.series.step - b.series.step);
  const period = ({ validFrom, validTo }: { validFrom: string; validTo: string | null }) => (
    <span className={classes['words']}>
      {say('rules:from', { date: formatDay(language, validFrom) })}
      {validTo === null ? null : <> {say('rules:until', { date: formatDay(language, validTo) })}</>}
      {validTo !== null && validTo < today ? <> · {say('rules:ended')}</> : null}
      {validFrom > today ? <> · {say('rules:later')}</> : null}
    </span>
  );
  const columns: Column<DoseRow>[] = [
    {
      key: 'rule',
      head: say('rules:head.rule'),
      cell: ({ series, dose }) => (
        <>
          {dose.rule}
          {known === null || known.has(JSON.stringify(series)) ? null : (
            <Badge tone="due" icon={<IconPencil size={16} />}>
              {say('rules:changed')}
            </Badge>
          )}
        </>
      ),
    },
    {
      key: 'dose',
      head: say('rules:head.dose'),
      cell: ({ series, at }) => <span className={hasEnded(series) ? classes['past'] : ''}>{words.dose(series, at)}</span>,
    },
    {
      key: 'products',
      head: say('rules:head.products'),
      wide: true,
      cell: ({ dose }) => <span className={classes['words']}>{words.products(dose.allowed)}</span>,
    },
    {
      key: 'when',
      head: say('rules:head.when'),
      wide: true,
      cell: (row) => (
        <>
          <span className={classes['words']}>{words.when(row.dose)}</span>
          {keep === null || row.dose.intervals.length === 0 || hasEnded(row.series) ? null : (
            <button type="button" className={classes['small']} disabled={busy} onClick={() => setChanged(row)}>
              {say('rules:change')}
            </button>
          )}
        </>
      ),
    },
    {
      key: 'who',
      head: say('rules:head.who'),
      wide: true,
      cell: ({ series, dose }) => (
        <span className={classes['words']}>
          {words.who(series, dose).map((part, index) => (
            <span key={index}>
              {index === 0 ? null : <br />}
              {part}
            </span>
          ))}
        </span>
      ),
    },
    {
      key: 'period',
      head: say('rules:head.period'),
      wide: true,
      cell: ({ series }) => (
        <>
          {period(series)}
          <small className={classes['soft']}>{series.source}</small>
        </>
      ),
    },
  ];
  return (
    <>
      <DataTable
        caption={plain('rules:kind.schedule')}
        columns={columns}
        rows={rows}
        rowKey={({ series, at }) => `${series.id} ${at}`}
      />
      {table.spacing.length === 0 ? null : <h3>{say('rules:spacingTitle')}</h3>}
      {table.spacing.map((row) => (
        <p key={row.id}>
          {row.id} · {say('rules:spacing', { days: row.moreThanDays, exempt: row.exempt.join(' · ') })}
        </p>
      ))}
      {table.conditions.length === 0 ? null : (
        <>
          <h3>{say('rules:conditions')}</h3>
          <DataTable
            caption={plain('rules:conditions')}
            rows={table.conditions}
            rowKey={(row) => row.id}
            columns={[
              { key: 'rule', head: say('rules:head.rule'), cell: (row) => row.id },
              { key: 'condition', head: say('rules:head.condition'), wide: true, cell: (row) => words.condition(row.condition) },
              { key: 'means', head: say('rules:head.means'), cell: (row) => say(`care:screening.${row.result}`) },
              { key: 'period', head: say('rules:head.period'), wide: true, cell: (row) => period(row) },
              { key: 'source', head: say('rules:head.source'), wide: true, cell: (row) => row.source },
            ]}
          />
        </>
      )}
      {changed !== null && keep !== null ? (
        <ChangeIntervalDialog
          table={table}
          series={changed.series}
          dose={changed.at}
          onClose={() => setChanged(null)}
          onDone={(next) => {
            setChanged(null);
            keep({ kind: 'schedule', table: next });
          }}
        />
      ) : null}
    </>
  );
}; // prettier-ignore
