export default {
  globalSetup: '<rootDir>/test/support/database-snapshot.js',
  globalTeardown: '<rootDir>/test/support/remove-database-snapshot.js',
  testEnvironment: 'node',
  testSequencer: '<rootDir>/test/support/longest-first.js',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test'],
  testRegex: '\\.(spec|e2e-spec)\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': '@swc/jest' },
  moduleNameMapper: {
    '^#(.*)\\.js$': '<rootDir>/libs/$1',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  // A whole server is started in hooks; on a slow machine with both cores busy that takes its time.
  testTimeout: 300_000,
  maxWorkers: 2,
  // Every suite loads the whole server into a context of its own, which V8 gives back late.
  workerIdleMemoryLimit: '2GB',
};
