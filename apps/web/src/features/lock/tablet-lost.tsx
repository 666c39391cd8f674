import { IconDatabaseOff } from '@tabler/icons-react';
import { useState } from 'react';
import type { TabletLoss } from '@qiaomen/domain/device/query';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { api, failureOf, type Failure } from '../../api/client.ts';
import { useText } from '../../language/use-text.tsx';
import { acknowledgeLoss } from '../../session/session.ts';
import { BigButton } from '../../ui/big-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { rangesInWords } from './ranges-in-words.ts';

/** Over the whole screen: the storage was cleared, and these numbers never reached the server. */
export const TabletLost = ({ loss }: { loss: TabletLoss }) => {
  const { say, sayFailure, language } = useText();
  const [same, setSame] = useState(loss.certain);
  const [failure, setFailure] = useState<Failure | null>(null);
  const report = async (): Promise<void> => {
    try {
      await api.device.reportLoss.mutate({ deviceId: loss.deviceId });
      setSame(true);
    } catch (cause) {
      setFailure(failureOf(cause));
    }
  };
  const numbers = (
    <>
      {loss.missing.length === 0 ? null : (
        <p>
          <strong>{say('lock:lost.missing', { numbers: rangesInWords(loss.missing) })}</strong>
        </p>
      )}
      <p>
        {say('lock:lost.arrived', { number: loss.arrived })} · {formatInstant(language, loss.lastContactAt)}
      </p>
    </>
  );
  if (!same)
    return (
      <EmptyState icon={<IconDatabaseOff size={48} />} title={say('lock:lost.isItThis')}>
        <p>{say('lock:lost.isItThisBody')}</p>
        {numbers}
        {failure === null ? null : (
          <Notice tone="due" urgent>
            {sayFailure(failure)}
          </Notice>
        )}
        <BigButton onClick={() => void report()}>{say('lock:lost.yes')}</BigButton>
        <BigButton look="quiet" onClick={acknowledgeLoss}>
          {say('lock:lost.no')}
        </BigButton>
      </EmptyState>
    );
  return (
    <EmptyState icon={<IconDatabaseOff size={48} />} title={say('tablet:lost.title')}>
      <Notice tone="overdue" urgent>
        {numbers}
        <p>{say('lock:lost.call')}</p>
      </Notice>
      <BigButton onClick={acknowledgeLoss}>{say('tablet:lost.understood')}</BigButton>
    </EmptyState>
  );
};
