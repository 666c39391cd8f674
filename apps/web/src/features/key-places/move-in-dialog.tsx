import { Radio, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { CountyCode } from '@qiaomen/domain/area/area-code';
import type { PlaceRequest } from '@qiaomen/domain/key-place/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { DayField } from '../../office/day-field.tsx';
import { newId } from '../../offline/new-id.ts';
import classes from './key-places.module.css';

interface MoveInDialogProps {
  request: PlaceRequest;
  campaignId: string;
  today: string;
  onClose: () => void;
}

const everyone = {
  areaCode: null,
  exactArea: false,
  state: null,
  band: null,
  doseStatus: null,
  ownerId: null,
  refusalReason: null,
  figure: null,
};

/** Only who is in the register can move in: nobody is written down a second time. */
export const MoveInDialog = ({ request, campaignId, today, onClose }: MoveInDialogProps) => {
  const { say, plain } = useText();
  const [stayId] = useState(newId);
  const [text, setText] = useState('');
  const [asked] = useDebouncedValue(text.trim(), 250);
  const [chosen, setChosen] = useState<string | null>(null);
  const [room, setRoom] = useState('');
  const [fromOn, setFromOn] = useState(today);
  const found = useQuery({
    ...trpc.register.list.queryOptions({
      campaignId,
      page: { page: 0, size: 8 },
      sort: 'serial',
      descending: false,
      filter: everyone,
      text: asked,
    }),
    enabled: asked !== '',
  });
  const rows = asked === '' ? [] : (found.data?.rows ?? []);
  const person = rows.find(({ personId }) => personId === chosen);
  const moveIn = useMutation(trpc.keyPlace.moveIn.mutationOptions({ onSuccess: onClose }));
  return (
    <Confirm
      opened
      title={say('keyPlace:moveIn')}
      act={say('keyPlace:moveIn')}
      busy={moveIn.isPending}
      disabled={person === undefined || fromOn === ''}
      failure={moveIn.error ?? found.error}
      onClose={onClose}
      onConfirm={() => {
        if (person === undefined) return;
        const { county, personId } = person;
        moveIn.mutate({ ...request, stayId, personCounty: CountyCode.parse(county), personId, room, fromOn });
      }}
    >
      <div className={classes['form']}>
        <p>{say('keyPlace:moveInHint')}</p>
        <TextInput
          type="search"
          label={plain('keyPlace:find')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        {asked !== '' && found.data !== undefined && rows.length === 0 ? <p>{say('keyPlace:nobody')}</p> : null}
        <Radio.Group value={chosen} onChange={setChosen} aria-label={plain('keyPlace:person')}>
          <div className={classes['form']}>
            {rows.map((row) => (
              <Radio
                key={row.personId}
                value={row.personId}
                label={row.name}
                description={`${row.birthDate ?? ''} ${row.areaPath.join(' ')}`}
              />
            ))}
          </div>
        </Radio.Group>
        <TextInput
          label={plain('keyPlace:room')}
          value={room}
          maxLength={20}
          onChange={(event) => setRoom(event.currentTarget.value)}
        />
        <DayField label={plain('keyPlace:from')} value={fromOn} max={today} onChange={setFromOn} />
      </div>
    </Confirm>
  );
};
