/** Places at which a test may have the process killed, each between two steps that must not be torn apart. */
export const FAULT_POINTS = [
  'before-commit',
  'after-commit-before-answer',
  'after-answer',
  'before-blob-rename',
  'after-blob-before-row',
  'in-migration',
  'after-claim',
  'mail-kept-before-journal',
  'mail-recorded-before-answer',
  'mail-taken-before-reading',
  'mail-read-before-commit',
  'mail-committed-before-next',
  'mail-claimed-before-sending',
  'mail-sent-before-concluded',
  'mail-concluded-before-activity',
  'push-made-before-commit',
  'push-leased-before-sending',
  'push-answered-before-recording',
  'push-applied-before-commit',
  'push-applied-before-answer',
] as const;

export type FaultPoint = (typeof FAULT_POINTS)[number];

/** `name:n`: the process dies when it comes to this place for the n-th time. */
export const FAULT_POINT_NAME = 'CASEMGR_FAULT_POINT';

interface ArmedFault {
  readonly point: FaultPoint;
  readonly pass: number;
}

/** Only processes that say they are under test may be told to die. */
export function mayHaveFaultPoint(environment: Readonly<Record<string, string | undefined>>): boolean {
  return environment['NODE_ENV'] === 'test';
}

/** Undefined when a text names no place of ours, or no pass from 1. */
export function readFaultPoint(text: string): ArmedFault | undefined {
  const [, name, pass] = /^([a-z-]+):([1-9]\d{0,6})$/.exec(text) ?? [];
  const point = FAULT_POINTS.find((known) => known === name);
  return point && { point, pass: Number(pass) };
}

/** Read when the file is loaded, so that a place costs one comparison with a constant where nothing is armed. */
const armed = mayHaveFaultPoint(process.env) ? readFaultPoint(process.env[FAULT_POINT_NAME] ?? '') : undefined;

let passes = 0;

/** Kills the process as `kill -9` does, at the pass that the environment names; does nothing otherwise. */
export function faultPoint(point: FaultPoint): void {
  if (armed?.point !== point) return;
  passes += 1;
  if (passes === armed.pass) process.kill(process.pid, 'SIGKILL');
}
