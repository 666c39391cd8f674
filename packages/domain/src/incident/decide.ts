/** What may be done about an incident: it is seen, seen to, and taken up again when that was not enough. */
import { ok, refused, type Result } from '../error.ts';
import type { ActOnIncident, IncidentAct, IncidentState } from './query.ts';

export const incidentStateAfter = (last: IncidentAct | null): IncidentState =>
  last === 'closed' ? 'closed' : last === null ? 'new' : 'acknowledged';

const allowed: Readonly<Record<IncidentAct, readonly IncidentState[]>> = {
  acknowledged: ['new'],
  closed: ['new', 'acknowledged'],
  reopened: ['closed'],
};

/** Whoever closes or reopens says in words what was found. */
export const decideIncident = ({ act, note }: ActOnIncident, state: IncidentState): Result<null> => {
  if (!allowed[act].includes(state)) return refused({ code: 'changed_meanwhile' });
  if (act !== 'acknowledged' && note.length < 2) return refused({ code: 'bad_input', fields: ['note'] });
  return ok(null);
};
