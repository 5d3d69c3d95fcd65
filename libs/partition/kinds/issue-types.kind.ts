import { IssueTypeBody } from '#message-centers/issue-type.body.js';
import type { StoredIssueType } from '#message-centers/issue-type.store.js';
import { merged } from '../merge.rules.js';
import type { Kind } from './kind.js';

export const ISSUE_TYPES: Kind<IssueTypeBody, StoredIssueType> = {
  name: 'issueTypes',
  singular: 'issueType',
  bodyType: IssueTypeBody,
  keyMembers: ['id'],
  isConfiguration: true,
  itemsOf: (state) => state.issueTypes,
  storeOf: (stores) => stores.issueTypes,
  keyOf: ({ id }) => id,
  nameOf: ({ id }) => id ?? '',
  draft: ({ id, name }, { mode, previous }) => ({
    id,
    ...merged(mode, { name }, previous && { name: previous.name }, { name: id }),
  }),
  view: ({ id, name }) => ({ id, name }),
};
