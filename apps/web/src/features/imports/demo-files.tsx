import { IconDownload } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { formatBytes } from '@qiaomen/i18n/fmt';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import classes from './demo-files.module.css';

/** Files to practise with; a real install has none and shows nothing. */
export const DemoFiles = () => {
  const { say, plain } = useText();
  const files = useQuery(trpc.import.demoFiles.queryOptions());
  if (files.data === undefined || files.data.length === 0) return null;
  return (
    <section className={classes['files']}>
      <h2 className={classes['title']}>{say('admin:imports.demoFiles')}</h2>
      <p className={classes['hint']}>{say('admin:imports.demoHint')}</p>
      <ul className={classes['list']}>
        {files.data.map(({ name, bytes }) => (
          <li key={name}>
            <a
              className={classes['file']}
              href={`/api/demo-files/${encodeURIComponent(name)}`}
              download={name}
              aria-label={plain('admin:imports.download', { name: `${name} ${formatBytes(bytes)}` })}
            >
              <IconDownload size={20} aria-hidden="true" />
              <span>
                {name} <small>{formatBytes(bytes)}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
};
