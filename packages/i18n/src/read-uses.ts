/** Which texts the pages ask for, and which words they wrote themselves. Reads the syntax tree, not the characters. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import type { Finding } from './check.ts';

export interface Uses {
  keys: { key: string; where: string }[];
  /** `codes:state.` of a key put together at run time */
  prefixes: { prefix: string; where: string }[];
  literals: Finding[];
}

const keyPattern = /^[a-z][A-Za-z]*:[\w.+-]+$/;
const ownScripts = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Tibetan}]/u;

/** Attributes a person reads or hears. */
const spokenAttributes = new Set(['alt', 'title', 'label', 'placeholder', 'aria-label', 'aria-description', 'legend']);

const isSourceFile = (name: string): boolean => /\.tsx?$/.test(name) && !/\.test\.tsx?$|\.d\.ts$/.test(name);

const listFiles = (dir: string): string[] =>
  readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && isSourceFile(entry.name) && !/\btesting$/.test(entry.parentPath))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();

const literalText = (node: ts.Node): string | undefined =>
  ts.isStringLiteral(node) || ts.isNoSubstitutionTemplateLiteral(node) ? node.text : undefined;

const readNode = (node: ts.Node, where: () => string, uses: Uses): void => {
  const text = literalText(node);
  if (text !== undefined) {
    if (keyPattern.test(text)) uses.keys.push({ key: text, where: where() });
    else if (ownScripts.test(text)) uses.literals.push({ where: where(), what: `words in the source: ${text}` });
  }
  if (ts.isTemplateExpression(node)) {
    const head = node.head.text;
    if (/^[a-z][A-Za-z]*:/.test(head)) uses.prefixes.push({ prefix: head, where: where() });
    for (const part of [head, ...node.templateSpans.map((span) => span.literal.text)])
      if (ownScripts.test(part)) uses.literals.push({ where: where(), what: `words in the source: ${part}` });
  }
  if (ts.isJsxText(node) && /\p{L}/u.test(node.text))
    uses.literals.push({ where: where(), what: `words in the page: ${node.text.trim()}` });
  if (ts.isJsxAttribute(node) && ts.isIdentifier(node.name) && spokenAttributes.has(node.name.text))
    readSpoken(node, where, uses);
  if (ts.isJsxAttribute(node) && !ts.isIdentifier(node.name)) readSpoken(node, where, uses);
};

const readSpoken = (node: ts.JsxAttribute, where: () => string, uses: Uses): void => {
  if (!spokenAttributes.has(node.name.getText())) return;
  const value = node.initializer;
  const inner = value !== undefined && ts.isJsxExpression(value) ? value.expression : value;
  const text = inner === undefined ? undefined : literalText(inner);
  if (text !== undefined && /\p{L}/u.test(text) && !ownScripts.test(text))
    uses.literals.push({ where: where(), what: `words in ${node.name.getText()}: ${text}` });
};

/** One file of a page, given as text. */
export const readSource = (fileName: string, source: string): Uses => {
  const uses: Uses = { keys: [], prefixes: [], literals: [] };
  const kind = fileName.endsWith('x') ? ts.ScriptKind.TSX : ts.ScriptKind.TS;
  const file = ts.createSourceFile(fileName, source, ts.ScriptTarget.Latest, true, kind);
  const visit = (node: ts.Node): void => {
    // imports name modules, not words
    if (ts.isImportDeclaration(node)) return;
    const where = (): string => `${fileName}:${file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1}`;
    readNode(node, where, uses);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return uses;
};

export const readUses = (sourceDir: string): Uses => {
  const all = listFiles(sourceDir).map((file) => readSource(relative(sourceDir, file), readFileSync(file, 'utf8')));
  return {
    keys: all.flatMap((uses) => uses.keys),
    prefixes: all.flatMap((uses) => uses.prefixes),
    literals: all.flatMap((uses) => uses.literals),
  };
};
