/** An approved file can be taken back as a whole; whoever was visited since stays, is listed, and the taking back can be taken back. */
import { IconArrowBackUp, IconArrowForwardUp } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link } from 'react-router';
import type { BatchDetail } from '@qiaomen/domain/import-batch/query';
import { keptReasons, type UndoPreview } from '@qiaomen/domain/import-batch/undo';
import { formatNumber } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { useMay } from '../../office/use-may.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './batch-page.module.css';
import { KeptList } from './kept-list.tsx';

const keptCount = ({ kept }: UndoPreview): number => keptReasons.reduce((sum, reason) => sum + (kept[reason] ?? 0), 0);

const What = ({ preview }: { preview: UndoPreview }) => {
  const { say } = useText();
  return (
    <ul className={classes['reasons']}>
      {preview.fileNames.length > 1 ? (
        <li>{say('imports:undo.together', { names: preview.fileNames.join(' · ') })}</li>
      ) : null}
      <li>{say('imports:undo.created', { count: preview.created })}</li>
      <li>{say('imports:undo.changed', { count: preview.changed })}</li>
      {preview.doses === 0 ? null : <li>{say('imports:undo.doses', { count: preview.doses })}</li>}
      {keptReasons.map((reason) => {
        const count = preview.kept[reason] ?? 0;
        return count === 0 ? null : (
          <li key={reason}>{say(`imports:undo.kept.${reason}`, { count: formatNumber(count) })}</li>
        );
      })}
    </ul>
  );
};

export const UndoPanel = ({ batch, onChanged }: { batch: BatchDetail; onChanged: () => void }) => {
  const { say } = useText();
  const may = useMay('import.approve');
  const [asking, setAsking] = useState(false);
  const batchId = batch.id;
  const found = useQuery({ ...trpc.import.undoPreview.queryOptions({ batchId }), staleTime: 0 });
  const done = {
    onSuccess: () => {
      setAsking(false);
      onChanged();
    },
  };
  const undo = useMutation(trpc.import.undo.mutationOptions(done));
  const redo = useMutation(trpc.import.redo.mutationOptions(done));
  const preview = found.data;
  if (preview === undefined || preview.next === null) return null;
  const { next, later } = preview;
  const kept = keptCount(preview);
  const failure = undo.error ?? redo.error;
  return (
    <section className={classes['box']}>
      <h2 className={classes['heading']}>{say(next === 'undo' ? 'imports:undo.title' : 'imports:undo.undone')}</h2>
      {later.length > 0 && next === 'undo' ? (
        <Notice tone="due" title={say('imports:undo.later')}>
          <ul className={classes['reasons']}>
            {later.map((one) => (
              <li key={one.batchId}>
                <Link to={`/imports/${one.batchId}`}>{one.fileName}</Link>
              </li>
            ))}
          </ul>
        </Notice>
      ) : null}
      {kept > 0 ? (
        <details>
          <summary className={classes['summary']}>
            {say(next === 'undo' ? 'imports:undo.wouldStay' : 'imports:undo.stayed', { count: formatNumber(kept) })}
          </summary>
          <KeptList batchId={batchId} />
        </details>
      ) : null}
      {may && (next !== 'undo' || later.length === 0) ? (
        <div>
          <BigButton
            look="quiet"
            icon={next === 'undo' ? <IconArrowBackUp size={20} /> : <IconArrowForwardUp size={20} />}
            onClick={() => setAsking(true)}
          >
            {say(`imports:undo.act.${next}`)}
          </BigButton>
        </div>
      ) : null}
      <Confirm
        opened={asking}
        title={say(`imports:undo.ask.${next}`, { name: batch.fileName })}
        act={say(`imports:undo.act.${next}`)}
        busy={undo.isPending || redo.isPending}
        failure={failure}
        onClose={() => setAsking(false)}
        onConfirm={() => (next === 'undo' ? undo.mutate({ batchId }) : redo.mutate({ batchId }))}
      >
        {next === 'undo' ? <What preview={preview} /> : <p>{say(`imports:undo.body.${next}`)}</p>}
      </Confirm>
    </section>
  );
};
