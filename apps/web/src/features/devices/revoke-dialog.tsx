import { useMutation } from '@tanstack/react-query';
import type { DeviceRow } from '@qiaomen/domain/device/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';

interface RevokeDialogProps {
  device: DeviceRow;
  onClose: () => void;
  onRevoked: () => void;
}

export const RevokeDialog = ({ device, onClose, onRevoked }: RevokeDialogProps) => {
  const { say } = useText();
  const revoke = useMutation({ ...trpc.device.revoke.mutationOptions(), onSuccess: onRevoked });
  return (
    <Confirm
      opened
      title={say('device:revokeTitle', { name: device.userName })}
      act={say('device:revoke')}
      busy={revoke.isPending}
      failure={revoke.error}
      onConfirm={() => revoke.mutate({ deviceId: device.deviceId })}
      onClose={onClose}
    >
      <p>{say('device:revokeBody')}</p>
    </Confirm>
  );
};
