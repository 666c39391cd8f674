import { failureOf } from '../api/client.ts';
import { useText } from '../language/use-text.tsx';
import { BigButton } from '../ui/big-button.tsx';
import { Notice } from '../ui/notice.tsx';

/** What went wrong, in words, and a way to try again. */
export const FailureNotice = ({ cause, retry }: { cause: unknown; retry?: () => void }) => {
  const { say, sayFailure } = useText();
  return (
    <Notice tone="overdue" urgent>
      {sayFailure(failureOf(cause))}
      {retry === undefined ? null : (
        <BigButton look="quiet" onClick={retry}>
          {say('common:retry')}
        </BigButton>
      )}
    </Notice>
  );
};
