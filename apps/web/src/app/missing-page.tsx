import { IconMapQuestion } from '@tabler/icons-react';
import { useNavigate } from 'react-router';
import { useText } from '../language/use-text.tsx';
import { BigButton } from '../ui/big-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';

export const MissingPage = () => {
  const { say } = useText();
  const navigate = useNavigate();
  return (
    <EmptyState icon={<IconMapQuestion size={48} />} title={say('common:missingPage.title')}>
      <BigButton onClick={() => void navigate('/')}>{say('common:missingPage.home')}</BigButton>
    </EmptyState>
  );
};
