import { Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { backupMeans, type BackupMeans } from '@qiaomen/domain/home-plan/query';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { newId } from '../../offline/new-id.ts';
import { AreaPicker } from '../../office/area-picker.tsx';
import { Confirm } from '../../office/confirm.tsx';
import { DayField } from '../../office/day-field.tsx';

const texts = ['hospital', 'contactName', 'contactPhone'] as const;
const days = ['fromOn', 'toOn'] as const;

/** A hospital that stands behind home rounds: how it is reached, and by whom. */
export const BackupForm = ({ onClose, onDone }: { onClose: () => void; onDone: () => void }) => {
  const { say, plain } = useText();
  const [id] = useState(newId);
  const [areaCode, setArea] = useState<AreaCode | null>(null);
  const [means, setMeans] = useState<BackupMeans[]>([]);
  const [level, setLevel] = useState(2);
  const [way, setWay] = useState<{ distanceKm: number | null; minutes: number | null }>({ distanceKm: null, minutes: null }); // prettier-ignore
  const [draft, setDraft] = useState({ hospital: '', contactName: '', contactPhone: '', fromOn: '', toOn: '' });
  const save = useMutation(trpc.homePlan.saveBackup.mutationOptions({ onSuccess: onDone }));
  const { distanceKm, minutes } = way;
  const isReversed = draft.fromOn !== '' && draft.toOn !== '' && draft.toOn < draft.fromOn;
  const isTooWide = areaCode !== null && areaCode.length < 6;
  const isWhole =
    Object.values(draft).every((value) => value.trim() !== '') && means.length > 0 && !isReversed && !isTooWide;
  return (
    <Confirm
      opened
      title={say('homePlan:addBackup')}
      act={say('common:save')}
      busy={save.isPending}
      failure={save.error}
      disabled={!isWhole || areaCode === null || distanceKm === null || minutes === null}
      onClose={onClose}
      onConfirm={() => {
        if (areaCode === null || distanceKm === null || minutes === null) return;
        save.mutate({ id, areaCode, level, means, distanceKm, minutes, ...draft });
      }}
    >
      <AreaPicker
        label={say('office:register.area')}
        value={areaCode}
        onChange={(code) => setArea(code)}
        error={isTooWide ? say('homePlan:tooWide') : null}
      />
      {texts.map((name) => (
        <TextInput
          key={name}
          label={say(`homePlan:field.${name}`)}
          required
          maxLength={name === 'contactPhone' ? 40 : 100}
          value={draft[name]}
          onChange={(event) => setDraft({ ...draft, [name]: event.currentTarget.value })}
        />
      ))}
      <Select
        label={say('homePlan:field.level')}
        data={['1', '2', '3'].map((value) => ({ value, label: plain('homePlan:level', { level: value }) }))}
        value={String(level)}
        allowDeselect={false}
        onChange={(value) => setLevel(Number(value ?? '2'))}
        description={level < 2 ? say('homePlan:levelLow') : null}
      />
      <Checkbox.Group
        label={say('homePlan:field.means')}
        value={means}
        onChange={(chosen) => setMeans(backupMeans.filter((one) => chosen.includes(one)))}
      >
        {backupMeans.map((one) => (
          <Checkbox key={one} value={one} label={say(`homePlan:means.${one}`)} my="xs" />
        ))}
      </Checkbox.Group>
      <NumberInput
        label={say('homePlan:field.distanceKm')}
        required
        min={0}
        max={1000}
        value={distanceKm ?? ''}
        onChange={(value) => setWay({ ...way, distanceKm: typeof value === 'number' ? value : null })}
      />
      <NumberInput
        label={say('homePlan:field.minutes')}
        required
        min={0}
        max={1440}
        allowDecimal={false}
        value={minutes ?? ''}
        onChange={(value) => setWay({ ...way, minutes: typeof value === 'number' ? value : null })}
      />
      {days.map((name) => (
        <DayField
          key={name}
          label={say(`homePlan:field.${name}`)}
          required
          error={name === 'toOn' && isReversed ? say('certificate:reversed') : null}
          value={draft[name]}
          onChange={(day) => setDraft({ ...draft, [name]: day })}
        />
      ))}
    </Confirm>
  );
};
