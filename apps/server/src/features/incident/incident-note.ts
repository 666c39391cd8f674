/** What a note about an incident is sealed under. */
export const incidentNote = (actId: string): string => `incident_act.note|${actId}`;
