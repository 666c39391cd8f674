/** Conditions that have words in the catalogues; a table may name others, which are shown by their code. */
export const knownConditions = [
  'FEVER_TODAY',
  'CHRONIC_ACUTE_PHASE',
  'HYPERTENSION_STABLE',
  'DIABETES_STABLE',
  'DISABLED_STABLE',
  'ADVANCED_AGE_ONLY',
  'ALLERGY_PENICILLIN',
  'ALLERGY_SEAFOOD',
  'ALLERGY_TO_COMPONENT',
  'SEVERE_ALLERGY_TO_VACCINE',
  'UNCONTROLLED_EPILEPSY',
  'TERMINAL_ILLNESS',
] as const;
