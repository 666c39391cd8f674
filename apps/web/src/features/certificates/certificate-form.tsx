import { Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { CertificateKind, certificateKinds, type CertificateRow } from '@qiaomen/domain/care/certificate';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { newId } from '../../offline/new-id.ts';
import { Confirm } from '../../office/confirm.tsx';
import { DayField } from '../../office/day-field.tsx';

interface CertificateFormProps {
  userId: string;
  /** renewed: the same kind and issuer, with new days and a new number */
  from: CertificateRow | null;
  onClose: () => void;
  onDone: () => void;
}

const days = ['validFrom', 'validTo', 'trainedUntil'] as const;

export const CertificateForm = ({ userId, from, onClose, onDone }: CertificateFormProps) => {
  const { say, plain } = useText();
  const [id] = useState(newId);
  const [draft, setDraft] = useState({
    kind: from?.kind ?? ('vaccinator' as CertificateKind),
    number: '',
    issuer: from?.issuer ?? '',
    validFrom: '',
    validTo: '',
    trainedUntil: '',
  });
  const save = useMutation(trpc.certificate.save.mutationOptions({ onSuccess: onDone }));
  const isReversed = draft.validFrom !== '' && draft.validTo !== '' && draft.validTo < draft.validFrom;
  const isWhole = Object.values(draft).every((value) => value.trim() !== '');
  return (
    <Confirm
      opened
      title={say(from === null ? 'certificate:add' : 'certificate:renew')}
      act={say('common:save')}
      busy={save.isPending}
      failure={save.error}
      disabled={!isWhole || isReversed}
      onClose={onClose}
      onConfirm={() => save.mutate({ id, userId, ...draft, number: draft.number.trim(), issuer: draft.issuer.trim() })}
    >
      <Select
        label={say('certificate:kind')}
        data={certificateKinds.map((value) => ({ value, label: plain(`certificate:kinds.${value}`) }))}
        value={draft.kind}
        allowDeselect={false}
        onChange={(value) => setDraft({ ...draft, kind: CertificateKind.catch(draft.kind).parse(value) })}
      />
      <TextInput
        label={say('certificate:number')}
        maxLength={64}
        required
        value={draft.number}
        onChange={(event) => setDraft({ ...draft, number: event.currentTarget.value })}
      />
      <TextInput
        label={say('certificate:issuer')}
        maxLength={200}
        required
        value={draft.issuer}
        onChange={(event) => setDraft({ ...draft, issuer: event.currentTarget.value })}
      />
      {days.map((name) => (
        <DayField
          key={name}
          label={say(`certificate:${name}`)}
          required
          error={name === 'validTo' && isReversed ? say('certificate:reversed') : null}
          value={draft[name]}
          onChange={(day) => setDraft({ ...draft, [name]: day })}
        />
      ))}
    </Confirm>
  );
};
