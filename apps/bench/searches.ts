import { drive, type RunResult } from './http-driver.js';
import { COMMON_WORD, DEPARTMENTS, LARGE, OFTEN_WORDS, RARE_WORDS } from './preload.js';
import { getRequest } from './requests.js';

/** Searches at the same time: as many as people who look for something in the same moment. */
const CONNECTIONS = 4;

const ACTIVITIES = '/core/casemgr/v3/activity';
const CASES = '/core/casemgr/v3/case';
const CUSTOMERS = '/core/customermgr/v3/customer';

const LIST = 'type=email&status=open';

/** A name, and the path; `index` makes every search another one. */
export type Search = readonly [name: string, pathOf: (index: number) => string];

/** What activities are searched for. */
const ACTIVITY_SEARCHES: Readonly<Record<string, (index: number) => string>> = {
  'activities of a customer': (index) => `customerID=${10_000_000 + (index % LARGE.customersWithActivities)}`,
  'activities of a case': (index) => `caseID=${10_000_000 + (index % LARGE.cases)}`,
  'open ones of a department': (index) => `${LIST}&department=${department(index)}`,
  'completed ones, newest first': (index) =>
    `type=email&status=completed&department=${department(index)}&$sort=created&$order=desc`,
  'of one day': (index) => `${LIST}&department=${department(index)}&created=${day(index)}`,
  'changed since': (index) =>
    `${LIST}&department=${department(index)}&lastModified=[2026-11-01T00:00:00Z,]&$sort=lastModified`,
  'by due date': (index) => `${LIST}&department=${department(index)}&$sort=dueDate`,
  'a rare word': (index) => `${LIST}&department=${department(index)}&text=rare${index % RARE_WORDS}`,
  'a word that one in a hundred has': (index) =>
    `type=email&status=completed&department=${department(index)}&text=often${index % OFTEN_WORDS}`,
  'a word that all have': (index) => `type=email&status=completed&department=${department(index)}&text=${COMMON_WORD}`,
  'two words': (index) =>
    `type=email&status=completed&department=${department(index)}&text=often${index % OFTEN_WORDS} ${COMMON_WORD}`,
  'a custom attribute': (index) =>
    `${LIST}&department=${department(index)}&custom=${JSON.stringify([{ object: 'activity', name: 'reference', value: `R-${index % 1_000}` }])}`,
  'by a custom attribute': (index) => `${LIST}&department=${department(index)}&$sort=custom.reference`,
  'completed ones by a custom attribute': (index) =>
    `type=email&status=completed&department=${department(index)}&$sort=custom.reference&$order=desc`,
  'page 400 by its number': (index) => `type=email&status=completed&department=${department(index)}&$pagenum=400`,
};

/** The same for cases and customers. */
const OTHER_SEARCHES: Readonly<Record<string, (index: number) => string>> = {
  'open cases of a department': (index) => `${CASES}?status=open&department=${department(index)}`,
  'cases changed last': (index) =>
    `${CASES}?status=open&department=${department(index)}&$sort=lastModified&$order=desc`,
  'cases by due date': (index) => `${CASES}?department=${department(index)}&$sort=dueDate`,
  'cases with a rare word': (index) => `${CASES}?department=${department(index)}&text=rare${index % RARE_WORDS}`,
  'cases with a word that one activity in a hundred has': (index) =>
    `${CASES}?department=${department(index)}&text=often${index % OFTEN_WORDS}`,
  'page 400 of cases by its number': (index) => `${CASES}?department=${department(index)}&$pagenum=400`,
  'a customer by the email address': (index) =>
    `${CUSTOMERS}?email=customer${10_000_000 + (index % LARGE.customers)}@example.net`,
  'customers by a rare name': (index) => `${CUSTOMERS}?customerName=First${10_000_000 + (index % LARGE.customers)}`,
  'customers by a name that all have': () => `${CUSTOMERS}?customerName=First`,
  'customers by the time of creation': () =>
    `${CUSTOMERS}?created=[2020-01-01T00:00:00Z,]&type=individual&$sort=created`,
};

function department(index: number): string {
  return DEPARTMENTS[index % DEPARTMENTS.length] ?? '';
}

function day(index: number): string {
  const date = new Date(Date.UTC(2024, 0, 1 + (index % 1_000)));
  return `[${date.toISOString()},${new Date(date.getTime() + 86_400_000).toISOString()}]`;
}

export const SEARCHES: readonly Search[] = [
  ...Object.entries(ACTIVITY_SEARCHES).map(([name, query]): Search => [
    name,
    (index) => `${ACTIVITIES}?${query(index)}`,
  ]),
  ...Object.entries(OTHER_SEARCHES),
];

export interface SearchFigures {
  readonly name: string;
  /** Per second, all connections together. */
  readonly rate: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly failed: number;
}

/** Each kind of search for some seconds, by client applications that each send the next one when the last is answered. */
export async function measureSearches(
  server: { readonly port: number; readonly token: string },
  searches: readonly Search[],
  seconds: number,
): Promise<SearchFigures[]> {
  const figures: SearchFigures[] = [];
  for (const [name, pathOf] of searches) {
    const makeRequest = (index: number) => getRequest(encodeURI(pathOf(index)), server.token);
    const options = { port: server.port, connections: CONNECTIONS, makeRequest };
    await drive({ ...options, seconds: 0.5, expectedStatus: 200 });
    const result: RunResult = await drive({ ...options, seconds, expectedStatus: 200 });
    const { p50, p95, p99 } = result.latency;
    const nothing = result.statuses['204'] ?? 0;
    figures.push({ name, rate: result.rate, p50, p95, p99, failed: result.failed - nothing });
    process.stderr.write(`${name}: ${JSON.stringify(result.statuses)}, p95 ${p95.toFixed(1)} ms\n`);
  }
  return figures;
}
