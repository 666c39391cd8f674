/** Where a command that was not taken is put right: its own form, filled in as it was, at the field that is wrong. */
import type { Command } from '@qiaomen/domain/command';
import type { Outcome } from '@qiaomen/domain/sync/query';
import type { Draft } from '../../offline/drafts.ts';
import type { OutboxItem } from '../../offline/outbox-item.ts';

export interface FixPlace {
  to: string;
  draft: Omit<Draft, 'savedAt'> | null;
}

/** Parts of a command, by the `data-field` of the form that asks for them. */
const fieldOf = (part: string, command: Command): string => {
  switch (part) {
    case 'nextDate':
      return 'date';
    case 'areaCode':
      return 'village';
    case 'outcome':
      return command.type === 'visit.record' ? `outcome ${command.outcome}` : part;
    case 'reasons':
      return command.type === 'visit.record' ? `reason ${command.reasons[0] ?? ''}` : part;
    default:
      return part;
  }
};

const wrongField = (outcome: Outcome | null, command: Command): string | undefined => {
  if (outcome?.state !== 'refused') return undefined;
  const { error } = outcome;
  if (error.code === 'date_outside_rule') return 'date';
  if (error.code !== 'command_unreadable' && error.code !== 'bad_input') return undefined;
  const part = error.fields[0]?.split('.').at(-1);
  return part === undefined ? undefined : fieldOf(part, command);
};

export const fixPlace = ({ command, row, name }: Pick<OutboxItem, 'command' | 'row' | 'name'>): FixPlace => {
  const field = wrongField(row.outcome, command);
  const place = field === undefined ? {} : { field };
  switch (command.type) {
    case 'visit.record': {
      const { outcome, reasons, nextDate, note, byPhone = false, told = [], personId } = command;
      const answers = Object.fromEntries((command.answers ?? []).map(({ questionId, answer }) => [questionId, answer]));
      const value = { outcome, reasons, chosenDate: nextDate, note, answers, byPhone, told, name };
      return { to: `/my-register/${personId}/visit`, draft: { id: `visit:${personId}`, ...place, value } };
    }
    case 'person.propose': {
      const { areaCode, sex, birthDate, idNumber, phone, address, language } = command;
      const texts = {
        birthDate: birthDate ?? '',
        idNumber: idNumber ?? '',
        phone: phone ?? '',
        address: address ?? '',
      };
      const value = { areaCode, name: command.name, sex, language, ...texts };
      return { to: '/my-register/new', draft: { id: 'propose', ...place, value } };
    }
    case 'contact.correct': {
      const { personId, change } = command;
      const { field: part, base, value } = change;
      const draft = { phone: null, address: null, language: null, name, [part]: { base, value } };
      return { to: `/my-register/${personId}`, draft: { id: `contact:${personId}`, field: part, value: draft } };
    }
    default:
      return { to: `/my-register/${command.personId}`, draft: null };
  }
};
