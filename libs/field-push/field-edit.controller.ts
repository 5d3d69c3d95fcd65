import { Controller, Param, Patch, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { OCCASIONS, PUSHED_OBJECTS } from '#field-pushes/field-push.js';
import type { FieldValues } from '#field-pushes/push-value.js';
import { Operation } from '#http/operation.js';
import { JSON_TYPE, readTree, XML_TYPE } from '#http/request-body.js';
import { contextOf } from '#http/request-context.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { Writes, type Written } from '#writes/writes.js';
import type { JsonSchema } from '#wire/json-schema.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { readFormChange, readOccasion, readSessionOpening } from './edit-input.rules.js';
import type { FieldRules } from './field-input.rules.js';
import { PUSH_EDITS } from './field-push-access.js';
import { DATE, exactly, FIELD_VALUE, listOf, mapOf, TEXT } from '#http/answer-schema.js';
import { FieldEdits } from './field-edits.js';
import type { PushOutcome } from './push-outcome.rules.js';

const PATH = '/core/fieldpushmgr/v3/session';

const MAXIMUM_BYTES = 256 * 1024;

const MEDIA_TYPES = [JSON_TYPE, XML_TYPE];

const VALUES: JsonSchema = {
  type: 'object',
  description: 'Fields by the names that receivers know: `TextField_7`, `email`.',
};
const CONTEXT: JsonSchema = { type: 'object', description: 'What goes with the fields on this occasion.' };
const OBJECT: JsonSchema = { type: 'string', enum: [...PUSHED_OBJECTS] };
const ID: JsonSchema = { type: 'string', description: 'Of the case or customer; left out for a draft.' };

const BODY_ERRORS = ['400-100', '400-146', '400-147', '400-152', '400-264', '413-100', '415-100'] as const;

const OUTCOME = {
  status: 200,
  root: 'outcome',
  description:
    '`{ "pushed": [ push ids ], "applied": { field: value }, "skipped": [ { "field", "reason" } ], "error"?, "lastModified"?: { "before", "after" } }`',
  schema: exactly(
    {
      pushed: listOf(TEXT),
      applied: { ...mapOf(FIELD_VALUE), description: 'What the receivers have set, by field.' },
      skipped: listOf(exactly({ field: TEXT, reason: TEXT })),
    },
    {
      error: TEXT,
      lastModified: {
        ...exactly({ before: DATE, after: DATE }),
        description: 'When the record was last changed before and after what was stored.',
      },
    },
  ),
};

/** Edit sessions and occasions, for the clients that agents work with (field-push.md FW-1, FW-2). */
@Controller('core/fieldpushmgr/v3')
export class FieldEditController {
  constructor(
    private readonly edits: FieldEdits,
    private readonly writes: Writes,
    private readonly configuration: ConfigurationCache,
  ) {}

  @Post('session')
  @Operation({
    ...PUSH_EDITS,
    id: 'openFieldPushSession',
    takesIdempotencyKey: true,
    summary: 'Begin to edit: remember what the form holds.',
    body: {
      mediaTypes: MEDIA_TYPES,
      root: 'session',
      schema: {
        type: 'object',
        properties: { object: OBJECT, id: ID, values: VALUES, context: CONTEXT },
        required: ['object'],
      },
      examples: {
        'an existing case': { object: 'ticket', id: '1000' },
        'a draft': { object: 'customer', values: { lang: 'en' } },
      },
    },
    answers: [
      {
        status: 201,
        description: '`{ "id" }`',
        headers: { Location: 'The path of the session.' },
        root: 'session',
        schema: exactly({ id: TEXT }),
      },
    ],
    errors: [...BODY_ERRORS, '400-194'],
  })
  async open(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const tree = await readTree(request, { root: 'session', maximumBytes: MAXIMUM_BYTES });
    const read = readSessionOpening(tree, this.fieldRules());
    if ('refusals' in read) throw failureOf(read.refusals);
    return this.writes.perform(request, reply, tree, async (transaction) => {
      const id = await this.edits.open(transaction, context, read.value);
      return { status: 201, headers: { location: `${PATH}/${id}` }, body: { root: 'session', tree: { id } } };
    });
  }

  @Patch('session/:id')
  @Operation({
    ...PUSH_EDITS,
    id: 'changeFieldPushSession',
    takesIdempotencyKey: true,
    summary: 'Say what the form holds now; what is different is pushed, and what comes back is applied.',
    body: {
      mediaTypes: MEDIA_TYPES,
      root: 'session',
      schema: {
        type: 'object',
        properties: {
          values: VALUES,
          context: { ...CONTEXT, description: 'What goes with the fields from now on; left out, what did before.' },
        },
        required: ['values'],
      },
    },
    answers: [OUTCOME],
    errors: [...BODY_ERRORS, '400-194', '404-100'],
  })
  async change(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const subject = await this.edits.subjectOf(context, id);
    const tree = await readTree(request, { root: 'session', maximumBytes: MAXIMUM_BYTES });
    const read = readFormChange(tree, subject.object, this.fieldRules());
    if ('refusals' in read) throw failureOf(read.refusals);
    return this.writes.performInSteps(request, reply, tree, async () =>
      answerOf(await this.edits.change(context, subject, read.value)),
    );
  }

  @Post('occasion')
  @Operation({
    ...PUSH_EDITS,
    id: 'pushOnOccasion',
    takesIdempotencyKey: true,
    summary: 'Say that a call popped up or a session of instant messages began: the pushes for it are sent.',
    body: {
      mediaTypes: MEDIA_TYPES,
      root: 'occasion',
      schema: {
        type: 'object',
        properties: {
          kind: { type: 'string', enum: OCCASIONS.filter((kind) => kind !== 'change') },
          object: OBJECT,
          id: ID,
          values: VALUES,
          context: CONTEXT,
        },
        required: ['kind', 'object'],
      },
      examples: {
        'a call': { kind: 'popup', object: 'customer', id: '1000', context: { phoneNumber: '15900000000' } },
      },
    },
    answers: [OUTCOME],
    errors: [...BODY_ERRORS, '400-194'],
  })
  async occur(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const tree = await readTree(request, { root: 'occasion', maximumBytes: MAXIMUM_BYTES });
    const read = readOccasion(tree, this.fieldRules());
    if ('refusals' in read) throw failureOf(read.refusals);
    return this.writes.performInSteps(request, reply, tree, async () =>
      answerOf(await this.edits.occur(context, read.value)),
    );
  }

  private fieldRules(): FieldRules {
    const snapshot = this.configuration.snapshot();
    return {
      findAttribute: (id) => snapshot.findCustomAttributeById(id),
      levels: snapshot.settings.customerLevels,
    };
  }
}

function answerOf({ pushed, applied, skipped, error, modified }: PushOutcome): Written {
  const tree = {
    pushed: [...pushed],
    applied: appliedTree(applied),
    skipped: skipped.map(({ field, reason }) => ({ field, reason })),
    ...(error !== undefined && { error }),
    ...(modified && {
      lastModified: { before: modified.before.toISOString(), after: modified.after.toISOString() },
    }),
  };
  return { status: 200, body: { root: 'outcome', tree } };
}

function appliedTree(values: FieldValues): AnswerTree {
  return Object.fromEntries(
    Object.entries(values).map(([field, value]) => [
      field,
      typeof value === 'object' && value !== null ? [...value] : value,
    ]),
  );
}
