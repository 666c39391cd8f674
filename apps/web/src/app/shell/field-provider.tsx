import { IconDatabaseOff } from '@tabler/icons-react';
import { useCallback, useEffect, useMemo, useState, type ReactNode } from 'react';
import { ChoosePin } from '../../features/lock/choose-pin.tsx';
import { EnterPin } from '../../features/lock/enter-pin.tsx';
import { useAutoLock } from '../../features/lock/use-auto-lock.ts';
import { WipedNotice, type Kept } from '../../features/lock/wiped-notice.tsx';
import { useText } from '../../language/use-text.tsx';
import { FieldDatabase } from '../../offline/database.ts';
import { deriveBeside } from '../../offline/derive-beside.ts';
import { FieldContext } from '../../offline/field-context.tsx';
import { openFieldSession, type FieldSession } from '../../offline/field-session.ts';
import { changePin, hasLock, setPin, unlock, type PinTools } from '../../offline/lock.ts';
import { LockContext, type Lock } from '../../offline/lock-context.ts';
import { pinCosts } from '../../offline/pin-cost.ts';
import { readSealed, type SealedRows } from '../../offline/sealed-rows.ts';
import { listStranded } from '../../offline/stranded.ts';
import { wipeReadings } from '../../offline/wipe.ts';
import { withdraw } from '../../offline/withdraw.ts';
import { acceptAccount, demandPassword, useSession } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

const keptIn = async (database: FieldDatabase): Promise<Kept> => ({
  records: (await listStranded(database)).length,
  photos: await database.photos.where('state').equals('waiting').count(),
});

type Door =
  | { state: 'opening' }
  | { state: 'failed' }
  | { state: 'choose' | 'locked'; database: FieldDatabase }
  | { state: 'wiped' | 'withdrawn'; kept: Kept }
  | { state: 'open'; database: FieldDatabase; field: FieldSession };

const ofThisTablet: PinTools = { derive: deriveBeside, costs: pinCosts };

interface FieldProviderProps {
  children: ReactNode;
  tools?: PinTools;
}

/** Opens the tablet's storage with the PIN before anything else. If it does not open, nothing may look as if it could be saved. */
export const FieldProvider = ({ children, tools = ofThisTablet }: FieldProviderProps) => {
  const { say } = useText();
  const session = useSession();
  const account = session.status === 'signedIn' ? session.account : null;
  const userId = account?.userId;
  const [door, setDoor] = useState<Door>({ state: 'opening' });
  const [attempt, setAttempt] = useState(0);
  const again = () => setAttempt((last) => last + 1);

  useEffect(() => {
    if (userId === undefined) return undefined;
    const database = new FieldDatabase(userId);
    let gone = false;
    hasLock(database).then(
      (locked) => {
        if (!gone) setDoor({ state: locked ? 'locked' : 'choose', database });
      },
      () => {
        if (!gone) setDoor({ state: 'failed' });
      },
    );
    return () => {
      gone = true;
      database.close();
      setDoor({ state: 'opening' });
    };
  }, [userId, attempt]);

  const field = door.state === 'open' ? door.field : null;
  useEffect(() => () => field?.close(), [field]);

  const database = 'database' in door ? door.database : null;
  const lock = useCallback(() => {
    setDoor((now) => (now.state === 'open' ? { state: 'locked', database: now.database } : now));
  }, []);
  useAutoLock(door.state === 'open', lock);

  const showWiped = async (emptied: FieldDatabase): Promise<void> => {
    demandPassword();
    setDoor({ state: 'wiped', kept: await keptIn(emptied) });
  };
  const shownLock = useMemo<Lock | null>(() => {
    if (database === null || userId === undefined) return null;
    return {
      now: lock,
      unsentFile: async () => {
        const { makeUnsentFile } = await import('../../offline/unsent-file.ts');
        return makeUnsentFile(database, userId, new Date());
      },
      change: async (current, next) => {
        const changed = await changePin(database, userId, { current, next }, tools);
        if (changed.state === 'wiped') await showWiped(database);
        return changed;
      },
    };
  }, [database, lock, tools, userId]);

  if (account === null || userId === undefined) return null;
  const enter = async (opened: FieldDatabase, key: CryptoKey, early?: SealedRows): Promise<void> => {
    const leave = async (): Promise<void> => {
      demandPassword();
      await withdraw(opened, next);
      setDoor({ state: 'withdrawn', kept: await keptIn(opened) });
      // nothing readable is left; the pictures go while the notice stands
      try {
        await next.drainPhotos();
      } finally {
        const kept = await keptIn(opened);
        setDoor((now) => (now.state === 'withdrawn' ? { state: 'withdrawn', kept } : now));
      }
    };
    let next: FieldSession;
    try {
      next = await openFieldSession(account, opened, key, () => void leave().catch(() => undefined), early);
      setDoor({ state: 'open', database: opened, field: next });
    } catch {
      setDoor({ state: 'failed' });
    }
  };
  switch (door.state) {
    case 'opening':
      return null;
    case 'failed':
      return (
        <EmptyState icon={<IconDatabaseOff size={48} />} title={say('tablet:storageFailed.title')}>
          <p>{say('tablet:storageFailed.body')}</p>
          <BigButton onClick={again}>{say('common:retry')}</BigButton>
        </EmptyState>
      );
    case 'choose':
      return (
        <ChoosePin
          onPin={async (pin) => enter(door.database, await setPin(door.database, userId, pin, tools))}
          name={account.name}
        />
      );
    case 'locked':
      return (
        <EnterPin
          account={account}
          onPin={async (pin) => {
            const reading = readSealed(door.database).catch(() => undefined);
            const unlocking = await unlock(door.database, userId, pin, tools.derive);
            if (unlocking.state === 'open') await enter(door.database, unlocking.key, await reading);
            if (unlocking.state === 'wiped') await showWiped(door.database);
            return unlocking.state === 'wrong' ? unlocking.left : null;
          }}
          onForgotten={async (proved) => {
            await wipeReadings(door.database);
            await acceptAccount(proved);
            again();
          }}
        />
      );
    case 'wiped':
    case 'withdrawn':
      return <WipedNotice why={door.state} kept={door.kept} />;
    case 'open':
      if (door.field.account.userId !== userId) return null;
      return (
        <LockContext value={shownLock}>
          <FieldContext value={door.field}>{children}</FieldContext>
        </LockContext>
      );
  }
};
