import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery } from '@tanstack/react-query';
import { formatBytes } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { ProgressBar } from './progress-bar.tsx';
import classes from './upload-area.module.css';

/** What was cut off before, on this machine or another: choosing the same file again goes on with it. */
export const UnfinishedUploads = ({ sending }: { sending: readonly string[] }) => {
  const { say, plain } = useText();
  const list = useQuery(trpc.import.uploads.queryOptions());
  const drop = useMutation(trpc.import.dropUpload.mutationOptions({ onSettled: () => void list.refetch() }));
  const left = (list.data ?? []).filter(({ fileName }) => !sending.includes(fileName));
  if (left.length === 0) return null;
  return (
    <section className={classes['unfinished']}>
      <h2 className={classes['title']}>{say('imports:upload.unfinished')}</h2>
      <p className={classes['hint']}>{say('imports:upload.unfinishedHint')}</p>
      <ul className={classes['list']}>
        {left.map(({ uploadId, fileName, received, bytes }) => {
          const words = plain('imports:upload.part', {
            name: fileName,
            received: formatBytes(received),
            total: formatBytes(bytes),
          });
          return (
            <li key={uploadId} className={classes['line']}>
              <span className={classes['words']}>{words}</span>
              <span className={classes['bar']}>
                <ProgressBar label={words} done={received} total={bytes} />
              </span>
              <BigButton
                look="quiet"
                icon={<IconTrash size={20} />}
                disabled={drop.isPending}
                onClick={() => drop.mutate({ uploadId })}
              >
                {say('imports:upload.drop')}
              </BigButton>
            </li>
          );
        })}
      </ul>
    </section>
  );
};
