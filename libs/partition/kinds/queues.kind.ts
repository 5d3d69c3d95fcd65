import { DepartmentalQueueBody } from '#departments/queue.body.js';
import type { StoredQueue } from '#departments/queue.store.js';
import type { DepartmentId } from '#runtime/ids.js';
import { merged } from '../merge.rules.js';
import { keys } from '../partition-state.js';
import type { Kind } from './kind.js';

/** Which queue of a department is the default one is settled for all of them together, by `withOneDefaultQueue`. */
export const QUEUES: Kind<DepartmentalQueueBody, StoredQueue> = {
  name: 'queues',
  singular: 'queue',
  bodyType: DepartmentalQueueBody,
  keyMembers: ['name'],
  isConfiguration: true,
  departmentIdOf: ({ departmentId }) => departmentId,
  itemsOf: (state) => state.queues,
  storeOf: (stores) => stores.queues,
  keyOf: ({ name }, departmentId) => keys.queue(departmentId ?? '', name),
  nameOf: ({ name }) => name,

  draft: ({ name, active, externalId, default: isDefault }, { mode, previous, departmentId }) => ({
    id: previous?.id,
    departmentId: departmentId ?? ('' as DepartmentId),
    ...merged(
      mode,
      { name, active, isDefault, externalId },
      previous && {
        name,
        active: previous.active,
        isDefault: previous.isDefault,
        externalId: previous.externalId,
      },
      { name, active: true, isDefault: false, externalId: null },
    ),
  }),

  view: ({ name, isDefault, active, externalId, departmentId }, state) => ({
    department: state.departmentName(departmentId),
    name,
    default: isDefault,
    active,
    externalId,
  }),
};
