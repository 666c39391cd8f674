/** Lines of the printed result. */
export interface Line {
  what: string;
  values: string[];
}

export const row = (what: string, ...values: string[]): Line => ({ what, values });

export const print = (title: string, lines: readonly Line[]): void => {
  process.stdout.write(`\n${title}\n`);
  for (const { what, values } of lines) process.stdout.write(`  ${what.padEnd(58)} ${values.join('   ')}\n`);
};
