import { useState } from 'react';
import { plausible, readMeasure, type Measure } from '@qiaomen/domain/screening/read-measure';
import { useText } from '../../language/use-text.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';

interface MeasureFieldProps {
  name: Measure;
  value: string;
  onChange: (typed: string) => void;
}

/** A number from an instrument; what cannot be is said when the field is left, and nothing is passed over in silence. */
export const MeasureField = ({ name, value, onChange }: MeasureFieldProps) => {
  const { say } = useText();
  const [left, setLeft] = useState(value !== '');
  const { state } = readMeasure(name, value);
  const wrong =
    state === 'number'
      ? say('home:measured.number')
      : state === 'range'
        ? say('home:measured.range', plausible[name])
        : null;
  return (
    <Labelled label={say(`home:unit.${name}`)} htmlFor={`measure-${name}`} error={left ? wrong : null}>
      <input
        id={`measure-${name}`}
        data-field={name}
        inputMode="decimal"
        autoComplete="off"
        className={controlClass}
        aria-invalid={left && wrong !== null}
        value={value}
        onChange={(event) => onChange(event.currentTarget.value)}
        onBlur={() => setLeft(true)}
      />
    </Labelled>
  );
};
