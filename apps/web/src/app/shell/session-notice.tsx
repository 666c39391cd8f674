import { IconLogin } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useNavigate } from 'react-router';
import { useText } from '../../language/use-text.tsx';
import { useSyncStatus } from '../../offline/field-context.tsx';
import { markSessionEnded, useSession } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';

/** The session ended on the server. Work goes on; only new lists wait for signing in again. */
export const SessionNotice = () => {
  const { say } = useText();
  const session = useSession();
  const { trouble } = useSyncStatus();
  const navigate = useNavigate();
  useEffect(() => {
    if (trouble === 'signedOut') markSessionEnded();
  }, [trouble]);
  if (session.status !== 'signedIn' || !session.ended) return null;
  return (
    <Notice tone="due" icon={<IconLogin />} title={say('account:sessionEnded')}>
      {say('account:sessionEndedBody')}
      <BigButton look="quiet" onClick={() => void navigate('/sign-in')}>
        {say('account:signInAgain')}
      </BigButton>
    </Notice>
  );
};
