import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useId } from 'react';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { MilestoneUnit } from '@qiaomen/domain/campaign/query';
import { useText } from '../../language/use-text.tsx';
import { AreaPicker } from '../../office/area-picker.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import type { MilestoneInput } from './campaign-draft.ts';
import classes from './campaign-editor.module.css';

interface MilestoneRowsProps {
  milestones: readonly MilestoneInput[];
  nameOf: (code: AreaCode) => string;
  onAdd: () => void;
  onChange: (milestones: MilestoneInput[]) => void;
}

/** How many by when. Persons and doses stay apart; each milestone is one or the other. */
export const MilestoneRows = ({ milestones, nameOf, onAdd, onChange }: MilestoneRowsProps) => {
  const { say, plain } = useText();
  const id = useId();
  const change = (at: number, part: Partial<MilestoneInput>): void =>
    onChange(milestones.map((milestone, index) => (index === at ? { ...milestone, ...part } : milestone)));
  return (
    <section className={classes['milestones']}>
      <h3 className={classes['subhead']}>{say('admin:campaigns.milestones')}</h3>
      {milestones.length === 0 ? <p className={classes['soft']}>{say('admin:campaigns.noMilestones')}</p> : null}
      {milestones.map((milestone, at) => {
        const field = (name: string): string => `${id}-${milestone.id}-${name}`;
        return (
          <fieldset key={milestone.id} className={classes['milestone']}>
            <legend className={classes['legend']}>{say('admin:campaigns.milestone', { number: at + 1 })}</legend>
            <Labelled label={say('admin:campaigns.label')} htmlFor={field('label')}>
              <input
                id={field('label')}
                className={controlClass}
                required
                maxLength={100}
                value={milestone.label}
                onChange={(event) => change(at, { label: event.currentTarget.value })}
              />
            </Labelled>
            <AreaPicker
              label={say('admin:campaigns.area')}
              value={milestone.areaCode}
              {...(milestone.areaCode === null ? {} : { valueName: nameOf(milestone.areaCode) })}
              clearable={false}
              onChange={(areaCode) => change(at, { areaCode })}
            />
            <Labelled label={say('admin:campaigns.dueOn')} htmlFor={field('due')}>
              <DayInput
                id={field('due')}
                required
                value={milestone.dueOn}
                onChange={(day) => change(at, { dueOn: day })}
              />
            </Labelled>
            <Labelled label={say('admin:campaigns.target')} htmlFor={field('target')}>
              <input
                id={field('target')}
                className={controlClass}
                inputMode="numeric"
                pattern="[0-9]*"
                required
                value={milestone.target}
                onChange={(event) => change(at, { target: event.currentTarget.value })}
              />
            </Labelled>
            <Labelled label={say('admin:campaigns.unit')} htmlFor={field('unit')}>
              <select
                id={field('unit')}
                className={controlClass}
                value={milestone.unit}
                onChange={(event) => change(at, { unit: MilestoneUnit.parse(event.currentTarget.value) })}
              >
                <option value="persons">{plain('admin:campaigns.persons')}</option>
                <option value="doses">{plain('admin:campaigns.doses')}</option>
              </select>
            </Labelled>
            <BigButton
              look="plain"
              icon={<IconTrash size={20} />}
              onClick={() => onChange(milestones.filter((_, index) => index !== at))}
            >
              {say('admin:campaigns.remove')}
            </BigButton>
          </fieldset>
        );
      })}
      <div>
        <BigButton look="quiet" icon={<IconPlus size={20} />} onClick={onAdd}>
          {say('admin:campaigns.addMilestone')}
        </BigButton>
      </div>
    </section>
  );
};
