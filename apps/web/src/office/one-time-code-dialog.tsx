import { Modal } from '@mantine/core';
import { IconCheck, IconCopy } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { OneTimeCode } from '@qiaomen/domain/account/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../language/use-text.tsx';
import { BigButton } from '../ui/big-button.tsx';
import { Notice } from '../ui/notice.tsx';
import classes from './one-time-code-dialog.module.css';

export interface CodeFor {
  code: OneTimeCode;
  /** who has no account yet signs in with it; the code of a tablet needs none */
  login: string | null;
  name: string;
}

interface OneTimeCodeDialogProps extends CodeFor {
  title: string;
  onClose: () => void;
}

/** A code is shown once. Only the button closes it: a slip of the finger would cost a second code. */
export const OneTimeCodeDialog = ({ title, code, login, name, onClose }: OneTimeCodeDialogProps) => {
  const { say, language } = useText();
  const [copied, setCopied] = useState(false);
  const shown = useRef<HTMLElement>(null);
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(code.code);
      setCopied(true);
    } catch {
      // no right to the clipboard: the code is selected, ready for the keyboard
      const selection = getSelection();
      if (shown.current !== null) selection?.selectAllChildren(shown.current);
    }
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      centered
      withCloseButton={false}
      closeOnClickOutside={false}
      closeOnEscape={false}
    >
      <div className={classes['body']}>
        <dl className={classes['facts']}>
          {login === null ? null : (
            <>
              <dt>{say('admin:users.login')}</dt>
              <dd>{login}</dd>
            </>
          )}
          <dt>{title}</dt>
          <dd>
            <code ref={shown} className={classes['code']}>
              {code.code}
            </code>
          </dd>
        </dl>
        <BigButton
          look="quiet"
          icon={copied ? <IconCheck size={20} /> : <IconCopy size={20} />}
          onClick={() => void copy()}
        >
          {say(copied ? 'admin:users.copied' : 'admin:users.copy')}
        </BigButton>
        <Notice tone="due">
          {say('admin:users.codeBody', { name, time: formatInstant(language, code.expiresAt) })}
        </Notice>
        <BigButton onClick={onClose}>{say('admin:users.handedOver')}</BigButton>
      </div>
    </Modal>
  );
};
