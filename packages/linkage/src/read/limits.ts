/** What one file may cost before it is refused. The declared sizes of a zip are checked first, the real ones while inflating. */
export interface Limits {
  fileBytes: number;
  entries: number;
  unpackedBytes: number;
  /** unpacked to packed, looked at only above `ratioFrom` bytes: small sheets of equal cells compress well honestly */
  ratio: number;
  ratioFrom: number;
  sharedStringBytes: number;
  columns: number;
  cellLength: number;
  /** characters of one CSV record */
  recordLength: number;
  mergedRegions: number;
}

export const defaultLimits: Limits = {
  fileBytes: 400 * 2 ** 20,
  entries: 200,
  unpackedBytes: 400 * 2 ** 20,
  ratio: 100,
  ratioFrom: 16 * 2 ** 20,
  sharedStringBytes: 128 * 2 ** 20,
  columns: 200,
  cellLength: 32_767,
  recordLength: 2 ** 20,
  mergedRegions: 200_000,
};
