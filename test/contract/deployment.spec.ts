import { readFileSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { listOperations } from '#http/route-operations.js';
import { CONFIGURATION_SCHEMA, readServerConfiguration, type Role, ROLES } from '#runtime/server-configuration.js';
import type { Core } from '../../apps/server/core.module.js';
import { ServerModule } from '../../apps/server/server.module.js';
import { renderChart, type KubernetesObject } from '../support/chart-renderer.js';

type Environment = Readonly<Record<string, string>>;

/** What is read from the environment by others than us: the AWS SDK and Node. */
const OF_OTHERS = /^(AWS_|NODE_ENV$)/;

/** With `CASEMGR_ADMIN_CLIENT_ID`, which describes it. */
const COMPANION = 'CASEMGR_ADMIN_CLIENT_SECRET';

const SECRETS = { DATABASE_URL: 'postgresql://casemgr:secret@db/casemgr', CASEMGR_MASTER_KEY: 'k'.repeat(32) };

const NAMES = new Set([...Object.values(CONFIGURATION_SCHEMA).map(({ name }) => name), COMPANION]);

function unknownNames(environment: Environment): string[] {
  return Object.keys(environment).filter((name) => !NAMES.has(name) && !OF_OTHERS.test(name));
}

let publicPaths: string[];

beforeAll(async () => {
  const modules = await NestFactory.createApplicationContext(ServerModule.of({} as Core), {
    preview: true,
    logger: false,
  });
  publicPaths = listOperations(modules)
    .filter(({ method, publicOperation }) => method === 'GET' && publicOperation)
    .map(({ path }) => path);
});

describe('the image', () => {
  const dockerfile = readFileSync('Dockerfile', 'utf8').replaceAll('\\\n', ' ');
  const stages = dockerfile.split(/^(?=FROM )/m).slice(1);
  const instructions = (stage: string, name: string): string[] =>
    [...stage.matchAll(new RegExp(`^${name} (.*)$`, 'gm'))].map(([, argument = '']) => argument.trim());
  const final = stages.at(-1) ?? '';

  it('runs on the Node of the project, in every stage', () => {
    const { engines } = JSON.parse(readFileSync('package.json', 'utf8')) as { engines: { node: string } };
    const version = engines.node.replace('>=', '');
    expect(stages.length).toBeGreaterThan(1);
    for (const stage of stages) expect(stage).toMatch(new RegExp(`^FROM node:${version}-slim`));
  });

  it('starts the server as `npm start` does', () => {
    const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: { start: string } };
    expect(JSON.parse(instructions(final, 'CMD').at(-1) ?? '')).toEqual(scripts.start.split(' '));
  });

  it('ends as somebody who is not root, with a numeric id, so that Kubernetes can tell', () => {
    expect(instructions(final, 'USER').at(-1)).toMatch(/^[1-9]\d*:[1-9]\d*$/);
  });

  it('has no development tools and nothing of the working copy but what was built', () => {
    const dependencies = stages.find((stage) => / AS dependencies$/m.test(stage)) ?? '';
    expect(instructions(dependencies, 'RUN')).toEqual([expect.stringContaining('npm ci --omit=dev --ignore-scripts')]);
    expect(instructions(final, 'COPY')).toEqual([
      '--from=dependencies /app/node_modules node_modules',
      '--from=build /app/dist dist',
      'package.json ./',
    ]);
  });

  it('copies only what .dockerignore lets through', () => {
    const lines = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(lines).toContain('*');
    const allowed = lines.filter((line) => line.startsWith('!')).map((line) => line.slice(1));
    const copied = stages
      .flatMap((stage) => instructions(stage, 'COPY'))
      .filter((argument) => !argument.startsWith('--from'))
      .flatMap((argument) => argument.split(' ').slice(0, -1));
    expect(copied.filter((path) => !allowed.includes(path))).toEqual([]);
  });

  it('sets only variables that the server knows, to values that it takes, and asks a route that exists', () => {
    const pairs = instructions(final, 'ENV')
      .flatMap((line) => line.split(' '))
      .map((pair) => pair.split('='));
    const environment = Object.fromEntries(pairs) as Environment;
    expect(unknownNames(environment)).toEqual([]);
    expect(readServerConfiguration(environment)).toMatchObject({ host: '0.0.0.0', demo: false, dataFolder: '/data' });
    expect(instructions(final, 'VOLUME')).toEqual(['/data']);
    const [, path = ''] = /PORT\}(\/[\w/]+)`/.exec(instructions(final, 'HEALTHCHECK').join()) ?? [];
    expect(publicPaths).toContain(path);
  });
});

interface ComposeFile {
  readonly services: Readonly<
    Record<
      string,
      {
        readonly image: string;
        readonly environment: Environment;
        readonly read_only?: boolean;
        readonly tmpfs?: readonly string[];
        readonly user?: string;
        readonly volumes: readonly string[];
        readonly ports?: readonly string[];
        readonly cap_drop?: readonly string[];
        readonly security_opt?: readonly string[];
        readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
        readonly healthcheck?: object;
        readonly stop_grace_period: string;
      }
    >
  >;
  readonly volumes: Readonly<Record<string, unknown>>;
}

describe('compose.yaml', () => {
  const { services, volumes } = parse(readFileSync('compose.yaml', 'utf8')) as ComposeFile;
  const { server, database } = services;
  if (!server || !database) throw new Error('compose.yaml has no server or no database');

  /** `${NAME:-default}` and `${NAME:?why it is needed}`, with a value for everything that is needed. */
  const environment = Object.fromEntries(
    Object.entries(server.environment).map(([name, text]) => [
      name,
      text.replace(/\$\{(\w+):([-?])([^}]*)\}/g, (_, _name, kind: string, rest: string) =>
        kind === '-' ? rest : 'k'.repeat(32),
      ),
    ]),
  );

  it('sets only variables that the server knows, to values that it takes', () => {
    expect(unknownNames(environment)).toEqual([]);
    expect(readServerConfiguration({ ...environment, HOST: '0.0.0.0' })).toMatchObject({ demo: false, roles: ROLES });
  });

  it('carries no secret: whoever starts it has to say them', () => {
    const secrets = Object.entries({ ...server.environment, ...database.environment }).filter(([name]) =>
      /KEY|SECRET|PASSWORD|DATABASE_URL/.test(name),
    );
    expect(secrets.length).toBeGreaterThan(3);
    expect(secrets.filter(([, text]) => !/\$\{\w+:\?/.test(text))).toEqual([]);
  });

  it('runs the server without root, capabilities or a writable file system, reachable from this machine only', () => {
    expect(server).toMatchObject({
      read_only: true,
      tmpfs: ['/tmp'],
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      user: expect.stringMatching(/^[1-9]/),
    });
    expect(server.ports?.filter((port) => !port.startsWith('127.0.0.1:'))).toEqual([]);
  });

  it('waits for a PostgreSQL 17 that answers, and keeps both volumes', () => {
    expect(server.depends_on).toEqual({ database: { condition: 'service_healthy' } });
    expect(database).toMatchObject({ image: 'postgres:17', healthcheck: expect.any(Object) });
    const mounted = [...server.volumes, ...database.volumes].map((volume) => volume.split(':')[0]);
    expect(mounted).toEqual(Object.keys(volumes));
  });

  it('gives the server the time that it takes to finish what runs (LIVE-6)', () => {
    expect(Number.parseInt(server.stop_grace_period)).toBeGreaterThan(20);
  });
});

interface Deployment extends KubernetesObject {
  readonly spec: {
    readonly selector: { readonly matchLabels: Environment };
    readonly template: { readonly metadata: { readonly labels: Environment }; readonly spec: PodSpec };
  };
}

interface PodSpec {
  readonly automountServiceAccountToken: boolean;
  readonly serviceAccountName: string;
  readonly terminationGracePeriodSeconds: number;
  readonly securityContext: object;
  readonly volumes: readonly { readonly name: string }[];
  readonly containers: readonly {
    readonly image: string;
    readonly env: readonly { readonly name: string; readonly value: string }[];
    readonly envFrom: readonly object[];
    readonly ports: readonly { readonly name: string; readonly containerPort: number }[];
    readonly securityContext: object;
    readonly resources: { readonly requests: object; readonly limits: object };
    readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
    readonly lifecycle: { readonly preStop: { readonly exec: { readonly command: readonly string[] } } };
  }[];
}

describe('the Helm chart, rendered', () => {
  const RELEASE = 'intake';
  const objects = renderChart('deploy/helm/casemgr', RELEASE);
  const ofKind = (kind: string): KubernetesObject[] => objects.filter((object) => object.kind === kind);
  const deployments = ofKind('Deployment') as Deployment[];
  const configuration = ofKind('ConfigMap')[0]?.data as Environment;
  const pods = deployments.map(({ metadata, spec }) => ({ name: metadata.name, pod: spec.template.spec }));

  it('has every object once, and one Deployment with its budget and autoscaler for each set of roles', () => {
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.name}`);
    expect(new Set(names).size).toBe(names.length);
    expect(names.sort()).toEqual([
      'ConfigMap intake',
      'Deployment intake-api',
      'Deployment intake-worker',
      'HorizontalPodAutoscaler intake-api',
      'HorizontalPodAutoscaler intake-worker',
      'PodDisruptionBudget intake-api',
      'PodDisruptionBudget intake-worker',
      'Service intake',
      'Service intake-mail',
      'ServiceAccount intake',
    ]);
  });

  it('follows the values that it is given', () => {
    const roleSets = {
      all: { roles: 'api,gateway,worker', minimumReplicas: 3, maximumReplicas: 3, targetCpuPercent: 50, resources: {} },
    };
    const others = renderChart('deploy/helm/casemgr', 'other', { roleSets });
    const autoscaler = others.find(({ kind }) => kind === 'HorizontalPodAutoscaler');
    expect(autoscaler).toMatchObject({ metadata: { name: 'other-all' }, spec: { minReplicas: 3, maxReplicas: 3 } });
  });

  it('gives every process an environment that the server takes, and every role to some', () => {
    const roles = new Set<Role>();
    for (const { pod } of pods) {
      for (const { env, envFrom } of pod.containers) {
        const environment = { ...configuration, ...Object.fromEntries(env.map(({ name, value }) => [name, value])) };
        expect(unknownNames(environment)).toEqual([]);
        expect(envFrom).toEqual([{ configMapRef: { name: RELEASE } }, { secretRef: { name: 'casemgr' } }]);
        readServerConfiguration({ ...environment, ...SECRETS }).roles.forEach((role) => roles.add(role));
      }
    }
    expect([...roles].sort()).toEqual([...ROLES].sort());
  });

  it('keeps secrets out of the ConfigMap and out of the values', () => {
    expect(Object.keys(configuration).filter((name) => /KEY|SECRET|PASSWORD|DATABASE_URL/.test(name))).toEqual([]);
    expect(ofKind('Secret')).toEqual([]);
  });

  it('runs nothing as root, nothing with privileges, and nothing on a writable file system', () => {
    expect(pods.length).toBeGreaterThan(0);
    for (const { pod } of pods) {
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      for (const { securityContext, volumeMounts } of pod.containers) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(volumeMounts.map(({ mountPath }) => mountPath)).toEqual(['/data', '/tmp']);
        expect(volumeMounts.map(({ name }) => name)).toEqual(pod.volumes.map(({ name }) => name));
      }
    }
  });

  it.each(['startupProbe', 'livenessProbe', 'readinessProbe'])('asks a route that exists: %s', (probe) => {
    for (const { pod } of pods) {
      for (const container of pod.containers) {
        const { httpGet } =
          (container as unknown as Record<string, { httpGet: { path: string; port: string } }>)[probe] ?? {};
        expect(publicPaths).toContain(httpGet?.path);
        expect(container.ports.map(({ name }) => name)).toContain(httpGet?.port);
      }
    }
  });

  it('asks whether a process is ready only where traffic depends on it: a database that is away restarts nothing', () => {
    for (const { pod } of pods) {
      expect(pod.containers).toMatchObject([
        {
          livenessProbe: { httpGet: { path: '/health/live' } },
          readinessProbe: { httpGet: { path: '/health/ready' } },
        },
      ]);
    }
  });

  it('listens on the port that is asked', () => {
    for (const { pod } of pods) {
      for (const { env, ports } of pod.containers) {
        const port = Number(env.find(({ name }) => name === 'PORT')?.value);
        expect(ports).toEqual([
          { name: 'http', containerPort: port },
          { name: 'smtp', containerPort: 2525 },
        ]);
      }
    }
  });

  it('gives a process the time that it takes to finish what runs (LIVE-6)', () => {
    for (const { pod } of pods) {
      const waitingSeconds = Number(pod.containers[0]?.lifecycle.preStop.exec.command[1]);
      expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(waitingSeconds + 20);
    }
  });

  it('selects its pods by labels that they have, sends requests to those with the role api and mail to those with the role gateway', () => {
    for (const { spec } of deployments) expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels);
    const selectedBy = (selector: Environment) =>
      deployments.filter(({ spec }) =>
        Object.entries(selector).every(([label, value]) => spec.template.metadata.labels[label] === value),
      );
    const selected = ofKind('Service').map(({ metadata, spec }) => [
      metadata.name,
      selectedBy((spec as { selector: Environment }).selector).map((deployment) => deployment.metadata.name),
    ]);
    expect(Object.fromEntries(selected)).toEqual({ intake: ['intake-api'], 'intake-mail': ['intake-worker'] });
    for (const budget of ofKind('PodDisruptionBudget')) {
      const own = deployments.find(({ metadata }) => metadata.name === budget.metadata.name);
      expect(budget.spec).toEqual({ maxUnavailable: 1, selector: own?.spec.selector });
    }
  });

  it('scales the Deployments that there are, never to fewer than two processes', () => {
    for (const { metadata, spec } of ofKind('HorizontalPodAutoscaler')) {
      expect(deployments.map((deployment) => deployment.metadata.name)).toContain(metadata.name);
      expect(spec).toMatchObject({ scaleTargetRef: { kind: 'Deployment', name: metadata.name } });
      expect((spec as { minReplicas: number }).minReplicas).toBeGreaterThanOrEqual(2);
    }
  });
});
