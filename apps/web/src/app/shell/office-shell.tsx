import { IconLogout, IconUserCircle } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { Navigate, NavLink, Outlet, useLocation, useNavigate } from 'react-router';
import { policy } from '@qiaomen/domain/policy';
import { QueryProvider } from '../../api/query-provider.tsx';
import { LanguageSwitch } from '../../language/language-switch.tsx';
import { loadDeskWords } from '../../language/language.ts';
import { useText } from '../../language/use-text.tsx';
import { forgetSearches } from '../../office/use-search-text.ts';
import { signOut, useSession } from '../../session/session.ts';
import { officePlaces } from '../office-routes.tsx';
import { UpdateNotice } from './update-notice.tsx';
import classes from './office-shell.module.css';
import '../../ui/office-styles.ts';

/** Navigation on the left, the page on the right; made for a laptop, usable on a tablet. */
export const OfficeShell = () => {
  const [ready, setReady] = useState(false);
  const session = useSession();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const { say, plain, language } = useText();
  useEffect(() => {
    void loadDeskWords().then(() => setReady(true));
  }, []);
  // whoever signs in next begins without them
  useEffect(() => forgetSearches, []);
  const places = useRef<HTMLUListElement>(null);
  // the list is longer than a laptop's screen: whoever comes by an address sees where they are
  useEffect(() => {
    places.current?.querySelector('.active')?.scrollIntoView({ block: 'nearest' });
  }, [ready, pathname, language]);
  if (!ready || session.status !== 'signedIn') return null;
  const { account } = session;
  const mayUse = (roles: readonly string[]) => roles.includes(account.role);
  const here = officePlaces.find(({ path }) => pathname.startsWith(path));
  if (here !== undefined && !mayUse(policy[here.permission].roles)) return <Navigate to="/" replace />;
  return (
    <QueryProvider>
      <div className={classes['shell']}>
        <nav className={classes['nav']} aria-label={plain('common:appName')}>
          <p className={classes['brand']}>{say('common:appName')}</p>
          <ul ref={places} className={classes['places']}>
            {officePlaces
              .filter((place) => mayUse(policy[place.permission].roles))
              .map((place) => (
                <li key={place.path}>
                  <NavLink to={place.path} className={classes['place'] ?? ''}>
                    <place.icon size={22} aria-hidden="true" />
                    <span>{say(place.words)}</span>
                    {place.mark?.()}
                  </NavLink>
                </li>
              ))}
          </ul>
          <div className={classes['foot']}>
            <LanguageSwitch />
            <NavLink to="/account" className={classes['place'] ?? ''}>
              <IconUserCircle size={22} aria-hidden="true" />
              <span>
                {account.name}
                <small className={classes['role']}>{say(`codes:role.${account.role}`)}</small>
              </span>
            </NavLink>
            <button
              type="button"
              className={classes['place']}
              onClick={() => void signOut().then(() => navigate('/sign-in'))}
            >
              <IconLogout size={22} aria-hidden="true" />
              <span>{say('account:signOut')}</span>
            </button>
          </div>
        </nav>
        <main className={classes['main']}>
          <UpdateNotice />
          {/* what is typed must not lie in the browser's own notes of its pages, which are kept to open them again */}
          <form autoComplete="off" onSubmit={(event) => event.preventDefault()}>
            <Outlet />
          </form>
        </main>
      </div>
    </QueryProvider>
  );
};
