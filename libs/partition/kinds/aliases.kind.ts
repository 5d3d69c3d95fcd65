import { DepartmentalAliasBody } from '#aliases/alias.body.js';
import type { StoredAlias } from '#aliases/alias.store.js';
import { emailAddressFault } from '#email-address/email-address.rules.js';
import type { DepartmentId } from '#runtime/ids.js';
import { merged } from '../merge.rules.js';
import { keys } from '../partition-state.js';
import { keptQueueId, namedQueueId, type Kind } from './kind.js';

export const ALIASES: Kind<DepartmentalAliasBody, StoredAlias> = {
  name: 'aliases',
  singular: 'alias',
  bodyType: DepartmentalAliasBody,
  keyMembers: ['emailAddress'],
  isConfiguration: true,
  departmentIdOf: ({ departmentId }) => departmentId,
  itemsOf: (state) => state.aliases,
  storeOf: (stores) => stores.aliases,
  keyOf: ({ emailAddress }) => keys.alias(emailAddress),
  nameOf: ({ emailAddress }) => emailAddress,

  draft(body, editing) {
    const { emailAddress } = body;
    const { mode, previous } = editing;
    const fault = emailAddressFault(emailAddress);
    if (fault !== undefined) editing.refuse('emailAddress', `${fault} (B-22)`);
    const fields = merged(
      mode,
      { name: body.name, emailAddress, active: body.active, queueId: namedQueueId(body.queue, editing) },
      previous && { name: previous.name, emailAddress, active: previous.active, queueId: previous.queueId },
      { name: emailAddress, emailAddress, active: true, queueId: null },
    );
    return {
      id: previous?.id,
      departmentId: editing.departmentId ?? ('' as DepartmentId),
      ...fields,
      queueId: keptQueueId(fields.queueId, editing),
    };
  },

  view: ({ name, emailAddress, active, queueId, departmentId }, state) => ({
    department: state.departmentName(departmentId),
    name,
    emailAddress,
    active,
    queue: state.queueName(queueId),
  }),
};
