/** Tables whose rows lie where their person lives: they carry the person's area, and move along within the county. */
export const tablesOfPerson = [
  'visit',
  'dose',
  'care_event',
  'photo',
  'incident_act',
  'aefi_step',
  'proposal',
  'entry_question',
  'person_field_choice',
] as const;
