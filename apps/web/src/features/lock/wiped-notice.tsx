import { IconShieldLock } from '@tabler/icons-react';
import { useText } from '../../language/use-text.tsx';
import { startSession } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** After the last wrong PIN, or when the tablet was taken back: the list is gone from here, the work is not. */
export const WipedNotice = ({ why, kept }: { why: 'wiped' | 'withdrawn'; kept: number }) => {
  const { say } = useText();
  return (
    <EmptyState icon={<IconShieldLock size={48} />} title={say(`lock:${why}`)}>
      <p>{say(`lock:${why}Body`)}</p>
      {kept === 0 ? null : <p>{say('lock:kept', { count: kept })}</p>}
      <BigButton onClick={() => void startSession()}>{say('account:signIn')}</BigButton>
    </EmptyState>
  );
};
