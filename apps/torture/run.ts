import { join } from 'node:path';
import { checkInstallation, findLeaks } from './check.js';
import { Driver } from './driver.js';
import { Faults } from './faults.js';
import { requestAdminToken, requestTokens } from './http-client.js';
import { Installation } from './installation.js';
import { IntentSource } from './intent.js';
import { Ledger, readLedger } from './ledger.js';
import { Observations, percentile } from './observations.js';
import type { TortureOptions } from './options.js';
import { SECRET } from './partition.js';
import { Random } from './random.js';
import { RestCheck } from './rest-check.js';
import { ServerProcess } from './server-process.js';
import { installWitness } from './stored-state.store.js';

/** Clients that send at the same time. */
const SENDERS = 8;

/** What a run has come to. */
export interface TortureResult extends TortureOptions {
  readonly faults: Readonly<Record<string, number>>;
  readonly acknowledged: number;
  readonly replayed: number;
  readonly refused: number;
  readonly unknown: number;
  readonly restarts: number;
  readonly readyP95Ms: number;
  readonly recoveryP95Ms: number;
  /** `[invariant] what`. */
  readonly violations: readonly string[];
  /** Where everything still is when something was found. */
  readonly folder: string;
}

/** Tortures a server of its own and says what came of it. Everything that it starts has ended when it returns. */
export async function torture(options: TortureOptions): Promise<TortureResult> {
  const installation = await Installation.create(options.database);
  const server = new ServerProcess(installation.port, installation.environment, installation.folder);
  let isClean = false;
  try {
    const result = await tortureInstalled(options, installation, server);
    isClean = result.violations.length === 0;
    return result;
  } finally {
    await server.kill();
    await installation.close({ keepsFolder: !isClean });
  }
}

async function tortureInstalled(
  options: TortureOptions,
  installation: Installation,
  server: ServerProcess,
): Promise<TortureResult> {
  const random = new Random(options.seed);
  const observations = new Observations();
  await startFirst(installation, server, random, observations);
  const tokens = await requestTokens(server.url);
  const adminToken = await requestAdminToken(server.url);
  const canary = `canary-${options.seed}-in-the-content`;
  const ledgerFile = join(installation.folder, 'ledger.jsonl');
  const ledger = await Ledger.create(ledgerFile);
  const intents = new IntentSource(new Random(random.between(0, 1e9)), canary);
  const driver = new Driver(server, tokens, ledger, intents, observations, new Random(random.between(0, 1e9)));
  const faults = new Faults(server, installation.postgres, adminToken, observations, random);

  const driving = driver.run(SENDERS);
  try {
    await faults.run(options.seconds);
  } finally {
    driver.finish();
    await driving;
    await ledger.close();
  }
  const entries = await readLedger(ledgerFile);
  const rest = new RestCheck(server.url, tokens);
  await rest.run(entries);
  await server.stop();
  const found = [
    ...observations.violations,
    ...server.crashes.map((what) => ({ invariant: 'A9 no crash', what })),
    ...rest.violations,
    ...(await checkInstallation(installation, entries)),
    ...(await findLeaks(server.logFile, [canary, SECRET, ...Object.values(tokens)])),
  ];
  return {
    ...options,
    faults: Object.fromEntries(observations.faults),
    acknowledged: observations.acknowledged,
    replayed: observations.replayed,
    refused: observations.refused,
    unknown: observations.unknown,
    restarts: server.timesToReady.length - 1,
    readyP95Ms: Math.round(percentile(server.timesToReady, 0.95)),
    recoveryP95Ms: Math.round(percentile(observations.recoveriesMs, 0.95)),
    violations: found.map(({ invariant, what }) => `[${invariant}] ${what}`),
    folder: installation.folder,
  };
}

/** From an empty database: killed in a migration, then started with the partition; then the witness is put in. */
async function startFirst(
  installation: Installation,
  server: ServerProcess,
  random: Random,
  observations: Observations,
): Promise<void> {
  observations.fault('killed in-migration');
  const survived = await server.start({ point: 'in-migration', pass: random.between(1, 3) });
  if (survived) throw new Error('The server was not killed in a migration');
  await server.start(undefined, { CASEMGR_PARTITION_FILE: installation.partitionFile });
  const code = await server.stop();
  if (code !== 0) observations.violation('A7 SIGTERM', `the server ended with ${code ?? 'no code'} instead of 0`);
  const opened = await installation.openDatabase();
  await installWitness(opened.database);
  await opened.close();
  await server.start();
}
