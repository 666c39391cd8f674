import { Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { CreateUser, UserRow } from '@qiaomen/domain/account/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { useSession } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import type { CodeFor } from '../../office/one-time-code-dialog.tsx';
import { UserActConfirm, type UserAct } from './user-act-confirm.tsx';
import { UserForm } from './user-form.tsx';
import classes from './user-form.module.css';

interface UserDialogProps {
  /** null adds one */
  user: UserRow | null;
  onClose: () => void;
  onChanged: () => void;
  onCode: (shown: CodeFor) => void;
}

/** Everything an admin does about one user: who and where, codes, and whether the account is in use. */
export const UserDialog = ({ user, onClose, onChanged, onCode }: UserDialogProps) => {
  const { say, plain, language } = useText();
  const session = useSession();
  const [asking, setAsking] = useState<UserAct | null>(null);
  const done = (): void => {
    onChanged();
    onClose();
  };
  const create = useMutation(trpc.user.create.mutationOptions());
  const edit = useMutation(trpc.user.edit.mutationOptions({ onSuccess: done }));
  const enable = useMutation(trpc.user.enable.mutationOptions({ onSuccess: done }));
  const save = (filled: CreateUser): void => {
    const { login, name, areaCodes } = filled;
    if (user !== null) edit.mutate({ userId: user.id, name, areaCodes });
    else
      create.mutate(filled, {
        onSuccess: (code) => {
          done();
          onCode({ code, login, name });
        },
      });
  };
  const problem = create.error ?? edit.error ?? enable.error;
  const isSelf = session.status === 'signedIn' && session.account.userId === user?.id;
  return (
    <>
      <Modal
        opened={asking === null}
        keepMounted
        onClose={onClose}
        title={user === null ? plain('admin:users.add') : plain('admin:users.manage', { name: user.name })}
        centered
        size="lg"
        closeButtonProps={{ 'aria-label': plain('common:close'), size: 44 }}
      >
        <UserForm
          user={user}
          language={language}
          busy={create.isPending || edit.isPending}
          failure={problem === null ? null : <FailureNotice cause={problem} />}
          onSave={save}
        />
        {user === null ? null : isSelf ? (
          <p className={classes['soft']}>{say('admin:users.self')}</p>
        ) : (
          <div className={classes['acts']}>
            {user.status === 'disabled' ? (
              <BigButton look="quiet" disabled={enable.isPending} onClick={() => enable.mutate({ userId: user.id })}>
                {say('admin:users.enable')}
              </BigButton>
            ) : (
              <>
                <BigButton look="quiet" onClick={() => setAsking('reset')}>
                  {say('admin:users.reset')}
                </BigButton>
                {user.totpEnrolled ? (
                  <BigButton look="quiet" onClick={() => setAsking('resetTotp')}>
                    {say('admin:users.resetTotp')}
                  </BigButton>
                ) : null}
                <BigButton look="quiet" onClick={() => setAsking('disable')}>
                  {say('admin:users.disable')}
                </BigButton>
              </>
            )}
          </div>
        )}
      </Modal>
      {user === null || asking === null ? null : (
        <UserActConfirm act={asking} user={user} onClose={() => setAsking(null)} onDone={done} onCode={onCode} />
      )}
    </>
  );
};
