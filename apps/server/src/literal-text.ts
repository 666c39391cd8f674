/** For `contains` and `startsWith`, which hand their text to LIKE as a pattern: what a person types means itself. */
export const literalText = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
