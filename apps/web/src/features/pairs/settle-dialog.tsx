import { Checkbox, Modal } from '@mantine/core';
import { useState } from 'react';
import { formatInstant } from '@qiaomen/i18n/fmt';
import { useText } from '../../language/use-text.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { PairNames } from './compare-table.tsx';
import classes from './settle-dialog.module.css';
import type { Trouble } from './use-pair-queue.ts';

interface SettleDialogProps {
  trouble: Trouble;
  /** these earlier decisions are wrong: the new one stands */
  onWithdraw: (decisionIds: string[]) => void;
  onGiveWay: () => void;
}

/** Earlier answers that do not go together with this one: who gave them and when, and which of them is wrong. */
export const SettleDialog = ({ trouble: { pair, answer, objection }, onWithdraw, onGiveWay }: SettleDialogProps) => {
  const { say, plain, language } = useText();
  // one earlier answer: nothing to choose between, only to confirm
  const [chosen, setChosen] = useState<string[]>(() =>
    objection.state === 'contradicts' && objection.decisions.length === 1
      ? objection.decisions.map(({ id }) => id)
      : [],
  );
  const names = [pair.left.rows[0]?.name ?? '', pair.right.rows[0]?.name ?? ''] as const;
  if (objection.state === 'overtaken') {
    const { by, at } = objection.by;
    return (
      <Modal opened onClose={onGiveWay} withCloseButton={false} centered title={<PairNames names={names} />}>
        <div className={classes['body']}>
          <p role="alert">
            {plain('review:overtaken', { name: by, answer: plain(`review:answer.${objection.by.answer}`) })}{' '}
            <small>{formatInstant(language, at)}</small>
          </p>
          <BigButton autoFocus onClick={onGiveWay}>
            {say('common:close')}
          </BigButton>
        </div>
      </Modal>
    );
  }
  return (
    <Modal
      opened
      onClose={onGiveWay}
      size="lg"
      centered
      title={say('review:contradiction.title')}
      closeButtonProps={{ 'aria-label': plain('common:close'), size: 44 }}
    >
      <div className={classes['body']}>
        <p>{say('review:contradiction.body')}</p>
        <p>
          <strong>
            <PairNames names={names} />
          </strong>{' '}
          · {plain('review:contradiction.mine', { answer: plain(`review:answer.${answer}`) })}
        </p>
        <ul className={classes['list']}>
          {objection.decisions.map((decision) => (
            <li key={decision.id}>
              <Checkbox
                checked={chosen.includes(decision.id)}
                onChange={({ currentTarget: { checked } }) =>
                  setChosen((before) =>
                    checked ? [...before, decision.id] : before.filter((one) => one !== decision.id),
                  )
                }
                label={
                  <>
                    <PairNames names={decision.names} /> · <strong>{say(`review:answer.${decision.answer}`)}</strong>
                    <small className={classes['by']}>
                      {plain('review:by', { name: decision.by, time: formatInstant(language, decision.at) })}
                    </small>
                  </>
                }
              />
            </li>
          ))}
        </ul>
        <div className={classes['acts']}>
          <BigButton look="quiet" onClick={onGiveWay}>
            {say('review:contradiction.keep')}
          </BigButton>
          <BigButton disabled={chosen.length === 0} onClick={() => onWithdraw(chosen)}>
            {say('review:contradiction.settle')}
          </BigButton>
        </div>
      </div>
    </Modal>
  );
};
