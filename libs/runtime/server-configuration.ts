import { isIP } from 'node:net';
import { FAULT_POINT_NAME, FAULT_POINTS, mayHaveFaultPoint, readFaultPoint } from './fault-point.js';
import { readBlobLocation, type BlobLocation } from './blob-location.js';
import { LOG_LEVELS, type LogLevel } from './logger.js';

/** The roles of one process (runtime.md §2). */
export const ROLES = ['api', 'gateway', 'worker'] as const;

export type Role = (typeof ROLES)[number];

/** An outside OAuth issuer whose tokens are accepted (runtime.md §2, §5). */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly audience: string;
  readonly jwksUri?: string;
  /** The claim that says user, client or customer. */
  readonly actorClaim: string;
  /** The claim that names the subject: a login, a client id or an external id. */
  readonly subjectClaim: string;
}

/** The environment, read once at start. Injected by its class. */
export class ServerConfiguration {
  readonly port!: number;
  readonly host!: string;
  /** Issuer and base of links, without a slash at the end. */
  readonly publicUrl!: string;
  /** Undefined: the embedded database. */
  readonly databaseUrl!: string | undefined;
  /** Leads to the same PostgreSQL past a pooler; undefined: `databaseUrl` itself does. */
  readonly sessionDatabaseUrl!: string | undefined;
  readonly preparedStatements!: boolean;
  readonly dataFolder!: string;
  readonly roles!: readonly Role[];
  readonly masterKey!: string | undefined;
  readonly demo!: boolean;
  readonly adminClient!: { readonly clientId: string; readonly secret: string } | undefined;
  readonly partitionFile!: string | undefined;
  readonly trustedIssuers!: readonly TrustedIssuer[];
  /** Undefined: files below the data folder. */
  readonly blobLocation!: BlobLocation | undefined;
  /** Base of the OTLP collector's addresses; undefined: no traces. */
  readonly traceEndpoint!: string | undefined;
  readonly logLevel!: LogLevel;
  readonly allowUnsafeDatabase!: boolean;
  /** Networks in CIDR notation that field pushes may reach although they are not of the public internet. */
  readonly pushAllowNetworks!: readonly string[];
  readonly maximumRequests!: number;
  readonly maximumQueueMs!: number;
  readonly maximumBodyMemoryMB!: number;
  /** 0: mail is not received this way. */
  readonly smtpPort!: number;
  readonly lmtpPort!: number;
  /** Undefined: no STARTTLS. */
  readonly smtpTls!: { readonly certFile: string; readonly keyFile: string } | undefined;
  /** URL of the mail server that mail goes out through; undefined: it waits. */
  readonly smtpRelay!: string | undefined;
}

/** One environment variable: how it is described to people and how its text becomes a value. */
interface Variable<Value> {
  readonly name: string;
  readonly description: string;
  readonly defaultText: string;
  /** Throws an Error that says what is expected. Gets undefined when the variable is absent or empty. */
  read(text: string | undefined, environment: Environment): Value;
}

type Environment = Readonly<Record<string, string | undefined>>;

function fault(expected: string): never {
  throw new Error(expected);
}

function port(fallback: number): (text: string | undefined) => number {
  return (text) => {
    const value = text === undefined ? fallback : Number(text);
    return Number.isInteger(value) && value >= 0 && value <= 65_535 ? value : fault('a port from 0 to 65535');
  };
}

function postgresUrl(text: string | undefined): string | undefined {
  return text === undefined || /^postgres(ql)?:\/\//.test(text) ? text : fault('a URL that begins with postgresql://');
}

function wholeNumber(least: number, most: number, fallback: number): (text: string | undefined) => number {
  return (text) => {
    const value = text === undefined ? fallback : Number(text);
    return Number.isInteger(value) && value >= least && value <= most
      ? value
      : fault(`a whole number from ${least} to ${most}`);
  };
}

function flag(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  return text === 'true' ? true : text === 'false' ? false : fault('true or false');
}

function oneOf<Value extends string>(values: readonly Value[], text: string): Value {
  return values.find((value) => value === text) ?? fault(`one of ${values.join(', ')}`);
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function webUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : fault('an http or https URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:') fault('an http or https URL');
  if (url.search !== '' || url.hash !== '' || url.username !== '')
    fault('a URL without query, fragment or credentials');
  return text.replace(/\/+$/, '');
}

