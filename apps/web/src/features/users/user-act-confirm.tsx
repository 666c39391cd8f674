import { useMutation } from '@tanstack/react-query';
import type { UserRow } from '@qiaomen/domain/account/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import type { CodeFor } from '../../office/one-time-code-dialog.tsx';

export type UserAct = 'reset' | 'resetTotp' | 'disable';

interface UserActConfirmProps {
  act: UserAct;
  user: UserRow;
  onClose: () => void;
  onDone: () => void;
  onCode: (shown: CodeFor) => void;
}

/** Each of these cuts somebody off from their work until they act, so each asks first. */
export const UserActConfirm = ({ act, user, onClose, onDone, onCode }: UserActConfirmProps) => {
  const { say } = useText();
  const { id: userId, login, name } = user;
  const reset = useMutation(
    trpc.user.resetCode.mutationOptions({
      onSuccess: (code) => {
        onDone();
        onCode({ code, login, name });
      },
    }),
  );
  const resetTotp = useMutation(trpc.user.resetTotp.mutationOptions({ onSuccess: onDone }));
  const disable = useMutation(trpc.user.disable.mutationOptions({ onSuccess: onDone }));
  const chosen = { reset, resetTotp, disable }[act];
  return (
    <Confirm
      opened
      title={say(`admin:users.${act}`)}
      act={say(`admin:users.${act}`)}
      busy={chosen.isPending}
      failure={chosen.error}
      onClose={onClose}
      onConfirm={() => chosen.mutate({ userId })}
    >
      <p>{say(`admin:users.${act}Ask`, { name })}</p>
    </Confirm>
  );
};
