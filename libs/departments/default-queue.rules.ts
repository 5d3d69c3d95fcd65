interface DepartmentQueue {
  readonly departmentId: string;
  readonly isDefault: boolean;
}

/** What the queue is called that becomes a department's default when nobody names one. */
export function inboxName(departmentName: string): string {
  return `${departmentName.slice(0, 240)} inbox`;
}

/** Every department has a default queue (casemgr.md E-2); these are still without. */
export function departmentsWithoutDefaultQueue<Department extends { readonly id: string }>(
  departments: readonly Department[],
  queues: readonly DepartmentQueue[],
): Department[] {
  const settled = new Set(queues.filter(({ isDefault }) => isDefault).map(({ departmentId }) => departmentId));
  return departments.filter(({ id }) => !settled.has(id));
}
