import { IconRefresh } from '@tabler/icons-react';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useUpdate } from '../updates.ts';

export const UpdateNotice = () => {
  const update = useUpdate();
  const { say } = useText();
  if (!update.ready) return null;
  return (
    <Notice tone="calm" icon={<IconRefresh />} title={say('common:update.ready')}>
      <BigButton look="quiet" onClick={update.apply}>
        {say('common:update.apply')}
      </BigButton>
    </Notice>
  );
};
