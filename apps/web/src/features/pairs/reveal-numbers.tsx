import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { Reveal } from '@qiaomen/domain/register/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { PurposeDialog } from '../../office/purpose-dialog.tsx';
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
  const reveal = useMutation(trpc.linkPair.reveal.mutationOptions());
  const show = async (purpose: Reveal['purpose']): Promise<void> => {
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
      {asking ? (
        <PurposeDialog
          hint={say('office:person.whyBody')}
          act={say('office:person.show')}
          usual="verify_identity"
          busy={reveal.isPending}
          failure={reveal.error}
          onClose={() => setAsking(false)}
          onConfirm={(purpose) => void show(purpose).catch(() => null)}
        />
      ) : null}
    </>
  );
};