function trustedIssuers(text: string): TrustedIssuer[] {
  const expected = 'a JSON list of {issuer, audience, jwksUri?, actorClaim, subjectClaim}';
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch {
    fault(expected);
  }
  if (!Array.isArray(list)) fault(expected);
  return list.map((entry: unknown) => {
    const issuer = entry as Partial<Record<keyof TrustedIssuer, unknown>> | null;
    const isText = (member: unknown): member is string => typeof member === 'string' && member !== '';
    if (
      typeof issuer !== 'object' ||
      issuer === null ||
      !isText(issuer.issuer) ||
      !isText(issuer.audience) ||
      !isText(issuer.actorClaim) ||
      !isText(issuer.subjectClaim) ||
      (issuer.jwksUri !== undefined && !isText(issuer.jwksUri))
    ) {
      fault(expected);
    }
    return issuer as TrustedIssuer;
  });
}

function roles(text: string | undefined, environment: Environment): readonly Role[] {
  const named = [...new Set(text?.split(',').map((role) => oneOf(ROLES, role.trim())) ?? ROLES)];
  if (named.length < ROLES.length && !environment['DATABASE_URL']) {
    fault('all roles with the embedded database, which serves one process only (set DATABASE_URL to split them)');
  }
  return named;
}

function host(environment: Environment): string {
  return environment['HOST'] || '127.0.0.1';
}

function demo(text: string | undefined, environment: Environment): boolean {
  const chosen = flag(text);
  if (chosen !== undefined) return chosen;
  if (environment['DATABASE_URL']) return false;
  if (!isLoopback(host(environment))) {
    fault(`true or false, said explicitly, because HOST ${host(environment)} can be reached from other machines`);
  }
  return true;
}

function adminClient(clientId: string | undefined, environment: Environment): ServerConfiguration['adminClient'] {
  const secret = environment['CASEMGR_ADMIN_CLIENT_SECRET'];
  if (!clientId && !secret) return undefined;
  if (!clientId || !secret) fault('CASEMGR_ADMIN_CLIENT_ID and CASEMGR_ADMIN_CLIENT_SECRET together');
  return { clientId, secret };
}

function smtpTls(certFile: string | undefined, environment: Environment): ServerConfiguration['smtpTls'] {
  const keyFile = environment['CASEMGR_SMTP_TLS_KEY'];
  if (!certFile && !keyFile) return undefined;
  if (!certFile || !keyFile) fault('CASEMGR_SMTP_TLS_CERT and CASEMGR_SMTP_TLS_KEY together');
  return { certFile, keyFile };
}

type Schema = { readonly [Key in keyof ServerConfiguration]: Variable<ServerConfiguration[Key]> };

