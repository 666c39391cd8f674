import { z } from 'zod';

/** Every list is paged. `page` counts from 0. */
export const PageRequest = z.strictObject({ page: z.int().min(0).max(100_000), size: z.int().min(1).max(200) });
export type PageRequest = z.infer<typeof PageRequest>;

export interface Page<Row> {
  rows: Row[];
  total: number;
}
