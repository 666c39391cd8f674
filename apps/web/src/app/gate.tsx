import { IconCloudOff, IconDatabaseOff } from '@tabler/icons-react';
import { Navigate, Outlet, useLocation } from 'react-router';
import { useText } from '../language/use-text.tsx';
import { TabletLost } from '../features/lock/tablet-lost.tsx';
import { isFieldRole, landingPath } from '../session/roles.ts';
import { startAfresh, startSession, useSession } from '../session/session.ts';
import { BigButton } from '../ui/big-button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { Notice } from '../ui/notice.tsx';

/** Lets only those in whose place it is; everyone else is shown to their own. The server decides again on every call. */
export const Gate = ({ place }: { place: 'home' | 'tablet' | 'office' }) => {
  const session = useSession();
  const location = useLocation();
  const { say } = useText();
  switch (session.status) {
    case 'starting':
      return null;
    case 'unreachable':
      return (
        <EmptyState icon={<IconCloudOff size={48} />} title={say('common:network.title')}>
          <p>{say('common:network.body')}</p>
          <BigButton onClick={() => void startSession()}>{say('common:retry')}</BigButton>
        </EmptyState>
      );
    case 'noStorage':
      return (
        <EmptyState icon={<IconDatabaseOff size={48} />} title={say('tablet:storageFailed.title')}>
          <p>{say('tablet:storageFailed.body')}</p>
          <BigButton onClick={() => void startSession()}>{say('common:retry')}</BigButton>
        </EmptyState>
      );
    case 'dataLost':
      return (
        <EmptyState icon={<IconDatabaseOff size={48} />} title={say('tablet:lost.title')}>
          <Notice tone="overdue" urgent>
            {say('tablet:lost.body')}
          </Notice>
          <BigButton onClick={() => void startAfresh()}>{say('tablet:lost.understood')}</BigButton>
        </EmptyState>
      );
    case 'signedOut':
      return <Navigate to="/sign-in" replace state={{ from: location.pathname + location.search }} />;
    case 'signedIn': {
      const { account } = session;
      if (account.mustEnrolTotp) return <Navigate to="/sign-in" replace />;
      const field = isFieldRole(account.role);
      if (place === 'home' || (place === 'tablet') !== field)
        return <Navigate to={landingPath(account.role)} replace />;
      if (session.loss !== null) return <TabletLost loss={session.loss} />;
      return <Outlet />;
    }
  }
};
