import { Controller, Get, Param, Patch, Post, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sendNothing, sendTree } from '#http/answer.js';
import { dtoSchema } from '#http/dto-schema.js';
import { Operation } from '#http/operation.js';
import { JSON_TYPE, readTree, XML_TYPE } from '#http/request-body.js';
import { contextOf } from '#http/request-context.js';
import type { StoredItem } from '#storage/item-store.js';
import { COLLECTION_PARAMETERS, countTree, paginationInfo, readCollectionQuery } from '#wire/collection-query.js';
import { shapeOf } from '#wire/read-body.rules.js';
import { MANAGE_ADMINISTRATION, READ_ADMINISTRATION, SECRETS } from './administration-access.js';
import { AdministeredItems } from './administered-items.js';
import { ALIASES } from './kinds/aliases.kind.js';
import { CLIENTS } from './kinds/clients.kind.js';
import { CUSTOM_ATTRIBUTES } from './kinds/custom-attributes.kind.js';
import { DEPARTMENTS } from './kinds/departments.kind.js';
import { INBOUND_ACCOUNTS } from './kinds/inbound-accounts.kind.js';
import { GROUPS } from './kinds/groups.kind.js';
import { FIELD_PUSHES } from './kinds/field-pushes.kind.js';
import { MAIL_DOMAINS } from './kinds/mail-domains.kind.js';
import { ISSUE_TYPES } from './kinds/issue-types.kind.js';
import type { Kind } from './kinds/kind.js';
import { MESSAGE_CENTERS } from './kinds/message-centers.kind.js';
import { QUEUES } from './kinds/queues.kind.js';
import { RECORD_TABLES } from './kinds/record-tables.kind.js';
import { USERS } from './kinds/users.kind.js';
import { atLeast, collection, shownAs, TEXT } from '#http/answer-schema.js';

const BASE = '/core/adminmgr/v3';

const MAXIMUM_BYTES = 1024 * 1024;

const BODY_ERRORS = ['400-100', '400-101', '400-146', '400-147', '400-152', '400-264', '413-100', '415-100'] as const;

const COLLECTION_ERRORS = ['400-101', '400-102', '400-120', '400-124', '400-244'] as const;

function capitalized(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The resource of one kind: create, list, read, edit (runtime.md §4). */
function resourceOf<Body extends object, Item extends StoredItem>(kind: Kind<Body, Item>): Type {
  const { name, singular, bodyType } = kind;
  const {
    path = `${BASE}/${name.toLowerCase()}`,
    read = READ_ADMINISTRATION,
    manage = MANAGE_ADMINISTRATION,
  } = kind.resource ?? {};
  const schema = dtoSchema(bodyType);
  const shown = atLeast({ id: TEXT }, shownAs(schema, SECRETS).properties ?? {});
  const body = { mediaTypes: [JSON_TYPE, XML_TYPE], root: singular, schema };
  const layout = { shape: shapeOf(bodyType), root: singular, maximumBytes: MAXIMUM_BYTES };

  @Controller(path)
  class AdministeredItemController {
    constructor(private readonly items: AdministeredItems) {}

    @Post()
    @Operation({
      ...manage,
      id: `create${capitalized(singular)}`,
      summary: `Create one of the ${name}`,
      body,
      answers: [
        {
          status: 201,
          description: `The ${singular}`,
          headers: { Location: `The path of the ${singular}.` },
          root: singular,
          schema: shown,
        },
      ],
      errors: BODY_ERRORS,
    })
    async create(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      const context = contextOf(request);
      const item = await this.items.create(kind, await readTree(request, layout), context);
      reply.header('location', `${path}/${encodeURIComponent(item.id)}`);
      sendTree(reply, context.answerFormat, 201, singular, item.view);
    }

    @Get()
    @Operation({
      ...read,
      id: `list${capitalized(name)}`,
      summary: `List the ${name}`,
      query: COLLECTION_PARAMETERS,
      answers: [
        { status: 200, description: `The ${name}`, root: name, schema: collection(singular, shown) },
        { status: 204, description: 'There are none' },
      ],
      errors: COLLECTION_ERRORS,
    })
    async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
      const { actor, answerFormat, query } = contextOf(request);
      const collection = readCollectionQuery(query, ['id']);
      const all = await this.items.list(kind, actor);
      if (collection.isCountOnly) {
        sendTree(reply, answerFormat, 200, name, countTree(path, query, all.length));
        return;
      }
      const ordered = collection.isDescending ? all.toReversed() : all;
      const window = ordered.slice(collection.offset, collection.offset + collection.limit);
      if (window.length === 0) {
        sendNothing(reply);
        return;
      }
      const tree = {
        [singular]: window.map(({ view }) => view),
        paginationInfo: paginationInfo(path, query, collection, all.length),
      };
      sendTree(reply, answerFormat, 200, name, tree);
    }

    @Get(':id')
    @Operation({
      ...read,
      id: `read${capitalized(singular)}`,
      summary: `Read one of the ${name}`,
      answers: [{ status: 200, description: `The ${singular}`, root: singular, schema: shown }],
      errors: ['400-101', '404-100'],
    })
    async get(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
      const { actor, answerFormat } = contextOf(request);
      const item = await this.items.get(kind, id, actor);
      sendTree(reply, answerFormat, 200, singular, item.view);
    }

    @Patch(':id')
    @Operation({
      ...manage,
      id: `edit${capitalized(singular)}`,
      summary: `Edit one of the ${name}; what is left out stays`,
      body: { ...body, schema: { ...schema, required: [] } },
      answers: [{ status: 200, description: `The ${singular}`, root: singular, schema: shown }],
      errors: [...BODY_ERRORS, '404-100'],
    })
    async edit(@Req() request: FastifyRequest, @Res() reply: FastifyReply, @Param('id') id: string): Promise<void> {
      const context = contextOf(request);
      const item = await this.items.edit(kind, id, await readTree(request, layout), context);
      sendTree(reply, context.answerFormat, 200, singular, item.view);
    }
  }

  Object.defineProperty(AdministeredItemController, 'name', { value: `${capitalized(name)}Controller` });
  return AdministeredItemController;
}

/** One controller per kind. */
export const ADMINISTERED_ITEM_CONTROLLERS: Type[] = [
  resourceOf(DEPARTMENTS),
  resourceOf(QUEUES),
  resourceOf(ALIASES),
  resourceOf(MESSAGE_CENTERS),
  resourceOf(ISSUE_TYPES),
  resourceOf(CUSTOM_ATTRIBUTES),
  resourceOf(USERS),
  resourceOf(CLIENTS),
  resourceOf(INBOUND_ACCOUNTS),
  resourceOf(MAIL_DOMAINS),
  resourceOf(FIELD_PUSHES),
  resourceOf(RECORD_TABLES),
  resourceOf(GROUPS),
];
