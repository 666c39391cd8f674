import { Select } from '@mantine/core';
import type { ReactNode } from 'react';
import { AreaCode } from '@qiaomen/domain/area/area-code';
import { closedStates, openStates } from '@qiaomen/domain/register/entry-state';
import { RegisterFilter } from '@qiaomen/domain/register/query';
import { visitReasons } from '@qiaomen/domain/visit/codes';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import { useOwnArea } from '../../office/own-area.ts';
import { useMay } from '../../office/use-may.ts';
import { WorkerPicker } from '../../office/worker-picker.tsx';
import { BigButton } from '../../ui/big-button.tsx';

const figures = RegisterFilter.shape.figure.unwrap().options;

interface RegisterFiltersProps {
  parameters: URLSearchParams;
  set: (changes: Record<string, string | null>) => void;
}

export const RegisterFilters = ({ parameters, set }: RegisterFiltersProps) => {
  const { say, plain } = useText();
  const own = useOwnArea();
  // only who gives people to workers may list the workers
  const mayAssign = useMay('assignment.set');
  const area = AreaCode.safeParse(parameters.get('area'));
  const choice = (label: ReactNode, name: string, data: { value: string; label: string }[]) => (
    <Select
      label={label}
      placeholder={plain('office:register.any')}
      data={data}
      value={parameters.get(name)}
      onChange={(value) => set({ [name]: value })}
      clearable
      w={170}
    />
  );
  const filtered = ['area', 'state', 'band', 'dose', 'owner', 'reason', 'figure'].some((name) => parameters.has(name));
  return (
    <>
      <AreaPicker
        label={say('office:register.area')}
        value={area.success ? area.data : null}
        onChange={(code) => set({ area: code, exact: null })}
      />
      {choice(
        say('office:register.figure'),
        'figure',
        figures.map((value) => ({ value, label: plain(`office:figure.${value}`) })),
      )}
      {choice(
        say('office:register.state'),
        'state',
        [...openStates, ...closedStates].map((value) => ({ value, label: plain(`codes:state.${value}`) })),
      )}
      {choice(say('office:register.band'), 'band', [
        { value: '80+', label: plain('codes:band.80+') },
        { value: '60-79', label: plain('codes:band.60-79') },
      ])}
      {choice(
        say('office:register.dose'),
        'dose',
        (['none', 'partial', 'complete'] as const).map((value) => ({
          value,
          label: plain(`codes:doseStatus.${value}`),
        })),
      )}
      {choice(
        say('office:register.reason'),
        'reason',
        visitReasons.map((value) => ({ value, label: plain(`codes:reason.${value}`) })),
      )}
      {own === null || !mayAssign ? null : (
        <WorkerPicker
          label={say('office:register.owner')}
          areaCode={area.success ? area.data : own.areaCode}
          value={parameters.get('owner')}
          placeholder={plain(parameters.get('owner') === 'none' ? 'office:progress.noOwner' : 'office:register.any')}
          onChange={(userId) => set({ owner: userId })}
        />
      )}
      {filtered ? (
        <BigButton
          look="plain"
          onClick={() =>
            set({
              area: null,
              exact: null,
              state: null,
              band: null,
              dose: null,
              owner: null,
              reason: null,
              figure: null,
            })
          }
        >
          {say('office:register.clear')}
        </BigButton>
      ) : null}
    </>
  );
};
