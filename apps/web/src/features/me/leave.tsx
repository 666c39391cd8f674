import { IconAlertTriangle, IconDownload, IconLogout, IconPhoto, IconSend } from '@tabler/icons-react';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { failureOf, type Failure } from '../../api/client.ts';
import { useText } from '../../language/use-text.tsx';
import { useField, useFieldMemory, usePhotoCounts } from '../../offline/field-context.tsx';
import { useLock } from '../../offline/lock-context.ts';
import { isUnsent } from '../../offline/outbox-item.ts';
import { signOut } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { saveFile } from './save-file.ts';

/** Signing out: unsent work, with its pictures, is sent first, or handed over as a sealed file; either way it also stays here for its author. */
export const Leave = () => {
  const { say, sayFailure } = useText();
  const { engine, sendPhotos } = useField();
  const { waiting: photos } = usePhotoCounts();
  const memory = useFieldMemory();
  const lock = useLock();
  const navigate = useNavigate();
  const [asked, setAsked] = useState(false);
  const [handedOver, setHandedOver] = useState<{ photos: number } | null>(null);
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure | null>(null);
  const unsent = memory.items.filter(isUnsent).length;
  const isAnythingLeft = unsent + photos > 0;

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
    await sendPhotos();
    setBusy(false);
  };
  const handOver = async (): Promise<void> => {
    if (lock === null) return;
    const file = await lock.unsentFile();
    saveFile(file.name, file.content);
    setHandedOver({ photos: file.photos });
  };
  return (
    <>
      {asked && unsent > 0 ? (
        <Notice tone="due" icon={<IconAlertTriangle />} urgent>
          {say(handedOver === null ? 'account:signOutRefused' : 'lock:leave.handedOver', { count: unsent })}
        </Notice>
      ) : null}
      {asked && photos > 0 ? (
        <Notice tone="due" icon={<IconPhoto />} urgent>
          {handedOver === null
            ? say('photo:leave', { count: photos })
            : say('photo:handedOver', { count: handedOver.photos })}
        </Notice>
      ) : null}
      {failure === null ? null : (
        <Notice tone="due" icon={<IconAlertTriangle />} urgent>
          {sayFailure(failure)}
        </Notice>
      )}
      {asked && isAnythingLeft ? (
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
          if (!isAnythingLeft || handedOver !== null) void leave();
        }}
      >
        {say('account:signOut')}
      </BigButton>
    </>
  );
};
