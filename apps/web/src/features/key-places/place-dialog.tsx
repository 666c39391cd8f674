import { Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { countyOf, type AreaCode } from '@qiaomen/domain/area/area-code';
import { placeKinds, type PlaceDetail, type PlaceKind } from '@qiaomen/domain/key-place/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { newId } from '../../offline/new-id.ts';
import classes from './key-places.module.css';

interface PlaceDialogProps {
  /** null: a new one */
  place: PlaceDetail | null;
  onClose: (saved: boolean) => void;
}

export const PlaceDialog = ({ place, onClose }: PlaceDialogProps) => {
  const { say, plain } = useText();
  const [placeId] = useState(() => place?.placeId ?? newId());
  const [areaCode, setAreaCode] = useState<AreaCode | null>(place?.areaCode ?? null);
  const [kind, setKind] = useState<PlaceKind>(place?.kind ?? 'nursing_home');
  const [name, setName] = useState(place?.name ?? '');
  const [code, setCode] = useState(place?.code ?? '');
  const [address, setAddress] = useState(place?.address ?? '');
  const [contactName, setContactName] = useState(place?.contactName ?? '');
  const [contactPhone, setContactPhone] = useState(place?.contactPhone ?? '');
  const save = useMutation(trpc.keyPlace.save.mutationOptions({ onSuccess: () => onClose(true) }));
  const isReady = areaCode !== null && areaCode.length >= 6 && name.trim().length >= 2;
  return (
    <Confirm
      opened
      title={say(place === null ? 'keyPlace:add' : 'keyPlace:edit')}
      act={say('keyPlace:save')}
      busy={save.isPending}
      disabled={!isReady}
      failure={save.error}
      onClose={() => onClose(false)}
      onConfirm={() => {
        if (areaCode === null) return;
        const said = { areaCode, kind, name, code, address, contactName, contactPhone };
        save.mutate({ county: place?.county ?? countyOf(areaCode), placeId, rev: place?.rev ?? 0, ...said });
      }}
    >
      <div className={classes['form']}>
        <TextInput
          label={plain('keyPlace:name')}
          value={name}
          maxLength={80}
          required
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={say('keyPlace:kind')}
          data={placeKinds.map((value) => ({ value, label: plain(`keyPlace:kinds.${value}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(value) => setKind(placeKinds.find((one) => one === value) ?? 'other')}
        />
        <AreaPicker
          label={say('keyPlace:area')}
          value={areaCode}
          {...(place === null ? {} : { valueName: place.areaPath.join(' ') })}
          onChange={setAreaCode}
        />
        <TextInput
          label={plain('keyPlace:code')}
          value={code}
          maxLength={40}
          onChange={(event) => setCode(event.currentTarget.value)}
        />
        <TextInput
          label={plain('keyPlace:address')}
          value={address}
          maxLength={120}
          onChange={(event) => setAddress(event.currentTarget.value)}
        />
        <TextInput
          label={plain('keyPlace:contactName')}
          value={contactName}
          maxLength={40}
          onChange={(event) => setContactName(event.currentTarget.value)}
        />
        <TextInput
          label={plain('keyPlace:contactPhone')}
          value={contactPhone}
          maxLength={30}
          inputMode="tel"
          onChange={(event) => setContactPhone(event.currentTarget.value)}
        />
      </div>
    </Confirm>
  );
};