/** The one description of the environment; docs/configuration.md is generated from it. */
export const CONFIGURATION_SCHEMA: Schema = {
  port: {
    name: 'PORT',
    description: 'Port of the HTTP API; 0 takes a free one.',
    defaultText: '8080',
    read: port(8080),
  },
  host: {
    name: 'HOST',
    description: 'Address to listen on.',
    defaultText: '127.0.0.1',
    read: (_, environment) => host(environment),
  },
  publicUrl: {
    name: 'CASEMGR_PUBLIC_URL',
    description: 'Issuer of tokens and base of absolute links.',
    defaultText: 'http://HOST:PORT',
    read: (text, environment) =>
      text === undefined ? `http://${host(environment)}:${environment['PORT'] || '8080'}` : webUrl(text),
  },
  databaseUrl: {
    name: 'DATABASE_URL',
    description: 'URL of a PostgreSQL, version 15 or newer. Empty: the embedded database below `CASEMGR_DATA`.',
    defaultText: '',
    read: postgresUrl,
  },
  sessionDatabaseUrl: {
    name: 'CASEMGR_SESSION_DATABASE_URL',
    description:
      'URL of the same PostgreSQL past the pooler, when `DATABASE_URL` leads to one in transaction mode: for migrations and notifications.',
    defaultText: 'that of DATABASE_URL',
    read: (text, environment) => {
      if (text !== undefined && !environment['DATABASE_URL']) fault('absent without DATABASE_URL');
      return postgresUrl(text);
    },
  },
  preparedStatements: {
    name: 'CASEMGR_PREPARED_STATEMENTS',
    description: '`false` for a pooler that cannot keep prepared statements apart: PgBouncer before 1.21.',
    defaultText: 'true',
    read: (text) => flag(text) ?? true,
  },
  dataFolder: {
    name: 'CASEMGR_DATA',
    description: 'Folder of the embedded database, attachments and keys.',
    defaultText: './data',
    read: (text) => text ?? './data',
  },
  roles: {
    name: 'CASEMGR_ROLES',
    description: 'What this process does: `api`, `gateway`, `worker`, separated by commas.',
    defaultText: 'api,gateway,worker',
    read: roles,
  },
  masterKey: {
    name: 'CASEMGR_MASTER_KEY',
    description:
      'At least 32 characters; encrypts signing keys and secrets in the database. Required with `DATABASE_URL`; made and kept below `CASEMGR_DATA` otherwise.',
    defaultText: '',
    read: (text, environment) => {
      if (text !== undefined) return text.length >= 32 ? text : fault('at least 32 characters');
      return environment['DATABASE_URL'] ? fault('a value, because DATABASE_URL is set') : undefined;
    },
  },
  demo: {
    name: 'CASEMGR_DEMO',
    description:
      'Loads the demo partition on first start. Must be said explicitly when `HOST` can be reached from other machines.',
    defaultText: 'true with the embedded database, else false',
    read: demo,
  },
  adminClient: {
    name: 'CASEMGR_ADMIN_CLIENT_ID',
    description:
      'With `CASEMGR_ADMIN_CLIENT_SECRET`: a client application with all scopes that is created or updated at start.',
    defaultText: '',
    read: adminClient,
  },
  partitionFile: {
    name: 'CASEMGR_PARTITION_FILE',
    description: 'Partition document (JSON or YAML) that is applied at start.',
    defaultText: '',
    read: (text) => text,
  },
  trustedIssuers: {
    name: 'CASEMGR_TRUSTED_ISSUERS',
    description: 'JSON list of outside OAuth issuers: `{issuer, audience, jwksUri?, actorClaim, subjectClaim}`.',
    defaultText: '[]',
    read: (text) => (text === undefined ? [] : trustedIssuers(text)),
  },
  blobLocation: {
    name: 'CASEMGR_BLOB_URL',
    description:
      'Where attachments are kept: a `file:` URL, which with several nodes names a volume that they share, or `s3://bucket/prefix?endpoint=…&region=…&forcePathStyle=true` for S3 and what is compatible with it, where everything from the prefix on is optional. Credentials of S3 come from the environment of the AWS SDK (`AWS_ACCESS_KEY_ID` and so on, or the role of the machine).',
    defaultText: 'below CASEMGR_DATA',
    read: (text) => (text === undefined ? undefined : readBlobLocation(text)),
  },
  traceEndpoint: {
    name: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    description:
      'Base URL of an OpenTelemetry collector that takes OTLP over HTTP; traces go to `/v1/traces` below it. Empty: no traces. The other `OTEL_` variables of the OpenTelemetry SDK (headers, sampler, limits) hold as well.',
    defaultText: '',
    read: (text) => (text === undefined ? undefined : webUrl(text)),
  },
  logLevel: {
    name: 'CASEMGR_LOG_LEVEL',
    description: `One of ${LOG_LEVELS.join(', ')}; JSON lines on standard error.`,
    defaultText: 'info',
    read: (text) => oneOf(LOG_LEVELS, text ?? 'info'),
  },
  allowUnsafeDatabase: {
    name: 'CASEMGR_ALLOW_UNSAFE_DATABASE',
    description:
      '`true` starts even against a PostgreSQL with fsync or full_page_writes off, which loses data in a power cut.',
    defaultText: 'false',
    read: (text) => flag(text) ?? false,
  },
  pushAllowNetworks: {
    name: 'CASEMGR_PUSH_ALLOW_NETWORKS',
    description:
      'Networks such as `10.1.0.0/16,fd00::/8` that field pushes may reach, on any port, although they are not of the public internet.',
    defaultText: '',
    read: (text) => (text === undefined ? [] : networks(text)),
  },
  maximumRequests: {
    name: 'CASEMGR_MAXIMUM_REQUESTS',
    description: 'Requests that are worked on at the same time; those beyond it are answered with 503 or 429.',
    defaultText: '512',
    read: wholeNumber(1, 100_000, 512),
  },
  maximumQueueMs: {
    name: 'CASEMGR_MAXIMUM_QUEUE_MS',
    description: 'Milliseconds that work may wait for the database before fewer requests are let in.',
    defaultText: '200',
    read: wholeNumber(10, 10_000, 200),
  },
  maximumBodyMemoryMB: {
    name: 'CASEMGR_MAXIMUM_BODY_MEMORY_MB',
    description: 'Megabytes of request bodies in memory beyond which no request with a body is let in.',
    defaultText: '128',
    read: wholeNumber(1, 4_096, 128),
  },
  smtpPort: {
    name: 'CASEMGR_SMTP_PORT',
    description: 'Port on which mail is received by SMTP, in processes with the role `gateway`; 0 switches it off.',
    defaultText: '2525',
    read: port(2525),
  },
  lmtpPort: {
    name: 'CASEMGR_LMTP_PORT',
    description: 'Port on which mail is received by LMTP, from a mail server of one’s own; 0 switches it off.',
    defaultText: '0',
    read: port(0),
  },
  smtpTls: {
    name: 'CASEMGR_SMTP_TLS_CERT',
    description:
      'File with the certificate chain in PEM, with `CASEMGR_SMTP_TLS_KEY` for its key: SMTP and LMTP offer STARTTLS, and take logins from other machines.',
    defaultText: '',
    read: smtpTls,
  },
  smtpRelay: {
    name: 'CASEMGR_SMTP_RELAY',
    description:
      'URL of the mail server through which mail goes out, such as `smtp://user:password@relay.example:587` or `smtps://relay.example`. Without it mails wait, and are sent as soon as there is one.',
    defaultText: '',
    read: (text) => (text === undefined || isRelay(text) ? text : fault('a URL that begins with smtp:// or smtps://')),
  },
};

