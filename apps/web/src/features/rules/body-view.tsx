/** A body in words, with the acts that make a draft of it. */
import { IconDownload, IconFlask, IconPencil, IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { AbilityForm } from '@qiaomen/domain/ability/form';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { nameOfBody, type RuleBody } from '@qiaomen/domain/rule-version/body';
import type { LocalThreshold } from '@qiaomen/domain/screening/questions';
import { useText } from '../../language/use-text.tsx';
import { Badge } from '../../ui/badge.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { AddRowDialog } from './add-row-dialog.tsx';
import { LimitsDialog } from './limits-dialog.tsx';
import { QuestionsView } from './questions-view.tsx';
import { ScheduleView } from './schedule-view.tsx';
import classes from './rules.module.css';

interface BodyViewProps {
  body: RuleBody;
  place: AreaCode;
  /** what holds now, where this is a draft */
  before?: RuleBody;
  /** null where nothing may be changed */
  keep: ((body: RuleBody) => void) | null;
  busy: boolean;
}

const download = (body: RuleBody): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([JSON.stringify(body, null, 2)], { type: 'application/json' }));
  link.download = `${nameOfBody(body)}.json`;
  link.click();
  URL.revokeObjectURL(link.href);
};

export const BodyView = ({ body, place, before, keep, busy }: BodyViewProps) => {
  const { say } = useText();
  const [open, setOpen] = useState<'row' | 'limits' | null>(null);
  return (
    <>
      {body.kind === 'schedule' ? (
        <>
          {body.table.status === 'example' ? (
            <Badge tone="due" icon={<IconFlask size={16} />}>
              {say('rules:example')}
            </Badge>
          ) : null}
          <ScheduleView
            table={body.table}
            {...(before?.kind === 'schedule' ? { before: before.table } : {})}
            keep={keep}
            busy={busy}
          />
        </>
      ) : body.kind === 'thresholds' ? (
        <LimitsView rows={body.rows} />
      ) : body.kind === 'questions' ? (
        <QuestionsView
          sets={body.sets}
          published={before?.kind === 'questions' ? before.sets : body.sets}
          place={place}
          keep={keep}
          busy={busy}
        />
      ) : (
        <FormView form={body.form} />
      )}
      <div className={classes['acts']}>
        {keep !== null && body.kind === 'schedule' ? (
          <BigButton look="quiet" icon={<IconPlus size={20} />} disabled={busy} onClick={() => setOpen('row')}>
            {say('rules:addRow')}
          </BigButton>
        ) : null}
        {keep !== null && body.kind === 'thresholds' ? (
          <BigButton look="quiet" icon={<IconPencil size={20} />} disabled={busy} onClick={() => setOpen('limits')}>
            {say('rules:edit')}
          </BigButton>
        ) : null}
        <BigButton look="plain" icon={<IconDownload size={20} />} onClick={() => download(body)}>
          {say('rules:download')}
        </BigButton>
      </div>
      {open === 'row' && body.kind === 'schedule' && keep !== null ? (
        <AddRowDialog
          table={body.table}
          onClose={() => setOpen(null)}
          onDone={(table) => {
            setOpen(null);
            keep({ kind: 'schedule', table });
          }}
        />
      ) : null}
      {open === 'limits' && body.kind === 'thresholds' && keep !== null ? (
        <LimitsDialog
          rows={body.rows}
          onClose={() => setOpen(null)}
          onDone={(rows) => {
            setOpen(null);
            keep({ kind: 'thresholds', rows });
          }}
        />
      ) : null}
    </>
  );
};

const LimitsView = ({ rows }: { rows: LocalThreshold[] }) => {
  const { say, plain } = useText();
  return (
    <DataTable
      caption={plain('rules:kind.thresholds')}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        { key: 'measure', head: say('rules:head.measure'), cell: (row) => say(`rules:measure.${row.measure}`) },
        { key: 'above', head: say('rules:head.above'), numeric: true, cell: (row) => `${row.above} ${row.unit}` },
        {
          key: 'local',
          head: say('rules:head.place'),
          cell: (row) => (
            <Badge tone="calm" icon={<IconPencil size={16} />}>
              {say('rules:local')} {row.scope === 'local' ? '' : row.scope}
            </Badge>
          ),
        },
        { key: 'source', head: say('rules:head.source'), wide: true, cell: (row) => row.source },
      ]}
    />
  );
};

const FormView = ({ form }: { form: AbilityForm }) => {
  const { say, plain } = useText();
  return (
    <>
      <p className={classes['soft']}>{say('rules:source', { text: form.source })}</p>
      <DataTable
        caption={plain('rules:kind.form')}
        rows={form.items}
        rowKey={(row) => row.id}
        columns={[
          { key: 'item', head: say('rules:head.item'), cell: (row) => row.id },
          { key: 'scores', head: say('rules:head.scores'), cell: (row) => row.scores.join(' / ') },
        ]}
      />
      <DataTable
        caption={plain('rules:head.means')}
        rows={form.cutOffs.flatMap((row) => row.classes.map((limit) => ({ ...limit, id: row.id })))}
        rowKey={(row) => `${row.id} ${row.from}`}
        columns={[
          { key: 'rule', head: say('rules:head.rule'), cell: (row) => row.id },
          { key: 'from', head: say('rules:head.scores'), numeric: true, cell: (row) => `≥ ${row.from}` },
          { key: 'class', head: say('rules:head.means'), cell: (row) => say(`care:abilityClass.${row.class}`) },
        ]}
      />
    </>
  );
};
