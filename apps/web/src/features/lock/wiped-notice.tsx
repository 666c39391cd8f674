import { IconShieldLock } from '@tabler/icons-react';
import { useText } from '../../language/use-text.tsx';
import { startSession } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** What stays sealed for the server. */
export interface Kept {
  records: number;
  photos: number;
}

/** After the last wrong PIN, or when the tablet was taken back: the list is gone from here, the work is not. */
export const WipedNotice = ({ why, kept }: { why: 'wiped' | 'withdrawn'; kept: Kept }) => {
  const { say } = useText();
  return (
    <EmptyState icon={<IconShieldLock size={48} />} title={say(`lock:${why}`)}>
      <p>{say(`lock:${why}Body`)}</p>
      {kept.records === 0 ? null : <p>{say('lock:kept', { count: kept.records })}</p>}
      {kept.photos === 0 ? null : <p>{say('photo:kept', { count: kept.photos })}</p>}
      <BigButton onClick={() => void startSession()}>{say('account:signIn')}</BigButton>
    </EmptyState>
  );
};
