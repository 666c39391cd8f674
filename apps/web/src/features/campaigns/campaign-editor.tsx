import { Checkbox, Modal } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { AreaCode } from '@qiaomen/domain/area/area-code';
import { trpc } from '../../api/query-provider.tsx';
import { useText } from '../../language/use-text.tsx';
import { newId } from '../../offline/new-id.ts';
import { AreaPicker } from '../../office/area-picker.tsx';
import { FailureNotice } from '../../office/failure-notice.tsx';
import { BigButton } from '../../ui/big-button.tsx';
import { DayInput } from '../../ui/day-input.tsx';
import { controlClass, Labelled } from '../../ui/labelled.tsx';
import { Notice } from '../../ui/notice.tsx';
import { newMilestone, saveOf, type CampaignInput } from './campaign-draft.ts';
import classes from './campaign-editor.module.css';
import { MilestoneRows } from './milestone-rows.tsx';

interface CampaignEditorProps {
  start: CampaignInput;
  isNew: boolean;
  /** an open campaign has its people: whom it means can no longer change */
  isOpen: boolean;
  nameOf: (code: AreaCode) => string;
  onClose: () => void;
  onSaved: () => void;
}

export const CampaignEditor = ({ start, isNew, isOpen, nameOf, onClose, onSaved }: CampaignEditorProps) => {
  const { say, plain } = useText();
  const id = useId();
  const [input, setInput] = useState(start);
  const change = (part: Partial<CampaignInput>): void => setInput((before) => ({ ...before, ...part }));
  const save = useMutation(trpc.campaign.save.mutationOptions({ onSuccess: onSaved }));
  const draft = saveOf(input);

  const text = (name: 'name' | 'legalBasis', maxLength: number) => (
    <Labelled label={say(`admin:campaigns.${name}`)} htmlFor={`${id}-${name}`}>
      <input
        id={`${id}-${name}`}
        className={controlClass}
        required
        maxLength={maxLength}
        value={input[name]}
        onChange={(event) => change({ [name]: event.currentTarget.value })}
      />
    </Labelled>
  );
  const day = (name: 'referenceDate' | 'opensOn' | 'deadline', fixed: boolean) => (
    <Labelled label={say(`admin:campaigns.${name}`)} htmlFor={`${id}-${name}`}>
      <DayInput
        id={`${id}-${name}`}
        required
        disabled={fixed}
        value={input[name]}
        onChange={(day) => change({ [name]: day })}
      />
    </Labelled>
  );

  return (
    <Modal
      opened
      onClose={onClose}
      title={isNew ? plain('admin:campaigns.add') : input.name}
      centered
      size="xl"
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': plain('common:close'), size: 44 }}
    >
      <form
        className={classes['form']}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          if (draft !== undefined) save.mutate(draft);
        }}
      >
        {isOpen ? <Notice tone="calm">{say('admin:campaigns.fixed')}</Notice> : null}
        {text('name', 100)}
        {text('legalBasis', 300)}
        {isOpen ? null : (
          <AreaPicker
            label={say('admin:campaigns.area')}
            value={input.areaCode}
            {...(input.areaCode === null ? {} : { valueName: nameOf(input.areaCode) })}
            clearable={false}
            onChange={(areaCode) => change({ areaCode })}
          />
        )}
        <div className={classes['row']}>
          <Labelled label={say('admin:campaigns.minAge')} htmlFor={`${id}-age`}>
            <input
              id={`${id}-age`}
              className={controlClass}
              inputMode="numeric"
              pattern="[0-9]*"
              required
              disabled={isOpen}
              value={input.minAge}
              onChange={(event) => change({ minAge: event.currentTarget.value })}
            />
          </Labelled>
          {day('referenceDate', isOpen)}
          {day('opensOn', isOpen)}
          {day('deadline', false)}
        </div>
        {isOpen ? null : (
          <Checkbox
            className={classes['check'] ?? ''}
            label={say('admin:campaigns.isTest')}
            checked={input.isTest}
            onChange={(event) => change({ isTest: event.currentTarget.checked })}
          />
        )}
        <MilestoneRows
          milestones={input.milestones}
          nameOf={nameOf}
          onAdd={() => change({ milestones: [...input.milestones, newMilestone(newId(), input)] })}
          onChange={(milestones) => change({ milestones })}
        />
        {save.error === null ? null : <FailureNotice cause={save.error} />}
        <div className={classes['acts']}>
          <BigButton look="quiet" onClick={onClose}>
            {say('common:cancel')}
          </BigButton>
          <BigButton type="submit" disabled={draft === undefined || save.isPending}>
            {say('common:save')}
          </BigButton>
        </div>
      </form>
    </Modal>
  );
};
