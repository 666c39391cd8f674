import { NumberInput, Textarea } from '@mantine/core';
import { planSections, type PlanBody, type PlanSection } from '@qiaomen/domain/work-plan/query';
import { useText } from '../../language/use-text.tsx';
import classes from './work-plan.module.css';

interface PlanFormProps {
  body: PlanBody;
  onChange: (body: PlanBody) => void;
  disabled: boolean;
}

/** The template: six sections, a number where one is asked for, and words. */
export const PlanForm = ({ body, onChange, disabled }: PlanFormProps) => {
  const { say, plain } = useText();
  const change = (section: PlanSection, part: Partial<PlanBody[PlanSection]>): void =>
    onChange({ ...body, [section]: { ...body[section], ...part } });
  return planSections.map((section) => (
    <section key={section} className={classes['section']}>
      <h2>{say(`workPlan:section.${section}`)}</h2>
      <div className={section === 'publicity' ? '' : classes['fields']}>
        {section === 'publicity' ? null : (
          <NumberInput
            label={plain(`workPlan:amount.${section}`)}
            value={body[section].amount ?? ''}
            min={0}
            max={10_000_000}
            allowDecimal={false}
            disabled={disabled}
            onChange={(value) => change(section, { amount: typeof value === 'number' ? value : null })}
          />
        )}
        <Textarea
          label={plain(`workPlan:words.${section}`)}
          autosize
          minRows={2}
          maxLength={4000}
          size="md"
          value={body[section].text}
          disabled={disabled}
          onChange={(event) => change(section, { text: event.currentTarget.value })}
        />
      </div>
    </section>
  ));
};
