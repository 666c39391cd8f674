/** The matrix's rows, one for each procedure of the router. */
import { accountCases } from './account-cases.ts';
import { baseFigureCases } from './base-figure-cases.ts';
import { batchCases } from './batch-cases.ts';
import { careCases } from './care-cases.ts';
import type { Case, ProcedurePath } from './case.ts';
import { fieldCases } from './field-cases.ts';
import { homePlanCases } from './home-plan-cases.ts';
import { importCases } from './import-cases.ts';
import { keyPlaceCases } from './key-place-cases.ts';
import { managementCases } from './management-cases.ts';
import { registerExportCases } from './register-export-cases.ts';
import { quizCases } from './quiz-cases.ts';
import { ruleVersionCases } from './rule-version-cases.ts';
import { undoCases } from './undo-cases.ts';
import { uploadCases } from './upload-cases.ts';

export const cases = {
  ...accountCases,
  ...baseFigureCases,
  ...batchCases,
  ...careCases,
  ...fieldCases,
  ...homePlanCases,
  ...importCases,
  ...keyPlaceCases,
  ...managementCases,
  ...registerExportCases,
  ...quizCases,
  ...ruleVersionCases,
  ...undoCases,
  ...uploadCases,
} satisfies Record<ProcedurePath, Case>;
