import { IconHome, IconList, IconRefresh, IconUser } from '@tabler/icons-react';
import { NavLink, Outlet } from 'react-router';
import { formatDay } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { useToday } from '../../offline/field-context.tsx';
import { FieldProvider } from './field-provider.tsx';
import { SessionNotice } from './session-notice.tsx';
import { SyncChip } from './sync-chip.tsx';
import { UndoBar } from './undo-bar.tsx';
import { UpdateNotice } from './update-notice.tsx';
import classes from './tablet-shell.module.css';

const places = [
  { path: '/today', words: 'tablet:nav.today', icon: IconHome },
  { path: '/my-register', words: 'tablet:nav.register', icon: IconList },
  { path: '/sync', words: 'tablet:nav.sync', icon: IconRefresh },
  { path: '/me', words: 'tablet:nav.me', icon: IconUser },
] as const;

/** Four places: at the lower edge in portrait, at the left edge in landscape. */
export const TabletShell = () => (
  <FieldProvider>
    <Frame />
  </FieldProvider>
);

const Frame = () => {
  const { say, plain, language } = useText();
  const today = useToday();
  return (
    <div className={classes['shell']}>
      <header className={classes['bar']}>
        <span className={classes['date']}>{formatDay(language, today)}</span>
        <SyncChip />
      </header>
      <main className={classes['main']}>
        <UpdateNotice />
        <SessionNotice />
        {/* what is typed must not lie in the browser's own notes of its pages, which are kept to open them again */}
        <form className={classes['page']} autoComplete="off" onSubmit={(event) => event.preventDefault()}>
          <Outlet />
        </form>
        <UndoBar />
      </main>
      <nav className={classes['nav']} aria-label={plain('common:appName')}>
        {places.map((place) => (
          <NavLink key={place.path} to={place.path} className={classes['place'] ?? ''}>
            <place.icon size={28} aria-hidden="true" />
            <span>{say(place.words)}</span>
          </NavLink>
        ))}
      </nav>
    </div>
  );
};
