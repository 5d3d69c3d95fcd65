import { DepartmentalMessageCenterBody } from '#message-centers/message-center.body.js';
import type { StoredMessageCenter } from '#message-centers/message-center.store.js';
import type { DepartmentId } from '#runtime/ids.js';
import { merged } from '../merge.rules.js';
import { keptQueueId, namedQueueId, type Kind } from './kind.js';

/** The issue types that a body names are put before the message center itself, so its draft takes them as existing. */
export const MESSAGE_CENTERS: Kind<DepartmentalMessageCenterBody, StoredMessageCenter> = {
  name: 'messageCenters',
  singular: 'messageCenter',
  bodyType: DepartmentalMessageCenterBody,
  keyMembers: ['id'],
  isConfiguration: true,
  departmentIdOf: ({ departmentId }) => departmentId,
  itemsOf: (state) => state.messageCenters,
  storeOf: (stores) => stores.messageCenters,
  keyOf: ({ id }) => id,
  nameOf: ({ id }) => id ?? '',

  draft(body, editing) {
    const { id } = body;
    const { mode, previous } = editing;
    const defaults = { name: id, active: true, queueId: null, issueTypeIds: [] };
    const given = {
      name: body.name,
      active: body.active,
      queueId: namedQueueId(body.queue, editing),
      issueTypeIds: body.issueTypes?.map((issueType) => issueType.id),
    };
    const fields = merged<Pick<StoredMessageCenter, keyof typeof defaults>>(mode, given, previous, defaults);
    const departmentId = editing.departmentId ?? ('' as DepartmentId);
    return { id, departmentId, ...fields, queueId: keptQueueId(fields.queueId, editing) };
  },

  view: ({ id, name, active, queueId, issueTypeIds, departmentId }, state) => ({
    department: state.departmentName(departmentId),
    id,
    name,
    active,
    queue: state.queueName(queueId),
    issueTypes: issueTypeIds.map((issueTypeId) => ({
      id: issueTypeId,
      name: state.issueTypes.findById(issueTypeId)?.name ?? null,
    })),
  }),
};
