/** A cell that a spreadsheet would take for a formula is written as text (OWASP: CSV injection). */
const startsFormula = /^[=+\-@\t\r\n＝＋－＠]/u;

export const harmlessCell = (text: string): string => (startsFormula.test(text) ? `'${text}` : text);
