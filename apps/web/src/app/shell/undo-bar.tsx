import { IconArrowBackUp, IconDeviceTablet } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useText } from '../../language/use-text.tsx';
import { setLastAct, undoneSeconds, undoSeconds, useLastAct } from '../../field/last-act.ts';
import { useNow } from '../../field/use-now.ts';
import { useEntries, useField } from '../../offline/field-context.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import classes from './tablet-shell.module.css';

/** "Saved on this tablet", and ten seconds to take it back. Taking back is an act of its own and is sent as one. */
export const UndoBar = () => {
  const { say } = useText();
  const { submit } = useField();
  const last = useLastAct();
  const entries = useEntries();
  const now = useNow(250, last !== null);
  const until =
    last === null ? 0 : (last.undoneAt ?? last.savedAt) + (last.undoneAt === null ? undoSeconds : undoneSeconds) * 1000;
  const seconds = Math.ceil((until - now) / 1000);
  useEffect(() => {
    if (last !== null && seconds <= 0) setLastAct(null);
  }, [last, seconds]);
  if (last === null || seconds <= 0) return null;
  const undo = async (): Promise<void> => {
    setLastAct({ ...last, undoneAt: Date.now() });
    try {
      for (const { command, name } of last.undo) {
        if (command === null) continue;
        const entry = entries.find(({ personId }) => personId === command.personId) ?? null;
        await submit({ command, about: { name, areaCode: last.areaCode, entry }, draftId: null });
      }
    } catch {
      // nothing was taken back: offer it again
      setLastAct({ ...last, savedAt: Date.now() });
    }
  };
  if (last.undoneAt !== null)
    return (
      <div className={classes['undo']} role="status">
        <IconArrowBackUp aria-hidden="true" />
        <span className={classes['undoWords']}>
          {say('tablet:visit.undone')} · <Names of={last.undo} />
        </span>
      </div>
    );
  return (
    <div className={classes['undo']} role="status">
      <IconDeviceTablet aria-hidden="true" />
      <span className={classes['undoWords']}>
        {say('tablet:visit.saved')} · <Names of={last.undo} />
      </span>
      {last.undo.every(({ command }) => command === null) ? null : (
        <BigButton look="quiet" icon={<IconArrowBackUp aria-hidden="true" />} onClick={() => void undo()}>
          {say('tablet:visit.undo', { seconds: Math.min(undoSeconds, seconds) })}
        </BigButton>
      )}
    </div>
  );
};

/** Each once, however many commands are about them. */
const Names = ({ of }: { of: NonNullable<ReturnType<typeof useLastAct>>['undo'] }) => (
  <>
    {[...new Map(of.map(({ command, name }) => [command?.personId, name])).values()].map((name, index) => (
      <span key={index}>
        {index === 0 ? null : ' · '}
        <Name>{name}</Name>
      </span>
    ))}
  </>
);
