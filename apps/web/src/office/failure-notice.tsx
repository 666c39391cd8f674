import { failureOf } from '../api/client.ts';
import { useText } from '../language/use-text.tsx';
import { checkSession } from '../session/session.ts';
import { BigButton } from '../ui/big-button.tsx';
import { Notice } from '../ui/notice.tsx';

/** What went wrong, in words, and a way on: to try again, or to sign in and come back to this page. */
export const FailureNotice = ({ cause, retry }: { cause: unknown; retry?: () => void }) => {
  const { say, sayFailure } = useText();
  const failure = failureOf(cause);
  const isSignedOut = failure.kind === 'refused' && failure.error.code === 'not_signed_in';
  return (
    <Notice tone="overdue" urgent>
      {sayFailure(failure)}
      {isSignedOut ? (
        <BigButton look="quiet" onClick={() => void checkSession()}>
          {say('account:signIn')}
        </BigButton>
      ) : null}
      {retry === undefined || isSignedOut ? null : (
        <BigButton look="quiet" onClick={retry}>
          {say('common:retry')}
        </BigButton>
      )}
    </Notice>
  );
};
