import { IconAlertTriangle } from '@tabler/icons-react';
import type { Failure } from '../../api/client.ts';
import { useText } from '../../language/use-text.tsx';
import { Notice } from '../../ui/notice.tsx';

export const FailureNotice = ({ failure }: { failure: Failure | null }) => {
  const { sayFailure } = useText();
  if (failure === null) return null;
  return (
    <Notice tone={failure.kind === 'network' ? 'offline' : 'overdue'} icon={<IconAlertTriangle />} urgent>
      {sayFailure(failure)}
    </Notice>
  );
};
