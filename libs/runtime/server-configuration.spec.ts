import { describe, expect, it } from '@jest/globals';
import { ConfigurationFault, readServerConfiguration } from './server-configuration.js';

const POSTGRES = { DATABASE_URL: 'postgresql://casemgr@127.0.0.1/casemgr', CASEMGR_MASTER_KEY: 'k'.repeat(32) };

function faultsOf(environment: Record<string, string>): readonly string[] {
  try {
    readServerConfiguration(environment);
  } catch (error) {
    if (error instanceof ConfigurationFault) return error.faults;
    throw error;
  }
  return [];
}

describe('the environment', () => {
  it('is complete when it is empty (ENV-2, ENV-3, ENV-4, ENV-6, ENV-11)', () => {
    expect(readServerConfiguration({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      publicUrl: 'http://127.0.0.1:8080',
      databaseUrl: undefined,
      dataFolder: './data',
      roles: ['api', 'gateway', 'worker'],
      demo: true,
      logLevel: 'info',
    });
  });

  it('treats an empty variable as absent', () => {
    expect(readServerConfiguration({ PORT: '', DATABASE_URL: '' })).toMatchObject({
      port: 8080,
      databaseUrl: undefined,
    });
  });

  it.each([
    ['a production process', {}, /CASEMGR_FAULT_POINT is for tests only/],
    [
      'a test that names no point of ours',
      { NODE_ENV: 'test', CASEMGR_FAULT_POINT: 'before-lunch:1' },
      /must be name:n/,
    ],
  ])('does not let %s be told to die', (_who, environment, fault) => {
    expect(faultsOf({ CASEMGR_FAULT_POINT: 'before-commit:1', ...environment })).toEqual([
      expect.stringMatching(fault),
    ]);
  });

  it('lets a test arm a fault point', () => {
    expect(faultsOf({ NODE_ENV: 'test', CASEMGR_FAULT_POINT: 'before-commit:1' })).toEqual([]);
  });

  it('names everything that is wrong at once, unknown names included (ENV-1)', () => {
    const faults = faultsOf({ PORT: 'eighty', CASEMGR_LOG_LEVEL: 'loud', CASEMGR_PROT: '1' });
    expect(faults).toHaveLength(3);
    expect(faults.join('\n')).toMatch(/PORT must be .*\n.*CASEMGR_LOG_LEVEL must be .*\n.*CASEMGR_PROT is not a name/);
  });

  it.each([
    { clause: 'ENV-2', environment: { PORT: '65536' }, named: 'PORT' },
    { clause: 'ENV-2', environment: { CASEMGR_PUBLIC_URL: 'ftp://example.com' }, named: 'CASEMGR_PUBLIC_URL' },
    { clause: 'ENV-2', environment: { CASEMGR_PUBLIC_URL: 'https://example.com/?a=1' }, named: 'CASEMGR_PUBLIC_URL' },
    { clause: 'ENV-3', environment: { ...POSTGRES, DATABASE_URL: 'mysql://localhost/casemgr' }, named: 'DATABASE_URL' },
    { clause: 'ENV-4', environment: { CASEMGR_ROLES: 'api' }, named: 'CASEMGR_ROLES' },
    { clause: 'ENV-4', environment: { CASEMGR_ROLES: 'api,cook,worker' }, named: 'CASEMGR_ROLES' },
    { clause: 'ENV-5', environment: { DATABASE_URL: POSTGRES.DATABASE_URL }, named: 'CASEMGR_MASTER_KEY' },
    { clause: 'ENV-5', environment: { CASEMGR_MASTER_KEY: 'short' }, named: 'CASEMGR_MASTER_KEY' },
    { clause: 'ENV-6', environment: { HOST: '0.0.0.0' }, named: 'CASEMGR_DEMO' },
    { clause: 'ENV-6', environment: { CASEMGR_DEMO: 'yes' }, named: 'CASEMGR_DEMO' },
    { clause: 'ENV-7', environment: { CASEMGR_ADMIN_CLIENT_ID: 'root' }, named: 'CASEMGR_ADMIN_CLIENT_ID' },
    {
      clause: 'ENV-9',
      environment: { CASEMGR_TRUSTED_ISSUERS: '[{"issuer":"https://a"}]' },
      named: 'CASEMGR_TRUSTED_ISSUERS',
    },
    { clause: 'ENV-9', environment: { CASEMGR_TRUSTED_ISSUERS: '{' }, named: 'CASEMGR_TRUSTED_ISSUERS' },
    { clause: 'ENV-10', environment: { CASEMGR_BLOB_URL: 'ftp://files' }, named: 'CASEMGR_BLOB_URL' },
    { clause: 'ENV-10', environment: { CASEMGR_BLOB_URL: 's3://B' }, named: 'CASEMGR_BLOB_URL' },
    { clause: 'ENV-10', environment: { CASEMGR_BLOB_URL: 's3://key:secret@files' }, named: 'CASEMGR_BLOB_URL' },
    { clause: 'ENV-10', environment: { CASEMGR_BLOB_URL: 's3://files?endpont=http://s3' }, named: 'CASEMGR_BLOB_URL' },
    { clause: 'ENV-10', environment: { CASEMGR_BLOB_URL: 's3://files?endpoint=s3' }, named: 'CASEMGR_BLOB_URL' },
    { clause: 'ENV-10', environment: { CASEMGR_BLOB_URL: 's3://files?forcePathStyle=1' }, named: 'CASEMGR_BLOB_URL' },
    {
      clause: 'ENV-13',
      environment: { OTEL_EXPORTER_OTLP_ENDPOINT: 'collector' },
      named: 'OTEL_EXPORTER_OTLP_ENDPOINT',
    },
  ])('refuses $environment ($clause)', ({ environment, named }) => {
    const faults = faultsOf(environment as unknown as Record<string, string>);
    expect(faults).toEqual([expect.stringContaining(`${named} must be `)]);
  });

  it('lets several processes share the roles on PostgreSQL, without the demo (ENV-4, ENV-6)', () => {
    expect(readServerConfiguration({ ...POSTGRES, CASEMGR_ROLES: 'api, worker' })).toMatchObject({
      roles: ['api', 'worker'],
      demo: false,
    });
  });

  it('lets the demo onto the network only when told so (ENV-6)', () => {
    expect(readServerConfiguration({ HOST: '0.0.0.0', CASEMGR_DEMO: 'true' }).demo).toBe(true);
    expect(readServerConfiguration({ HOST: '0.0.0.0', CASEMGR_DEMO: 'false' }).demo).toBe(false);
  });

  it.each([
    { url: 'file:///srv/blobs', location: { kind: 'file', url: 'file:///srv/blobs' } },
    { url: 's3://files', location: { kind: 's3', bucket: 'files', prefix: '', forcePathStyle: false } },
    { url: 's3://files/', location: { kind: 's3', bucket: 'files', prefix: '' } },
    {
      url: 's3://files/case%20files/a/?endpoint=http://127.0.0.1:9000&region=eu-central-1&forcePathStyle=true',
      location: {
        kind: 's3',
        bucket: 'files',
        prefix: 'case files/a/',
        endpoint: 'http://127.0.0.1:9000',
        region: 'eu-central-1',
        forcePathStyle: true,
      },
    },
  ])('keeps attachments where $url says (ENV-10)', ({ url, location }) => {
    expect(readServerConfiguration({ CASEMGR_BLOB_URL: url }).blobLocation).toMatchObject(location);
  });

  it('traces to a collector, and to none unless it is named (ENV-13)', () => {
    expect(readServerConfiguration({}).traceEndpoint).toBeUndefined();
    const environment = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318/' };
    expect(readServerConfiguration(environment).traceEndpoint).toBe('http://127.0.0.1:4318');
  });

  it('leaves no slash at the end of the public URL (ENV-2)', () => {
    expect(readServerConfiguration({ CASEMGR_PUBLIC_URL: 'https://cases.example.com/' }).publicUrl).toBe(
      'https://cases.example.com',
    );
  });

  it('takes the URL of the mail server that mail goes out through (ENV-12)', () => {
    expect(readServerConfiguration({}).smtpRelay).toBeUndefined();
    const environment = { CASEMGR_SMTP_RELAY: 'smtps://user:secret@relay.example' };
    expect(readServerConfiguration(environment).smtpRelay).toBe('smtps://user:secret@relay.example');
    expect(faultsOf({ CASEMGR_SMTP_RELAY: 'relay.example' })).toEqual([
      'CASEMGR_SMTP_RELAY must be a URL that begins with smtp:// or smtps://',
    ]);
  });
});
