import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

const CONTRACTS = [
  'docs/contract/casemgr.md',
  'docs/contract/runtime.md',
  'docs/contract/around-activity.md',
  'docs/contract/mail-gateway.md',
  'docs/contract/customers.md',
  'docs/contract/search-and-audit.md',
  'docs/contract/field-push.md',
  'docs/contract/records-by-email.md',
];
const TEST_FOLDERS = ['apps', 'libs', 'test'];
const TEST_FUNCTIONS = new Set(['describe', 'it', 'test']);

/** A clause id; `UTF-8` and `SHA-256` look the same, so what is no family of the contract does not count. */
const CLAUSE = /\b[A-Z]+-\d+\b/g;
const DEFINITION = /^\|? ?\*\*([A-Z]+-\d+)\*\*/gm;

/** The ids that the contract defines, in its order; one that is defined twice is there twice. */
export function definedClauses(): string[] {
  return CONTRACTS.flatMap((file) => [...readFileSync(file, 'utf8').matchAll(DEFINITION)].map(([, id = '']) => id));
}

/** Which tests name each clause: `file: title` or `file: table row`, by id. */
export function namedClauses(): Map<string, string[]> {
  const families = new Set(definedClauses().map(familyOf));
  const named = new Map<string, string[]>();
  for (const file of TEST_FOLDERS.flatMap(testsBelow)) {
    for (const text of testTexts(file)) {
      for (const [id] of text.matchAll(CLAUSE)) {
        if (families.has(familyOf(id))) named.set(id, [...(named.get(id) ?? []), `${file}: ${text}`]);
      }
    }
  }
  return named;
}

function familyOf(id: string): string {
  return id.slice(0, id.indexOf('-'));
}

function testsBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /[.-]spec\.ts$/.test(file))
    .map((file) => join(folder, file));
}

/** The titles of a file's tests, the tables that `each` makes tests of, and what any row calls its `clause`. */
function testTexts(file: string): string[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true);
  const constants = new Map<string, ts.Expression>();
  const texts: string[] = [];
  walk(source, (node) => {
    if (ts.isVariableDeclaration(node) && node.initializer) constants.set(node.name.getText(), node.initializer);
  });
  walk(source, (node) => {
    if (ts.isPropertyAssignment(node) && node.name.getText() === 'clause') texts.push(...textsWithin(node.initializer));
    if (!ts.isCallExpression(node) || !isTestFunction(node.expression)) return;
    texts.push(...node.arguments.slice(0, 1).flatMap(textsWithin));
    const table = tableOf(node.expression);
    if (table !== undefined)
      texts.push(...textsWithin(table), ...constantsWithin(table, constants).flatMap(textsWithin));
  });
  return texts;
}

function walk(node: ts.Node, visit: (node: ts.Node) => void): void {
  visit(node);
  ts.forEachChild(node, (child) => {
    walk(child, visit);
  });
}

/** Whether a callee is `it`, `it.only`, `it.each(table)` and so on. */
function isTestFunction(callee: ts.Expression): boolean {
  if (ts.isIdentifier(callee)) return TEST_FUNCTIONS.has(callee.text);
  if (ts.isPropertyAccessExpression(callee)) return callee.name.text !== 'each' && isTestFunction(callee.expression);
  return tableOf(callee) !== undefined;
}

/** The argument of `each`, of a callee such as `it.each(table)`. */
function tableOf(callee: ts.Expression): ts.Expression | undefined {
  if (!ts.isCallExpression(callee) || !ts.isPropertyAccessExpression(callee.expression)) return undefined;
  const { name, expression } = callee.expression;
  return name.text === 'each' && isTestFunction(expression) ? callee.arguments[0] : undefined;
}

/** A table may be a constant of the same file, or made of some. */
function constantsWithin(table: ts.Expression, constants: ReadonlyMap<string, ts.Expression>): ts.Expression[] {
  const found: ts.Expression[] = [];
  walk(table, (node) => {
    const constant = ts.isIdentifier(node) ? constants.get(node.text) : undefined;
    if (constant !== undefined) found.push(constant);
  });
  return found;
}

function textsWithin(node: ts.Node): string[] {
  const texts: string[] = [];
  walk(node, (part) => {
    if (ts.isStringLiteralLike(part) || ts.isTemplateHead(part) || ts.isTemplateMiddleOrTemplateTail(part)) {
      texts.push(part.text);
    }
  });
  return texts;
}