/** Names that other parts of the schema read. */
const COMPANION_NAMES = ['CASEMGR_ADMIN_CLIENT_SECRET', 'CASEMGR_SMTP_TLS_KEY'];

function isRelay(text: string): boolean {
  return /^smtps?:$/.test(URL.parse(text)?.protocol ?? '') && URL.parse(text)?.hostname !== '';
}

function networks(text: string): readonly string[] {
  const list = text.split(',').map((network) => network.trim());
  const isNetwork = (network: string): boolean => {
    const [address = '', prefix = ''] = network.split('/');
    const family = isIP(address);
    return family !== 0 && /^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128);
  };
  return list.every(isNetwork) ? list : fault('networks such as 10.0.0.0/8, separated by commas');
}

/** Names that only the command line reads (runtime.md §5). */
export const COMMAND_LINE_NAMES = ['CASEMGR_URL', 'CASEMGR_CLIENT_ID', 'CASEMGR_CLIENT_SECRET'];

/** What is wrong with the environment, all of it; the start ends with this. */
export class ConfigurationFault extends Error {
  constructor(readonly faults: readonly string[]) {
    super(`The environment is not usable:\n${faults.map((line) => `  ${line}`).join('\n')}`);
    this.name = 'ConfigurationFault';
  }
}

/** Reads the whole environment or throws a `ConfigurationFault` that names every unknown name and every bad value. */
export function readServerConfiguration(environment: Environment): ServerConfiguration {
  const faults: string[] = [];
  const values: Record<string, unknown> = {};
  for (const [key, variable] of Object.entries(CONFIGURATION_SCHEMA) as [string, Variable<unknown>][]) {
    try {
      values[key] = variable.read(environment[variable.name] || undefined, environment);
    } catch (error) {
      faults.push(`${variable.name} must be ${(error as Error).message}`);
    }
  }
  const known = new Set([
    ...Object.values(CONFIGURATION_SCHEMA).map(({ name }) => name),
    ...COMPANION_NAMES,
    ...COMMAND_LINE_NAMES,
    FAULT_POINT_NAME,
  ]);
  const fault = faultPointFault(environment);
  if (fault !== undefined) faults.push(fault);
  for (const name of Object.keys(environment)) {
    if (name.startsWith('CASEMGR_') && !known.has(name)) faults.push(`${name} is not a name that casemgr knows`);
  }
  if (faults.length > 0) throw new ConfigurationFault(faults);
  return Object.assign(new ServerConfiguration(), values);
}

/** A server that is not under test never dies on command (docs/torture.md). */
function faultPointFault(environment: Environment): string | undefined {
  const text = environment[FAULT_POINT_NAME];
  if (!text) return undefined;
  if (!mayHaveFaultPoint(environment)) return `${FAULT_POINT_NAME} is for tests only`;
  return readFaultPoint(text)
    ? undefined
    : `${FAULT_POINT_NAME} must be name:n, with a name of ${FAULT_POINTS.join(', ')}`;
}
