import { Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../language/use-text.tsx';
import { BigButton } from '../ui/big-button.tsx';
import { FailureNotice } from './failure-notice.tsx';
import classes from './confirm.module.css';

interface ConfirmProps {
  opened: boolean;
  title: ReactNode;
  /** what the button says it does */
  act: ReactNode;
  busy?: boolean;
  failure?: unknown;
  disabled?: boolean;
  /** more than a few fields want two columns */
  wide?: boolean;
  onConfirm: () => void;
  onClose: () => void;
  children?: ReactNode;
}

/** Asks before an act that matters, with the act's own word on the button. */
export const Confirm = ({
  opened,
  title,
  act,
  busy = false,
  failure = null,
  disabled = false,
  wide = false,
  onConfirm,
  onClose,
  children,
}: ConfirmProps) => {
  const { say, plain } = useText();
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={title}
      centered
      size={wide ? 'xl' : 'md'}
      closeButtonProps={{ 'aria-label': plain('common:close'), size: 44 }}
    >
      {/* a dialog lies outside its page's form: like that one it lets the browser note nothing, and Enter sends neither */}
      <form
        className={classes['body']}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
        }}
      >
        {children}
        {failure === null ? null : <FailureNotice cause={failure} />}
        <div className={classes['acts']}>
          <BigButton look="quiet" onClick={onClose}>
            {say('common:cancel')}
          </BigButton>
          <BigButton disabled={busy || disabled} onClick={onConfirm}>
            {act}
          </BigButton>
        </div>
      </form>
    </Modal>
  );
};
