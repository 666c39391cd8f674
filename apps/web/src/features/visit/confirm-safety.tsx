import { IconAlertTriangle, IconDeviceFloppy } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { VisitOutcome } from '@qiaomen/domain/visit/codes';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { Name } from '../../ui/name.tsx';
import { Notice } from '../../ui/notice.tsx';
import classes from './visit-flow.module.css';

interface ConfirmSafetyProps {
  said: readonly { personId: string; name: string; outcome: VisitOutcome }[];
  busy: boolean;
  onYes: () => void;
  onNo: () => void;
}

/** A refusal, a contraindication or a death is said of one person by name before it is saved. */
export const ConfirmSafety = ({ said, busy, onYes, onNo }: ConfirmSafetyProps) => {
  const { say } = useText();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} className={classes['confirm']}>
      <Notice tone="due" icon={<IconAlertTriangle />} title={say('tablet:visit.confirm')}>
        {said.map(({ personId, name, outcome }) => (
          <div key={personId}>
            <strong>
              <Name>{name}</Name>
            </strong>
            {' · '}
            {say(`codes:outcome.${outcome}`)}
          </div>
        ))}
      </Notice>
      <div className={classes['confirmActs']}>
        <BigButton wide disabled={busy} icon={<IconDeviceFloppy aria-hidden="true" />} onClick={onYes}>
          {say('tablet:visit.confirmYes')}
        </BigButton>
        <BigButton wide look="quiet" onClick={onNo}>
          {say('common:cancel')}
        </BigButton>
      </div>
    </div>
  );
};
