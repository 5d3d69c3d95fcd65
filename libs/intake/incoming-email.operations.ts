import { atLeast, exactly, FLAG, nullable, NUMBER, TEXT } from '#http/answer-schema.js';
import type { OperationDescription } from '#http/operation.js';
import type { JsonSchema } from '#wire/json-schema.js';
import { ACTIVITY_MEDIA_TYPES } from './activity-body.js';
import { ACTIVITY_SCHEMA } from './activity-elements.js';

/** casemgr.md A-3. */
const MANAGE_PARTITION_RESOURCES = 'Manage partition resources';

const actors = {
  user: ['core.casemgr.manage'],
  client: ['core.casemgr.manage'],
  customer: ['core.casemgr.manage'],
};

const query = [
  {
    name: 'customer',
    actors: ['customer'],
    description: 'Id of the customer for whom the logged-in customer creates the activity; needs a grant (Q-3).',
  },
] as const;

const body = {
  mediaTypes: ACTIVITY_MEDIA_TYPES,
  root: 'activity',
  schema: ACTIVITY_SCHEMA,
  description:
    'One activity. In multipart and form bodies it is the field `data`, its media type the field `data-type` (H-4).',
  examples: {
    client: {
      department: { name: 'Service' },
      type: { value: 'email', subtype: { value: 'general' } },
      subject: 'Laptop does not start',
      payload: {
        email: {
          content: { text: 'It beeps twice and stays dark.' },
          emailAddresses: { from: 'ann@example.org', receiver: 'support@example.com' },
        },
      },
    },
    customer: {
      type: { value: 'email', subtype: { value: 'general' } },
      subject: 'My last invoice',
      issueType: { id: 'billing' },
      payload: { email: { content: { text: 'It is too high.' }, messageCenter: { id: 'mc-service' } } },
    },
  },
};

const errors = [
  '400-100',
  '400-101',
  '400-146',
  '400-147',
  '400-152',
  '400-194',
  '400-244',
  '400-264',
  '401-101',
  '403-178',
  '406-100',
  '406-101',
  '413-100',
  '415-100',
  '500-100',
  '503-100',
] as const;

export const CREATE_OPERATION: OperationDescription = {
  id: 'create-incoming-email-activity',
  summary: 'Create incoming email activity',
  tag: 'Activity',
  action: MANAGE_PARTITION_RESOURCES,
  actors,
  privilege: MANAGE_PARTITION_RESOURCES,
  query,
  body,
  takesIdempotencyKey: true,
  takesEditSession: true,
  answers: [{ status: 201, description: 'Created.', headers: { Location: 'The path of the activity.' } }],
  errors,
};

const { privilege: _, takesEditSession: __, ...CREATE_WITHOUT_PRIVILEGE } = CREATE_OPERATION;

/** Customers reply with the same body, without what the original settles already. */
export const REPLY_OPERATION: OperationDescription = {
  ...CREATE_WITHOUT_PRIVILEGE,
  id: 'CreatEmailResponse',
  summary: 'Reply to an activity, as a customer',
  body: {
    ...body,
    examples: {
      reply: {
        type: { value: 'email', subtype: { value: 'general' } },
        subject: 'Laptop does not start',
        payload: { email: { content: { text: 'The battery is charged.' } } },
      },
    },
  },
  action: 'Reply to activities',
  actors: { customer: actors.customer },
  errors: [...errors, '404-100'],
};

const FOUND = atLeast({ outcome: { enum: ['created', 'found'] } }, { id: TEXT });

const EFFECTS = {
  ...exactly(
    {
      department: exactly({ id: TEXT, name: TEXT }),
      customer: nullable(FOUND),
      contactPoint: nullable(exactly({ outcome: { enum: ['created', 'found'] }, emailAddress: nullable(TEXT) })),
      case: nullable(FOUND),
      secure: FLAG,
      sentOnBehalf: FLAG,
      sizes: exactly({ content: NUMBER, attachments: NUMBER }),
    },
    { queue: atLeast({}, { id: nullable(TEXT), name: nullable(TEXT) }) },
  ),
  description: 'What would be written, when it would be accepted.',
};

const explanationSchema: JsonSchema = {
  type: 'object',
  required: ['decision', 'status', 'checks'],
  properties: {
    decision: { enum: ['accept', 'refuse'] },
    status: { type: 'integer', description: 'The status that the real call would have.' },
    code: { type: 'string', description: 'The error code that it would have.' },
    checks: {
      type: 'array',
      items: {
        type: 'object',
        required: ['clause', 'outcome'],
        properties: {
          clause: { type: 'string' },
          outcome: { enum: ['pass', 'fail', 'not-applicable'] },
          attribute: { type: 'string' },
          reason: { type: 'string' },
        },
      },
    },
    effects: EFFECTS,
  },
};

export const EXPLAIN_OPERATION: OperationDescription = {
  ...CREATE_OPERATION,
  id: 'explain-incoming-email-activity',
  summary: 'Explain what creating an incoming email activity would do; nothing is written',
  takesIdempotencyKey: false,
  takesEditSession: false,
  reportsQueryItself: true,
  answers: [
    {
      status: 200,
      description: 'What would happen, clause by clause.',
      root: 'explanation',
      schema: explanationSchema,
    },
  ],
  errors: ['401-101', '403-178', '406-100', '406-101', '500-100', '503-100'],
};
