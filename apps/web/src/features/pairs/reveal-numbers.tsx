import { Radio } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { revealPurposes, type Reveal } from '@qiaomen/domain/register/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import classes from './reveal-numbers.module.css';
import type { FullNumbers } from './compare-table.tsx';

interface RevealNumbersProps {
  pairId: string;
  onShown: (numbers: FullNumbers) => void;
}

/** Masked until somebody says why they look; the look is audited. */
export const RevealNumbers = ({ pairId, onShown }: RevealNumbersProps) => {
  const { say } = useText();
  const [asking, setAsking] = useState(false);
  const [purpose, setPurpose] = useState<Reveal['purpose']>('verify_identity');
  const reveal = useMutation(trpc.linkPair.reveal.mutationOptions());
  const show = async (): Promise<void> => {
    const id = await reveal.mutateAsync({ pairId, field: 'idNumber', purpose });
    const phone = await reveal.mutateAsync({ pairId, field: 'phone', purpose });
    onShown({ idNumber: [id.left, id.right], phone: [phone.left, phone.right] });
    setAsking(false);
  };
  return (
    <>
      <button type="button" className={classes['link']} onClick={() => setAsking(true)}>
        {say('review:reveal')}
      </button>
      <Confirm
        opened={asking}
        title={say('office:person.whyTitle')}
        act={say('office:person.show')}
        busy={reveal.isPending}
        failure={reveal.error}
        onClose={() => setAsking(false)}
        onConfirm={() => void show().catch(() => null)}
      >
        <p>{say('office:person.whyBody')}</p>
        <Radio.Group
          value={purpose}
          onChange={(chosen) => setPurpose(revealPurposes.find((one) => one === chosen) ?? 'verify_identity')}
        >
          {revealPurposes.map((one) => (
            <Radio key={one} value={one} label={say(`office:person.purpose.${one}`)} mb="sm" />
          ))}
        </Radio.Group>
      </Confirm>
    </>
  );
};
