/** A cell shown beside a column name. Numbers long enough to be an ID, a card or a phone are masked, wherever they stand. */
export const maskSample = (cell: string): string =>
  cell
    .normalize('NFKC')
    .replaceAll(/\d(?:[\s-]?\d){5,}[Xx]?/gu, (found) => {
      const digits = found.replaceAll(/[\s-]/g, '');
      return `${digits.slice(0, 3)}${'*'.repeat(digits.length - 5)}${digits.slice(-2)}`;
    })
    .slice(0, 60);
