import { IconArrowBackUp, IconDeviceTablet } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useText } from '../../language/use-text.tsx';
import { setLastVisit, undoSeconds, useLastVisit } from '../../field/last-visit.ts';
import { useEntry, useField } from '../../offline/field-context.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import classes from './tablet-shell.module.css';

/** "Saved on this tablet", and ten seconds to take it back. Taking back is an act of its own and is sent as one. */
export const UndoBar = () => {
  const { say, plain } = useText();
  const { submit } = useField();
  const last = useLastVisit();
  const entry = useEntry(last?.personId);
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (last === null) return undefined;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 250);
    return () => clearInterval(timer);
  }, [last]);
  const seconds = last === null ? 0 : Math.ceil((last.savedAt + undoSeconds * 1000 - now) / 1000);
  useEffect(() => {
    if (last !== null && seconds <= 0) setLastVisit(null);
  }, [last, seconds]);
  if (last === null || seconds <= 0) return null;
  const undo = async (): Promise<void> => {
    setLastVisit(null);
    await submit({
      command: {
        type: 'visit.void',
        visitId: last.visitId,
        personId: last.personId,
        why: plain('tablet:visit.undoReason'),
      },
      about: { name: last.name, areaCode: last.areaCode, entry: entry ?? null },
      draftId: null,
    });
  };
  return (
    <div className={classes['undo']} role="status">
      <IconDeviceTablet aria-hidden="true" />
      <span className={classes['undoWords']}>
        {say('tablet:visit.saved')} · <Name>{last.name}</Name>
      </span>
      <BigButton look="quiet" icon={<IconArrowBackUp aria-hidden="true" />} onClick={() => void undo()}>
        {say('tablet:visit.undo', { seconds: Math.min(undoSeconds, seconds) })}
      </BigButton>
    </div>
  );
};
