import { useMutation } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';
import type { PersonDetail, Reveal } from '@qiaomen/domain/register/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { PurposeDialog } from '../../office/purpose-dialog.tsx';
import classes from './person-page.module.css';

interface MaskedFieldProps {
  person: PersonDetail;
  field: Reveal['field'];
  label: ReactNode;
  masked: string | null;
}

const shownForMs = 60_000;

/** Masked until somebody says why they look; the look is audited, and hidden again after a minute. */
export const MaskedField = ({ person, field, label, masked }: MaskedFieldProps) => {
  const { say } = useText();
  const [asking, setAsking] = useState(false);
  const [value, setValue] = useState<string | null>(null);
  const reveal = useMutation(
    trpc.person.reveal.mutationOptions({
      onSuccess: (shown) => {
        setValue(shown.value);
        setAsking(false);
      },
    }),
  );
  useEffect(() => {
    if (value === null) return undefined;
    const timer = setTimeout(() => setValue(null), shownForMs);
    return () => clearTimeout(timer);
  }, [value]);
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <span>{value ?? masked ?? say('common:unknown')}</span>
        {masked === null ? null : value === null ? (
          <button type="button" className={classes['link']} onClick={() => setAsking(true)}>
            {say('office:person.show')}
          </button>
        ) : (
          <button type="button" className={classes['link']} onClick={() => setValue(null)}>
            {say('office:person.hide')}
          </button>
        )}
      </dd>
      {asking ? (
        <PurposeDialog
          hint={say('office:person.whyBody')}
          act={say('office:person.show')}
          usual="contact"
          busy={reveal.isPending}
          failure={reveal.error}
          onClose={() => setAsking(false)}
          onConfirm={(purpose) => reveal.mutate({ county: person.county, personId: person.personId, field, purpose })}
        />
      ) : null}
    </div>
  );
};
