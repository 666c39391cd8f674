/** Why one person's word is not enough, and where the second one is spoken. */
import { IconCircleCheck, IconHandStop } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useId, useState, type ReactNode } from 'react';
import { minReasonLength } from '@qiaomen/domain/import-batch/preview';
import type { BatchDetail } from '@qiaomen/domain/import-batch/query';
import type { ImportStop } from '@qiaomen/domain/import-batch/stop-rules';
import { formatInstant, formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { areaName } from '../../office/area-name.ts';
import { Confirm } from '../../office/confirm.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './batch-page.module.css';

const Reason = ({ stop }: { stop: ImportStop }) => {
  const { say, language } = useText();
  const code = stop.code === 'village_falls' ? stop.worst.areaCode : '';
  const found = useQuery({
    ...trpc.area.search.queryOptions({ text: code, page: { page: 0, size: 1 } }),
    enabled: code !== '',
  }).data?.rows[0];
  const words =
    stop.code === 'matched_low'
      ? say('imports:stop.matched', {
          percent: stop.percent,
          limit: stop.limit,
          known: formatNumber(stop.knownRows),
          rows: formatNumber(stop.rows),
        })
      : say('imports:stop.villages', {
          count: stop.villages,
          limit: stop.limit,
          name: found === undefined ? code : [...found.path.slice(1), areaName(language, found)].join(' '),
          before: formatNumber(stop.worst.before),
          after: formatNumber(stop.worst.after),
        });
  return (
    <li>
      {words} <small>{say('imports:stop.rule', { rule: stop.ruleId })}</small>
    </li>
  );
};

export const StopNotice = ({ batch, onChanged }: { batch: BatchDetail; onChanged: () => void }) => {
  const { say, plain, language } = useText();
  const id = useId();
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const confirm = useMutation(
    trpc.import.confirm.mutationOptions({
      onSuccess: () => {
        setAsking(false);
        onChanged();
      },
    }),
  );
  if (batch.stops.length === 0) return null;
  const reasons: ReactNode = (
    <ul className={classes['reasons']}>
      {batch.stops.map((stop) => (
        <Reason key={stop.ruleId} stop={stop} />
      ))}
    </ul>
  );
  const { second } = batch;
  if (second !== null)
    return (
      <Notice tone="done" icon={<IconCircleCheck size={22} />} title={say('imports:stop.title')}>
        {reasons}
        <p>
          {say('imports:stop.confirmed', {
            name: second.by,
            time: formatInstant(language, second.at),
            reason: second.reason,
          })}
        </p>
        {batch.state !== 'preview' || batch.mayApprove ? null : <p>{say('imports:stop.confirmedByYou')}</p>}
      </Notice>
    );
  if (batch.state !== 'preview') return null;
  return (
    <>
      <Notice tone="overdue" urgent icon={<IconHandStop size={22} />} title={say('imports:stop.title')}>
        {reasons}
        <p>{say(batch.mayConfirm ? 'imports:stop.ask' : 'imports:stop.notYou')}</p>
        {batch.mayConfirm ? <BigButton onClick={() => setAsking(true)}>{say('imports:stop.confirm')}</BigButton> : null}
      </Notice>
      <Confirm
        opened={asking}
        title={say('imports:stop.confirmTitle', { name: batch.fileName })}
        act={say('imports:stop.confirm')}
        busy={confirm.isPending}
        failure={confirm.error}
        disabled={reason.trim().length < minReasonLength}
        onClose={() => setAsking(false)}
        onConfirm={() => confirm.mutate({ batchId: batch.id, reason })}
      >
        {reasons}
        <Labelled
          label={say('imports:stop.reason')}
          htmlFor={id}
          hint={say('imports:stop.reasonShort', { length: minReasonLength })}
        >
          <textarea
            id={id}
            className={controlClass}
            rows={3}
            maxLength={500}
            value={reason}
            aria-label={plain('imports:stop.reason')}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </Labelled>
      </Confirm>
    </>
  );
};
