import { IconShieldLock } from '@tabler/icons-react';
import { useText } from '../../language/use-text.tsx';
import { startSession } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** After the last wrong PIN: the list is gone from here, the work is not. */
export const WipedNotice = ({ kept }: { kept: number }) => {
  const { say } = useText();
  return (
    <EmptyState icon={<IconShieldLock size={48} />} title={say('lock:wiped')}>
      <p>{say('lock:wipedBody')}</p>
      <p>{say('lock:kept', { count: kept })}</p>
      <BigButton onClick={() => void startSession()}>{say('account:signIn')}</BigButton>
    </EmptyState>
  );
};
