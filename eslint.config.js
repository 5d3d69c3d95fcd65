import { defineConfig } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What a pure file must not reach for, and what to take instead: `*.rules.ts` and libs/wire give the same answer every time. */
const IMPURE_SYNTAX = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'A rule has no clock: take `now: Date` as an argument; its caller asks `Clock`.',
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'A rule has no clock: take `now: Date` as an argument; its caller asks `Clock`.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'A rule is not random: take the value as an argument.',
  },
];

const IMPURE_GLOBALS = [
  {
    name: 'process',
    message: 'A rule has no environment: take what you need from `ServerConfiguration` as an argument.',
  },
  { name: 'fetch', message: 'A rule does no I/O: let the caller fetch, and take what it found as an argument.' },
];

const WAITING_GLOBALS = [
  { name: 'setTimeout', message: 'A rule does not wait: let the caller do so.' },
  { name: 'setInterval', message: 'A rule does not wait: recurring work belongs to `Recurring`.' },
];

const IMPURE_IMPORTS = {
  patterns: [
    {
      regex: '^node:(fs|net|http|https|http2|tls|dns|dgram|child_process|cluster|timers)(/|$)',
      message: 'A rule does no I/O: add what it needs to its facts, and read that in a store.',
    },
    { regex: '^node:process$', message: 'A rule has no environment: take what you need as an argument.' },
  ],
};

/** `*.rules.ts` knows neither Nest nor the database nor threads either; libs/wire decodes large bodies in one. */
const IMPURE_RULES_IMPORTS = {
  patterns: [
    ...IMPURE_IMPORTS.patterns,
    { regex: '^node:worker_threads$', message: 'A rule is a plain function: let the caller choose the thread.' },
    { regex: '^(@nestjs/|fastify$)', message: 'A rule is a plain function: the controller or action calls it.' },
    { regex: '^(pg|typeorm|@electric-sql/pglite)$', message: 'SQL belongs into a `*.store.ts`; a rule gets facts.' },
    {
      regex: '\\.store\\.js$',
      message: 'A rule never asks for more data: let its facts grow.',
      allowTypeImports: true,
    },
  ],
};

export default defineConfig(
  { ignores: ['dist/', 'data/', 'node_modules/', 'packages/client/schema.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // Plain exports are easier to find and to rename.
      'no-restricted-exports': ['error', { restrictDefaultExports: { direct: true, named: true } }],
      eqeqeq: 'error',
      'no-console': 'error',
      'no-control-regex': 'error',
      'no-self-compare': 'error',
      'no-unsafe-finally': 'error',
      // A Nest module is a class without members; its decorator is what it says.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Numbers and booleans read well in messages; objects do not.
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // `noPropertyAccessFromIndexSignature` of the compiler demands what this rule would forbid.
      '@typescript-eslint/dot-notation': 'off',
      // What an interface promises to return is a promise, also where there is nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      // The type of a row or of a body is what its reader claims: `query<Row>()`, `json<Body>()`.
      '@typescript-eslint/no-unnecessary-type-parameters': 'off',
      // A body class is a shape with checks; an object that has the shape is one.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      // `return refuse(…)` ends a step and says why in one line.
      '@typescript-eslint/no-confusing-void-expression': 'off',
      // `||` is meant where the empty text counts as absent, as in environment variables.
      '@typescript-eslint/prefer-nullish-coalescing': ['error', { ignorePrimitives: { string: true } }],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true, caughtErrors: 'none' },
      ],
      // Leaves files with decorators alone: Nest finds a constructor's classes at run time, so those imports must stay values.
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
    },
  },
  {
    // TypeORM fills the columns; there is no constructor to do it.
    files: ['**/*.entity.ts'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  {
    files: ['libs/**/*.rules.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...IMPURE_SYNTAX],
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS, ...WAITING_GLOBALS],
      '@typescript-eslint/no-restricted-imports': ['error', IMPURE_RULES_IMPORTS],
    },
  },
  {
    files: ['libs/wire/**/*.ts'],
    ignores: ['**/*.rules.ts', '**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...IMPURE_SYNTAX],
      'no-restricted-globals': ['error', ...IMPURE_GLOBALS],
      '@typescript-eslint/no-restricted-imports': ['error', IMPURE_IMPORTS],
    },
  },
  {
    // TypeORM's command line wants the data source as default export.
    files: ['ormconfig.ts'],
    rules: { 'no-restricted-exports': 'off' },
  },
  {
    // What people see when they start the server or run a command.
    files: ['apps/**/*.ts', 'bench/**/*.ts'],
    rules: { 'no-console': 'off' },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    extends: [tseslint.configs.recommended],
    rules: { '@typescript-eslint/no-require-imports': 'off' },
  },
);
