/** A row of an office as it lies in the link store. */
import { readRow, type SourceRow } from '@qiaomen/linkage/prefecture/read-row';

export const aSourceRow = (said: Partial<SourceRow>): SourceRow => {
  const context = { today: '2026-11-22', prefecture: '2224', areaExists: () => true };
  const { record } = readRow('health', {}, [], [], context);
  return { ...record, name: '测试', ...said };
};
