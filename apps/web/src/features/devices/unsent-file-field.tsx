import { IconCheck, IconFileImport } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { UnsentFile } from '@qiaomen/domain/device/query';
import { api } from '../../api/client.ts';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { ProgressLine } from './progress-line.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { sendUnsentFile } from './send-unsent-file.ts';
import classes from './devices.module.css';

type State =
  | { at: 'rest' }
  | { at: 'sending'; done: number; total: number }
  | { at: 'done'; taken: number; left: number }
  | { at: 'wrong' }
  | { at: 'failed'; cause: unknown };

const parse = (text: string): UnsentFile | undefined => {
  try {
    return UnsentFile.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

/** A file that a tablet saved because it could not send: the server opens it, this page only carries it. */
export const UnsentFileField = ({ onImported }: { onImported: () => void }) => {
  const { say } = useText();
  const id = useId();
  const [state, setState] = useState<State>({ at: 'rest' });
  const take = async (chosen: File): Promise<void> => {
    const file = parse(await chosen.text());
    if (file === undefined) return setState({ at: 'wrong' });
    try {
      const { taken, left } = await sendUnsentFile(
        file,
        (input) => api.device.importUnsent.mutate(input),
        (done, total) => setState({ at: 'sending', done, total }),
      );
      setState({ at: 'done', taken, left });
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
        <Notice tone={state.left === 0 ? 'done' : 'due'} icon={<IconCheck />} urgent>
          {say('device:imported', { taken: state.taken, left: state.left })}
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
