import { IconRefresh } from '@tabler/icons-react';
import { useLocation } from 'react-router';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { useUpdate } from '../updates.ts';

/** Places where nothing is being written: lists and the tablet's own pages. Everything else may be a form. */
const betweenForms: ReadonlySet<string> = new Set([
  '/today',
  '/my-register',
  '/follow-ups',
  '/home-round',
  '/sync',
  '/me',
]);

/** A new version is offered only between forms: a reload under somebody's hands would cost them their place. */
export const UpdateNotice = () => {
  const update = useUpdate();
  const { pathname } = useLocation();
  const { say } = useText();
  if (!update.ready || !betweenForms.has(pathname)) return null;
  return (
    <Notice tone="calm" icon={<IconRefresh />} title={say('common:update.ready')}>
      <BigButton look="quiet" onClick={update.apply}>
        {say('common:update.apply')}
      </BigButton>
    </Notice>
  );
};
