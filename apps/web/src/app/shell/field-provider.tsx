import { IconDatabaseOff } from '@tabler/icons-react';
import { useEffect, useState, type ReactNode } from 'react';
import { useText } from '../../language/use-text.tsx';
import { FieldContext } from '../../offline/field-context.tsx';
import { openFieldSession, type FieldSession } from '../../offline/field-session.ts';
import { useSession } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

/** Opens the tablet's storage before anything else. If it does not open, nothing may look as if it could be saved. */
export const FieldProvider = ({ children }: { children: ReactNode }) => {
  const { say } = useText();
  const session = useSession();
  const account = session.status === 'signedIn' ? session.account : null;
  const userId = account?.userId;
  const [field, setField] = useState<FieldSession | null>(null);
  const [failed, setFailed] = useState(false);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (account === null) return undefined;
    let opened: FieldSession | undefined;
    let gone = false;
    setFailed(false);
    openFieldSession(account).then(
      (next) => {
        opened = next;
        if (gone) next.close();
        else setField(next);
      },
      () => {
        if (!gone) setFailed(true);
      },
    );
    return () => {
      gone = true;
      opened?.close();
      setField(null);
    };
    // a changed account of the same user (new duties, another language) keeps the storage open
    // oxlint-disable-next-line react/exhaustive-deps -- see above
  }, [userId, attempt]);
  if (failed)
    return (
      <EmptyState icon={<IconDatabaseOff size={48} />} title={say('tablet:storageFailed.title')}>
        <p>{say('tablet:storageFailed.body')}</p>
        <BigButton onClick={() => setAttempt(attempt + 1)}>{say('common:retry')}</BigButton>
      </EmptyState>
    );
  if (field === null || field.account.userId !== userId) return null;
  return <FieldContext value={field}>{children}</FieldContext>;
};
