// Runs the suites that use a database once more, on a real PostgreSQL: the one of TEST_DATABASE_URL, or the one that answers
// on 127.0.0.1:5432. Everything happens in databases of their own, which are dropped at the end.
import './require-node.mjs';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import pg from 'pg';

const CONNECT_TIMEOUT_MS = 2_000;

/** The suites whose outcome depends on the database; the others would only say the same again. */
const DATABASE_SUITES = [
  'test/storage/',
  'test/mail/(imap|mail-decisions|mail-gateway|record[a-z-]*.e2e|sending.e2e|smtp)',
  'test/api/(access|administration|around-activity|attachments|audit|authentication|customers|directory|errors|explain|field-push[a-z-]*.e2e|idempotency|intake|partition|reading|record|search|several|sign-in)',
];

const candidates = process.env.TEST_DATABASE_URL
  ? [process.env.TEST_DATABASE_URL]
  : ['root', 'postgres'].map((user) => `postgresql://${user}@127.0.0.1:5432/postgres`);

async function runOn(url, statement) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  await client.connect();
  try {
    return await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The first server on which we may create databases, and why the others are out of the question. */
async function findServer() {
  const reasons = [];
  for (const url of candidates) {
    try {
      const { rows } = await runOn(
        url,
        'SELECT rolcreatedb OR rolsuper AS may FROM pg_roles WHERE rolname = current_user',
      );
      if (rows[0]?.may) return { url, reasons };
      reasons.push(`${new URL(url).username} may not create databases`);
    } catch (error) {
      reasons.push(`${new URL(url).username}: ${error.message || error.code}`);
    }
  }
  return { url: undefined, reasons };
}

function jest(databaseUrl) {
  const asked = process.argv.slice(2);
  const patterns = asked.length > 0 ? asked : DATABASE_SUITES;
  const args = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];
  args.push('--config', 'jest.postgres.config.js', '--testPathPatterns', ...patterns);
  return new Promise((resolve, reject) => {
    const env = { ...process.env, TEST_DATABASE_URL: databaseUrl };
    const child = spawn(process.execPath, args, { stdio: 'inherit', env });
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}

const { url: serverUrl, reasons } = await findServer();
if (serverUrl === undefined) {
  console.log(`Skipped: no PostgreSQL to test on (${reasons.join('; ')}).`);
  process.exit(0);
}

// Ctrl-C ends Jest as well; we stay to drop the database.
process.on('SIGINT', () => undefined);

const name = `casemgr_ci_${randomBytes(4).toString('hex')}`;
await runOn(serverUrl, `CREATE DATABASE ${name}`);
const databaseUrl = new URL(serverUrl);
databaseUrl.pathname = `/${name}`;
try {
  process.exitCode = await jest(databaseUrl.href);
} finally {
  await runOn(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`);
}
