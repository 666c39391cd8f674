import { IconFileUpload } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import { maxUploadMegabytes } from '@qiaomen/domain/import-batch/upload';
import { useText } from '../../language/use-text.tsx';
import { UnfinishedUploads } from './unfinished-uploads.tsx';
import { UploadLine } from './upload-line.tsx';
import classes from './upload-area.module.css';
import { useUploads } from './use-uploads.ts';

/** Drop files or choose them; each says how far it is and what came of it. */
export const UploadArea = ({ onSent }: { onSent: () => void }) => {
  const { say } = useText();
  const [over, setOver] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const { uploads, add, retry, dismiss } = useUploads(onSent);
  const sending = uploads.filter(({ result }) => result === null).map(({ name }) => name);
  return (
    <div className={classes['area']}>
      <label
        className={classes['drop']}
        data-over={over}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault();
          setOver(false);
          add([...event.dataTransfer.files]);
        }}
      >
        <IconFileUpload size={36} aria-hidden="true" />
        <span>
          <strong className={classes['call']}>{say('admin:imports.drop')}</strong>
          <small className={classes['hint']}>{say('imports:upload.accepted', { megabytes: maxUploadMegabytes })}</small>
        </span>
        <input
          ref={input}
          className={classes['input']}
          type="file"
          multiple
          accept=".csv,.xlsx"
          onChange={(event) => {
            add([...(event.currentTarget.files ?? [])]);
            // the same file may be chosen again
            event.currentTarget.value = '';
          }}
        />
      </label>
      {uploads.length === 0 ? null : (
        <ul className={classes['list']}>
          {uploads.map((upload) => (
            <UploadLine
              key={upload.id}
              upload={upload}
              onRetry={() => retry(upload.id)}
              onDismiss={() => dismiss(upload.id)}
            />
          ))}
        </ul>
      )}
      <UnfinishedUploads sending={sending} />
    </div>
  );
};
