/**
 * The one table of what state an activity or a case can be in and which operation leads from where to where
 * (around-activity.md ACT-1, CASE-1). Nothing else sets a status: operations ask `nextState`, and the server does not start
 * while `tableFaults` finds something.
 */

/** Every status with its substatuses. Where the platform modelled on names none, the substatus has the name of the status. */
export const ACTIVITY_STATUSES = {
  in_workflow: [
    'ready_for_inbound_workflow',
    'ready_for_outbound_workflow',
    'ready_for_general_workflow',
    'ready_for_transfer_workflow',
    'error',
  ],
  awaiting_assignment: ['ready_for_assignment', 'ucce_awaiting_assignment'],
  assigned: ['new', 'in_progress'],
  in_precompletion: ['in_precompletion'],
  completed: ['done', 'abandoned_chat', 'error'],
} as const;

/** A case shows two statuses; the exact one is its substatus, and that is what is stored. */
export const CASE_STATUSES = {
  open: ['new', 'open', 'pending', 'resolved'],
  closed: ['closed'],
} as const;

type StateIn<Statuses> = {
  [Status in keyof Statuses]: Statuses[Status] extends readonly (infer Substatus extends string)[]
    ? `${Status & string}:${Substatus}`
    : never;
}[keyof Statuses];

/** `status:substatus`. */
export type ActivityState = StateIn<typeof ACTIVITY_STATUSES>;
export type CaseState = StateIn<typeof CASE_STATUSES>;

/** The exact status of a case, as it is stored. */
export type CaseSubstatus = (typeof CASE_STATUSES)[keyof typeof CASE_STATUSES][number];

export const CASE_SUBSTATUSES: readonly CaseSubstatus[] = Object.values(CASE_STATUSES).flat();

/** One way from state to state. Without `from` it makes what was not there before. */
interface Transition<State extends string> {
  readonly operation: string;
  readonly from?: readonly State[];
  readonly to: State;
}

export interface StatusTable<State extends string> {
  readonly states: readonly State[];
  /** Where a life ends; it may begin again from there. */
  readonly ends: readonly State[];
  readonly transitions: readonly Transition<State>[];
}

function statesOf<State extends string>(statuses: Readonly<Record<string, readonly string[]>>): readonly State[] {
  return Object.entries(statuses).flatMap(([status, substatuses]) =>
    substatuses.map((substatus) => `${status}:${substatus}` as State),
  );
}

const ACTIVITY_STATES = statesOf<ActivityState>(ACTIVITY_STATUSES);
const OPEN_ACTIVITY = ACTIVITY_STATES.filter((state) => !state.startsWith('completed:'));
const IN_WORKFLOW = ACTIVITY_STATES.filter((state) => state.startsWith('in_workflow:'));
const WAITING: readonly ActivityState[] = [
  'awaiting_assignment:ready_for_assignment',
  'awaiting_assignment:ucce_awaiting_assignment',
];
const ASSIGNED: readonly ActivityState[] = ['assigned:new', 'assigned:in_progress'];

export const ACTIVITY_TABLE = {
  states: ACTIVITY_STATES,
  ends: ['completed:done', 'completed:abandoned_chat', 'completed:error'],
  transitions: [
    { operation: 'receive', to: 'awaiting_assignment:ready_for_assignment' },
    { operation: 'record', to: 'completed:done' },
    { operation: 'compose', to: 'assigned:in_progress' },
    { operation: 'route', from: IN_WORKFLOW, to: 'awaiting_assignment:ready_for_assignment' },
    { operation: 'pull', from: WAITING, to: 'assigned:new' },
    { operation: 'pick', from: [...WAITING, ...ASSIGNED], to: 'assigned:new' },
    { operation: 'work', from: ASSIGNED, to: 'assigned:in_progress' },
    { operation: 'transfer', from: [...WAITING, ...ASSIGNED], to: 'awaiting_assignment:ready_for_assignment' },
    { operation: 'wrapUp', from: ASSIGNED, to: 'in_precompletion:in_precompletion' },
    /** A reply is on its way until a mail server has taken it; then it is completed. */
    { operation: 'send', to: 'in_workflow:ready_for_outbound_workflow' },
    { operation: 'send', from: ASSIGNED, to: 'in_workflow:ready_for_outbound_workflow' },
    { operation: 'failSending', from: ['in_workflow:ready_for_outbound_workflow'], to: 'in_workflow:error' },
    { operation: 'sendAgain', from: ['in_workflow:error'], to: 'in_workflow:ready_for_outbound_workflow' },
    /** What the server answers by itself is nobody's work: it is completed before it is sent, and also when it has failed. */
    { operation: 'failSending', from: ['completed:done'], to: 'completed:error' },
    { operation: 'sendAgain', from: ['completed:error'], to: 'completed:done' },
    { operation: 'complete', from: OPEN_ACTIVITY, to: 'completed:done' },
  ],
} as const satisfies StatusTable<ActivityState>;

