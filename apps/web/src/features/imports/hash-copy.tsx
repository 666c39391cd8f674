import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useState } from 'react';
import { useText } from '../../language/use-text.tsx';
import classes from './imports-page.module.css';

/** The first letters of the file's SHA-256; a press copies all of it. */
export const HashCopy = ({ sha256, name }: { sha256: string; name: string }) => {
  const { plain } = useText();
  const [copied, setCopied] = useState(false);
  const words = copied ? plain('imports:history.copied') : plain('imports:history.copyHash', { name });
  return (
    <button
      type="button"
      className={classes['hash']}
      aria-label={words}
      title={words}
      onClick={() => void navigator.clipboard.writeText(sha256).then(() => setCopied(true))}
    >
      <code>{sha256.slice(0, 8)}</code>
      {copied ? <IconCheck size={16} aria-hidden="true" /> : <IconCopy size={16} aria-hidden="true" />}
    </button>
  );
};
