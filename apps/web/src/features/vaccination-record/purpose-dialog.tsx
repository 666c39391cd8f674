import { Radio } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { revealPurposes, type Reveal } from '@qiaomen/domain/register/query';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';

interface PurposeDialogProps {
  act: ReactNode;
  busy: boolean;
  failure: unknown;
  onClose: () => void;
  onConfirm: (purpose: Reveal['purpose']) => void;
}

/** What the number, phone and address are looked at for; the trail keeps the answer. */
export const PurposeDialog = ({ act, busy, failure, onClose, onConfirm }: PurposeDialogProps) => {
  const { say } = useText();
  const [purpose, setPurpose] = useState<Reveal['purpose']>('verify_identity');
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
      <p>{say('record:openHint')}</p>
      <Radio.Group
        value={purpose}
        onChange={(chosen) => setPurpose(revealPurposes.find((one) => one === chosen) ?? 'verify_identity')}
      >
        {revealPurposes.map((one) => (
          <Radio key={one} value={one} label={say(`office:person.purpose.${one}`)} mb="sm" />
        ))}
      </Radio.Group>
    </Confirm>
  );
};
