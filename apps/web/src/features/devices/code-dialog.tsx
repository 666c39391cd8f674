import { Modal } from '@mantine/core';
import type { OneTimeCode } from '@qiaomen/domain/account/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './devices.module.css';

interface CodeDialogProps {
  code: OneTimeCode;
  name: string;
  onClose: () => void;
}

/** Shown once, to be read out or handed over on paper. */
export const CodeDialog = ({ code, name, onClose }: CodeDialogProps) => {
  const { say, plain, language } = useText();
  return (
    <Modal
      opened
      onClose={onClose}
      title={plain('device:code')}
      centered
      withCloseButton={false}
      closeOnClickOutside={false}
    >
      <div className={classes['file']}>
        <code className={classes['code']}>{code.code}</code>
        <Notice tone="due">
          {say('admin:users.codeBody', { name, time: formatInstant(language, code.expiresAt) })}
        </Notice>
        <BigButton onClick={onClose}>{say('admin:users.handedOver')}</BigButton>
      </div>
    </Modal>
  );
};
