/** How the file is read: its first lines with the header marked, and a choice wherever the machine may have been wrong. */
import { useMutation } from '@tanstack/react-query';
import { useId } from 'react';
import { encodings, type BatchDetail, type FileFormat } from '@qiaomen/domain/import-batch/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import classes from './reread-form.module.css';

interface RereadFormProps {
  batch: Pick<BatchDetail, 'id' | 'firstLines' | 'sheets'> & { format: FileFormat };
  onChanged: () => void;
}

export const RereadForm = ({ batch, onChanged }: RereadFormProps) => {
  const { say, plain } = useText();
  const id = useId();
  const { format, firstLines, sheets } = batch;
  const reread = useMutation(trpc.import.reread.mutationOptions({ onSuccess: onChanged }));
  const busy = reread.isPending;
  // what was pressed is marked at once; reading a large file again takes a while
  const header = (busy ? reread.variables.headerRow : null) ?? format.headerRow;
  const read = (part: { encoding?: FileFormat['encoding']; sheet?: string; headerRow?: number }): void =>
    reread.mutate({
      batchId: batch.id,
      encoding: part.encoding ?? format.encoding,
      sheet: part.sheet ?? format.sheet,
      // of another sheet or encoding the header is looked for anew
      headerRow: part.headerRow ?? null,
    });
  const width = Math.min(12, Math.max(0, ...firstLines.map(({ cells }) => cells.length)));
  return (
    <div className={classes['form']}>
      <p className={classes['hint']}>{say('imports:reread.hint')}</p>
      <div className={classes['choices']}>
        {format.container === 'csv' ? (
          <Labelled label={say('imports:reread.encoding')} htmlFor={`${id}-encoding`}>
            <select
              id={`${id}-encoding`}
              className={controlClass}
              disabled={busy}
              value={format.encoding ?? ''}
              onChange={(event) => {
                const chosen = encodings.find((one) => one === event.currentTarget.value);
                if (chosen !== undefined) read({ encoding: chosen });
              }}
            >
              {encodings.map((encoding) => (
                <option key={encoding} value={encoding}>
                  {encoding.toUpperCase()}
                </option>
              ))}
            </select>
          </Labelled>
        ) : null}
        {sheets.length > 1 ? (
          <Labelled label={say('imports:reread.sheet')} htmlFor={`${id}-sheet`}>
            <select
              id={`${id}-sheet`}
              className={controlClass}
              disabled={busy}
              value={format.sheet ?? ''}
              onChange={(event) => read({ sheet: event.currentTarget.value })}
            >
              {sheets.map((sheet) => (
                <option key={sheet} value={sheet}>
                  {sheet}
                </option>
              ))}
            </select>
          </Labelled>
        ) : null}
      </div>
      <div className={classes['frame']} role="region" tabIndex={0} aria-label={plain('imports:reread.lines')}>
        <table className={classes['lines']} aria-busy={busy}>
          <caption>{say(busy ? 'imports:reread.busy' : 'imports:reread.lines')}</caption>
          <tbody>
            {firstLines.map(({ line, cells }) => (
              <tr key={line} className={line === header ? classes['header'] : ''}>
                <th scope="row">
                  <label className={classes['pick']}>
                    <input
                      type="radio"
                      name={`${id}-header`}
                      disabled={busy}
                      checked={line === header}
                      aria-label={plain('imports:reread.headerRow', { row: line })}
                      onChange={() => read({ headerRow: line })}
                    />
                    <span>{line === header ? say('imports:reread.header') : line}</span>
                  </label>
                </th>
                {Array.from({ length: width }, (_, at) => (
                  <td key={at}>{cells[at] ?? ''}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {reread.error === null ? null : <FailureNotice cause={reread.error} />}
    </div>
  );
};
