import { expect, it } from '@jest/globals';
import { apiDocument } from '../../apps/server/api-document.js';

const CHANGING_METHODS = ['post', 'put', 'patch', 'delete'];

const ONLY_READS = 'it changes nothing';
const BY_NATURAL_KEY =
  'it goes by natural key: the second time finds what the first made; its answer may hold a secret';
const AT_LEAST_ONCE = 'whoever receives a push knows it by its webhook id, and expects it at least once';

const ADMINISTERED = [
  'Alias',
  'Client',
  'CustomAttribute',
  'Department',
  'FieldPush',
  'Group',
  'InboundAccount',
  'IssueType',
  'MailDomain',
  'MessageCenter',
  'Queue',
  'RecordTable',
  'User',
];

/** Reviewed: what is no GET and takes no `Idempotency-Key`, and why it needs none. */
const WITHOUT_KEY: Readonly<Record<string, string>> = {
  ...Object.fromEntries(
    ADMINISTERED.flatMap((noun) => [`create${noun}`, `edit${noun}`].map((id) => [id, BY_NATURAL_KEY])),
  ),
  applyPartition: BY_NATURAL_KEY,
  mergePartition: BY_NATURAL_KEY,
  editSettings: BY_NATURAL_KEY,
  caseLookup: ONLY_READS,
  'explain-incoming-email-activity': ONLY_READS,
  explainMessage: ONLY_READS,
  explainKeptMessage: ONLY_READS,
  generateDownloadAttachmentURL: ONLY_READS,
  previewCustomerMerge: ONLY_READS,
  uploadAttachment: 'an altId takes its bytes once',
  logoutUserSession: 'who is logged out is logged out',
  submitMessage: 'a mail is known by its Message-ID',
  replayFailedFieldPushes: AT_LEAST_ONCE,
  replayFieldPush: AT_LEAST_ONCE,
  testFieldPush: 'it keeps nothing, and sending is what it is for',
  replayMessage: 'a mail that was processed is not processed again',
};

it('WR-1: every operation that changes something takes an Idempotency-Key, or has a reason not to', async () => {
  const { paths } = await apiDocument('http://127.0.0.1:8080');
  const withoutKey = Object.values(paths).flatMap((item) =>
    Object.entries(item).flatMap(([method, described]) => {
      const { operationId, parameters } = described as { operationId: string; parameters: { $ref?: string }[] };
      const takesKey = parameters.some(({ $ref }) => $ref === '#/components/parameters/Idempotency-Key');
      return CHANGING_METHODS.includes(method) && !takesKey ? [operationId] : [];
    }),
  );
  expect(withoutKey.sort()).toEqual(Object.keys(WITHOUT_KEY).sort());
});
