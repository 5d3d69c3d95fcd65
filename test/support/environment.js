// The context of a suite that shares the product with the other suites of its process (built-modules.js).
import { readFileSync } from 'node:fs';
import 'reflect-metadata';
import { TestEnvironment } from 'jest-environment-node';
import { builtModule } from './built-modules.js';

/** What either side asks `instanceof` of, or keeps something in. */
const SHARED = { Date, Error, Map, RangeError, Reflect, RegExp, Set, SyntaxError, TypeError };

export default class SharedProductEnvironment extends TestEnvironment {
  environmentBefore = { ...process.env };

  constructor(config, context) {
    super(config, context);
    if (readFileSync(context.testPath, 'utf8').includes('jest.unstable_mockModule('))
      throw new Error(`${context.testPath} mocks modules, which has no effect here: jest.config.js lists such suites`);
  }

  async setup() {
    await super.setup();
    Object.assign(this.global, SHARED, { builtModule });
    this.global.process.env = process.env;
  }

  async teardown() {
    for (const name of Object.keys(process.env)) if (!(name in this.environmentBefore)) delete process.env[name];
    Object.assign(process.env, this.environmentBefore);
    await super.teardown();
  }
}