const CASE_STATES = statesOf<CaseState>(CASE_STATUSES);
const OPEN_CASE = CASE_STATES.filter((state) => state !== 'closed:closed');

export const CASE_TABLE = {
  states: CASE_STATES,
  ends: ['closed:closed'],
  transitions: [
    { operation: 'create', to: 'open:open' },
    /** An activity comes in or is moved in; whoever waits or is done takes the matter up again. */
    { operation: 'continue', from: ['open:new'], to: 'open:new' },
    { operation: 'continue', from: ['open:open'], to: 'open:open' },
    { operation: 'continue', from: ['open:pending'], to: 'open:pending' },
    { operation: 'continue', from: ['open:resolved', 'closed:closed'], to: 'open:open' },
    { operation: 'close', from: OPEN_CASE, to: 'closed:closed' },
    { operation: 'setNew', from: CASE_STATES, to: 'open:new' },
    { operation: 'setOpen', from: CASE_STATES, to: 'open:open' },
    { operation: 'setPending', from: CASE_STATES, to: 'open:pending' },
    { operation: 'setResolved', from: CASE_STATES, to: 'open:resolved' },
    { operation: 'setClosed', from: CASE_STATES, to: 'closed:closed' },
  ],
} as const satisfies StatusTable<CaseState>;

export type CaseOperation = (typeof CASE_TABLE.transitions)[number]['operation'];

/** The state after an operation; undefined when it is not allowed there. Without a state: what the operation makes. */
export function nextState<State extends string>(
  table: StatusTable<State>,
  operation: string,
  state: State | undefined,
): State | undefined {
  const leads = ({ from }: Transition<State>) => (state === undefined ? !from : from?.includes(state) === true);
  return table.transitions.find((transition) => transition.operation === operation && leads(transition))?.to;
}

/** The states from which an operation may start, as a store asks for them. */
export function startsOf<State extends string>(table: StatusTable<State>, operation: string): readonly State[] {
  return table.transitions.flatMap((transition) => (transition.operation === operation ? (transition.from ?? []) : []));
}

export interface StoredState {
  readonly status: string;
  readonly substatus: string;
}

/** A state as two columns. */
export function columnsOfState(state: string): StoredState {
  const [status = '', substatus = ''] = state.split(':');
  return { status, substatus };
}

export function activityState({ status, substatus }: StoredState): ActivityState {
  return `${status}:${substatus}` as ActivityState;
}

/** What a case shows for the exact status that is stored. */
export function caseState(substatus: string): CaseState {
  return `${substatus === 'closed' ? 'closed' : 'open'}:${substatus}` as CaseState;
}

/**
 * What is wrong with a table: a state that is not declared, an operation that leads two ways from one state, or a state that
 * can be reached and never be left for an end. Empty when nothing is.
 */
export function tableFaults(table: StatusTable<string>): readonly string[] {
  const { states, ends, transitions } = table;
  const named = [...ends, ...transitions.flatMap(({ from = [], to }) => [...from, to])];
  const unknown = new Set(named.filter((state) => !states.includes(state)));
  const starts = transitions.flatMap(({ operation, from }) => (from ?? ['']).map((state) => `${operation} ${state}`));
  const twice = new Set(starts.filter((start, place) => starts.indexOf(start) !== place));
  const stuck = reachable(table).filter((state) => !canEnd(table, state));
  return [
    ...[...unknown].map((state) => `${state} is not declared`),
    ...[...twice].map((start) => `${start} leads two ways`),
    ...stuck.map((state) => `${state} never ends`),
  ];
}

/** Stops the start over a table that is wrong. */
export function assertSoundTables(): void {
  const faults = [...tableFaults(ACTIVITY_TABLE), ...tableFaults(CASE_TABLE)];
  if (faults.length > 0) throw new Error(`The status table is wrong: ${faults.join('; ')}`);
}

function reachable(table: StatusTable<string>): readonly string[] {
  const made = table.transitions.filter(({ from }) => !from).map(({ to }) => to);
  return [...spread(made, (state) => leavingFrom(table, state))];
}

function canEnd(table: StatusTable<string>, state: string): boolean {
  return [...spread([state], (next) => leavingFrom(table, next))].some((next) => table.ends.includes(next));
}

function leavingFrom({ transitions }: StatusTable<string>, state: string): readonly string[] {
  return transitions.flatMap(({ from, to }) => (from?.includes(state) ? [to] : []));
}

function spread(start: readonly string[], next: (state: string) => readonly string[]): ReadonlySet<string> {
  const seen = new Set(start);
  for (const state of seen) for (const other of next(state)) seen.add(other);
  return seen;
}
