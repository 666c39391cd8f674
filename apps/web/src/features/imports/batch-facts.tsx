import type { BatchDetail } from '@qiaomen/domain/import-batch/query';
import { formatBytes, formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import classes from './batch-page.module.css';
import { HashCopy } from './hash-copy.tsx';

/** What the file is, in one line: format, size, who brought it when, whose it is, and its fingerprint. */
export const BatchFacts = ({ batch }: { batch: BatchDetail }) => {
  const { say, language } = useText();
  const { format } = batch;
  return (
    <p className={classes['facts']}>
      {format === null ? null : (
        <span>
          {say('admin:imports.format', {
            container: format.container.toUpperCase(),
            encoding: format.encoding?.toUpperCase() ?? format.sheet ?? '',
            row: format.headerRow,
          })}
        </span>
      )}
      <span>{formatBytes(batch.bytes)}</span>
      <span>
        {batch.createdBy} {formatInstant(language, batch.createdAt)}
      </span>
      {batch.sender === '' ? null : <span>{batch.sender}</span>}
      <span>{say(batch.whole ? 'imports:mapping.whole' : 'imports:mapping.part')}</span>
      <HashCopy sha256={batch.sha256} name={batch.fileName} />
    </p>
  );
};
