import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import classes from './area-chips.module.css';

export interface ChosenArea {
  areaCode: AreaCode;
  name: string;
}

interface AreaChipsProps {
  areas: readonly ChosenArea[];
  onChange: (areas: ChosenArea[]) => void;
}

/** The areas of a user, each removable, and a field to add one more. */
export const AreaChips = ({ areas, onChange }: AreaChipsProps) => {
  const { say, plain } = useText();
  // a fresh picker after each choice, so that it is empty for the next
  const [round, setRound] = useState(0);
  return (
    <fieldset className={classes['areas']}>
      <legend className={classes['legend']}>{say('admin:users.areas')}</legend>
      {areas.length === 0 ? (
        <p className={classes['none']}>{say('admin:users.noAreas')}</p>
      ) : (
        <ul className={classes['chips']}>
          {areas.map(({ areaCode, name }) => (
            <li key={areaCode}>
              <button
                type="button"
                className={classes['chip']}
                aria-label={plain('admin:users.removeArea', { area: name })}
                onClick={() => onChange(areas.filter((area) => area.areaCode !== areaCode))}
              >
                {name}
                <IconX size={18} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
      <AreaPicker
        key={round}
        label={say('admin:users.addArea')}
        value={null}
        onChange={(areaCode, name) => {
          setRound(round + 1);
          if (areaCode !== null && !areas.some((area) => area.areaCode === areaCode))
            onChange([...areas, { areaCode, name }]);
        }}
      />
    </fieldset>
  );
};
