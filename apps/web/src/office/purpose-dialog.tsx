import { Radio } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { revealPurposes, type Reveal } from '@qiaomen/domain/register/query';
import { useText } from '../language/use-text.tsx';
import { Confirm } from './confirm.tsx';

interface PurposeDialogProps {
  /** what is shown, and what becomes of the answer */
  hint: ReactNode;
  act: ReactNode;
  /** the purpose that is chosen at first */
  usual: Reveal['purpose'];
  busy: boolean;
  failure: unknown;
  onClose: () => void;
  onConfirm: (purpose: Reveal['purpose']) => void;
}

/** Asks what somebody's number, phone or address is looked at for; the trail keeps the answer. */
export const PurposeDialog = ({ hint, act, usual, busy, failure, onClose, onConfirm }: PurposeDialogProps) => {
  const { say } = useText();
  const [purpose, setPurpose] = useState(usual);
  return (
    <Confirm
      opened
      title={say('office:person.whyTitle')}
      act={act}
      busy={busy}
      failure={failure}
      onClose={onClose}
      onConfirm={() => onConfirm(purpose)}
    >
      <p>{hint}</p>
      <Radio.Group
        value={purpose}
        onChange={(chosen) => setPurpose(revealPurposes.find((one) => one === chosen) ?? usual)}
      >
        {revealPurposes.map((one) => (
          <Radio key={one} value={one} label={say(`office:person.purpose.${one}`)} mb="sm" />
        ))}
      </Radio.Group>
    </Confirm>
  );
};
