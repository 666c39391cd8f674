/** The JSON columns of a batch, as they are read back. */
import { containers, contents, encodings } from '@qiaomen/domain/import-batch/query';
import type { ImportStop } from '@qiaomen/domain/import-batch/stop-rules';
import { z } from 'zod';

const Village = z.object({ areaCode: z.string(), before: z.int(), after: z.int() });
const Stop: z.ZodType<ImportStop> = z.discriminatedUnion('code', [
  z.object({
    code: z.literal('matched_low'),
    ruleId: z.string(),
    percent: z.number(),
    limit: z.number(),
    rows: z.int(),
    knownRows: z.int(),
  }),
  z.object({
    code: z.literal('village_falls'),
    ruleId: z.string(),
    limit: z.number(),
    villages: z.int(),
    worst: Village,
  }),
]);

export const Stored = {
  format: z.object({
    container: z.enum(containers),
    encoding: z.enum(encodings).nullable(),
    headerRow: z.int(),
    sheet: z.string().nullable(),
  }),
  columns: z.array(
    z.object({
      index: z.int(),
      header: z.string(),
      content: z.enum(contents).default('text'),
      samples: z.array(z.string()),
    }),
  ),
  error: z.object({ code: z.string() }).nullable(),
  look: z.object({
    firstLines: z.array(z.object({ line: z.int(), cells: z.array(z.string()) })).default([]),
    sheets: z.array(z.string()).default([]),
    recalled: z.object({ fileName: z.string(), at: z.string() }).nullable().default(null),
  }),
  stops: z.array(Stop),
};
