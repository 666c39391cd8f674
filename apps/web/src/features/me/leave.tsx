import { IconAlertTriangle, IconDownload, IconLogout, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { failureOf, type Failure } from '../../api/client.ts';
import { useText } from '../../language/use-text.tsx';
import { useField, useFieldMemory } from '../../offline/field-context.tsx';
import { useLock } from '../../offline/lock-context.ts';
import { isUnsent } from '../../offline/outbox-item.ts';
import { signOut } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { saveFile } from './save-file.ts';

/** Signing out: unsent work is sent first, or handed over as a sealed file; either way it also stays here for its author. */
export const Leave = () => {
  const { say, sayFailure } = useText();
  const { engine } = useField();
  const memory = useFieldMemory();
  const lock = useLock();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const [handedOver, setHandedOver] = useState(false);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const unsent = memory.items.filter(isUnsent).length;

  const leave = async (): Promise<void> => {
    setFailure(null);
    try {
      await signOut();
      await navigate('/sign-in');
    } catch (cause) {
      setFailure(failureOf(cause));
    }
  };
  const send = async (): Promise<void> => {
    setBusy(true);
    await engine.sendNow();
    setBusy(false);
  };
  const handOver = async (): Promise<void> => {
    if (lock === null) return;
    const file = await lock.unsentFile();
    saveFile(`qiaomen-${file.madeAt.slice(0, 10)}.json`, JSON.stringify(file));
    setHandedOver(true);
  };
  return (
    <>
      {asked && unsent > 0 ? (
        <Notice tone="due" icon={<IconAlertTriangle />} urgent>
          {say(handedOver ? 'lock:leave.handedOver' : 'account:signOutRefused', { count: unsent })}
        </Notice>
      ) : null}
      {failure === null ? null : (
        <Notice tone="due" icon={<IconAlertTriangle />} urgent>
          {sayFailure(failure)}
        </Notice>
      )}
      {asked && unsent > 0 ? (
        <>
          <BigButton icon={<IconSend aria-hidden="true" />} disabled={busy} onClick={() => void send()}>
            {say(busy ? 'tablet:sync.working' : 'tablet:sync.sendNow')}
          </BigButton>
          {lock === null ? null : (
            <BigButton look="quiet" icon={<IconDownload aria-hidden="true" />} onClick={() => void handOver()}>
              {say('lock:leave.handOver')}
            </BigButton>
          )}
        </>
      ) : null}
      <BigButton
        look="quiet"
        icon={<IconLogout aria-hidden="true" />}
        onClick={() => {
          setAsked(true);
          if (unsent === 0 || handedOver) void leave();
        }}
      >
        {say('account:signOut')}
      </BigButton>
    </>
  );
};
