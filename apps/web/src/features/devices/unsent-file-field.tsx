import { IconCheck, IconFileImport } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { api } from '../../api/client.ts';
import { useText } from '../../language/use-text.tsx';
import { photoNetwork } from '../../offline/photo-network.ts';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { ProgressLine } from './progress-line.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { readUnsentFile } from './read-unsent-file.ts';
import { sendUnsentFile, sendUnsentPhotos, type Carried } from './send-unsent-file.ts';
import classes from './devices.module.css';

type State =
  | { at: 'rest' }
  | { at: 'sending'; done: number; total: number }
  | { at: 'done'; records: Carried; photos: Carried }
  | { at: 'wrong' }
  | { at: 'failed'; cause: unknown };

/** A file that a tablet saved because it could not send: the server opens it, this page only carries it. */
export const UnsentFileField = ({ onImported }: { onImported: () => void }) => {
  const { say } = useText();
  const id = useId();
  const [state, setState] = useState<State>({ at: 'rest' });
  const take = async (chosen: File): Promise<void> => {
    const file = await readUnsentFile(chosen);
    if (file === undefined) return setState({ at: 'wrong' });
    const show = (done: number, total: number) => setState({ at: 'sending', done, total });
    try {
      const records = await sendUnsentFile(file.head, (input) => api.device.importUnsent.mutate(input), show);
      const photos = await sendUnsentPhotos(file.photos(), file.head.photos, photoNetwork(null), show);
      setState({ at: 'done', records, photos });
      onImported();
    } catch (cause) {
      setState({ at: 'failed', cause });
    }
  };
  return (
    <div className={classes['file']}>
      <input
        id={id}
        type="file"
        accept="application/json,.json"
        hidden
        data-testid="unsent-file"
        onChange={(event) => {
          const [chosen] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (chosen !== undefined) void take(chosen);
        }}
      />
      <BigButton
        look="quiet"
        icon={<IconFileImport size={20} />}
        disabled={state.at === 'sending'}
        onClick={() => document.getElementById(id)?.click()}
      >
        {say('device:importFile')}
      </BigButton>
      {state.at === 'sending' ? <ProgressLine done={state.done} total={state.total} /> : null}
      {state.at === 'done' ? (
        <Notice tone={state.records.left + state.photos.left === 0 ? 'done' : 'due'} icon={<IconCheck />} urgent>
          {say('device:imported', { taken: state.records.taken, left: state.records.left })}
          {state.photos.taken + state.photos.left === 0 ? null : (
            <div>{say('device:importedPhotos', { taken: state.photos.taken, left: state.photos.left })}</div>
          )}
        </Notice>
      ) : null}
      {state.at === 'wrong' ? (
        <Notice tone="overdue" urgent>
          {say('device:importWrong')}
        </Notice>
      ) : null}
      {state.at === 'failed' ? <FailureNotice cause={state.cause} /> : null}
    </div>
  );
};
