import { IconAlertTriangle } from '@tabler/icons-react';
import { useText } from '../language/use-text.tsx';
import { BigButton } from '../ui/big-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

export const CrashPage = () => {
  const { say } = useText();
  return (
    <EmptyState icon={<IconAlertTriangle size={48} />} title={say('common:crash.title')}>
      <p>{say('common:crash.body')}</p>
      <BigButton onClick={() => window.location.reload()}>{say('common:crash.reload')}</BigButton>
    </EmptyState>
  );
};
