/** The product, and the packages that suites use its own of. */
const SHARED_CODE = '/(apps|libs)/(?!.*spec\\.ts$).*\\.ts$|/ormconfig\\.ts$';
const SHARED_PACKAGES =
  '/node_modules/(@electric-sql/pglite/dist/index\\.js|@nestjs/core/index\\.js|typeorm/index\\.mjs)$';

/** Suites that put modules of the product out of action, or derive classes: they load the sources anew, each for itself. */
const ALONE = '/(libs/wire/read-body\\.rules|test/api/visibility-walk|test/storage/row-level-security)\\.';

const PROJECT = {
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^#(.*)\\.js$': '<rootDir>/libs/$1',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
};

/** What runs the suites whose names end in one of these. */
export function suites(endings) {
  return {
    globalSetup: '<rootDir>/test/support/database-snapshot.js',
    globalTeardown: '<rootDir>/test/support/remove-database-snapshot.js',
    testSequencer: '<rootDir>/test/support/longest-first.js',
    // A whole server is started in hooks; on a slow machine with both cores busy that takes its time.
    testTimeout: 300_000,
    maxWorkers: 2,
    // What a suite has loaded for itself V8 gives back late.
    workerIdleMemoryLimit: '2GB',
    projects: [
      {
        ...PROJECT,
        displayName: 'built',
        testRegex: `\\.(${endings})\\.ts$`,
        testPathIgnorePatterns: ['/node_modules/', ALONE],
        testEnvironment: '<rootDir>/test/support/environment.js',
        transform: {
          [`${SHARED_CODE}|${SHARED_PACKAGES}`]: '<rootDir>/test/support/built-modules.js',
          '\\.ts$': '@swc/jest',
        },
        transformIgnorePatterns: ['/node_modules/(?!@electric-sql/pglite/|@nestjs/core/|typeorm/)'],
      },
      {
        ...PROJECT,
        displayName: 'alone',
        testRegex: `${ALONE}(${endings})\\.ts$`,
        transform: { '\\.ts$': '@swc/jest' },
      },
    ],
  };
}

export default suites('spec|e2e-spec');
