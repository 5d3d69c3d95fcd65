import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Req, Res, type Type } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorRecord } from '#auth/actor.js';
import { atLeast, collection, ID, listing } from '#http/answer-schema.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation, type OperationDescription } from '#http/operation.js';
import { refuseBody } from '#http/request-body.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { isDatabaseKey } from '#runtime/ids.js';
import { recordAudit, recordAudits } from '#storage/audit.store.js';
import { Database } from '#storage/database.js';
import { COLLECTION_PARAMETERS, countTree, paginationInfo, readCollectionQuery } from '#wire/collection-query.js';
import { possibleKeys, readPathIds } from '#wire/path-ids.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { auditedBy } from '#writes/audited-by.js';
import { describeWriteBody, readWriteBody } from '#writes/write-body.js';
import { Collision, Writes } from '#writes/writes.js';
import { NoteBody } from './note.body.js';
import { NoteStore, type Note, type NotedObject } from './note.store.js';

/** Says which objects of one noun a caller sees; the noun's own lib answers. */
export interface NotedObjects {
  /** The one object that a path names, if the caller sees it; else 404-100. */
  requireVisible(context: RequestContext, idsText: string): Promise<string>;
}

/** The notes of one noun. */
export interface NotedNoun {
  readonly object: NotedObject;
  /** Such as `/core/casemgr/v3/activity`. */
  readonly path: string;
  readonly tag: string;
  /** Of the parameter of the path that names the object, as the catalogue has it: `id`, `ids`. */
  readonly parameter: 'id' | 'ids';
  readonly read: readonly string[];
  readonly manage: readonly string[];
  /** Operation ids, as the catalogue of the platform modelled on names them. */
  readonly operations: Readonly<Record<'create' | 'get' | 'list' | 'delete', string>>;
  /** Provides `NotedObjects`. */
  readonly objects: Type<NotedObjects>;
}

const NOTE = atLeast({ id: ID });

const NOTES = listing('note', NOTE);

const NOTE_COLLECTION = collection('note', NOTE);

const BODY = { type: NoteBody, root: 'note', clause: 'NOTE-1' };

const ROOT = 'notes';

/** The four operations on the notes of a noun (around-activity.md NOTE-1 to NOTE-4). Its module imports `NotesModule`. */
export function noteControllerOf(noun: NotedNoun): Type {
  const { object, path, tag, operations } = noun;
  const reading = { tag, action: 'View notes', actors: { user: noun.read, client: noun.read } };
  const managing = {
    tag,
    action: 'Manage notes',
    actors: { user: noun.manage, client: noun.manage },
    takesIdempotencyKey: true,
  } satisfies Partial<OperationDescription>;
  const of = `:${noun.parameter}`;

  @Controller(path)
  class NoteController {
    constructor(
      @Inject(noun.objects) private readonly objects: NotedObjects,
      private readonly notes: NoteStore,
      private readonly database: Database,
      private readonly writes: Writes,
      private readonly clock: Clock,
    ) {}

    @Post(`${of}/note`)
    @HttpCode(201)
    @Operation({
      ...managing,
      id: operations.create,
      summary: `Add a note to one ${object}.`,
      body: describeWriteBody(BODY),
      answers: [{ status: 201, description: 'Added.', headers: { Location: 'The path of the note.' } }],
      errors: ['400-146', '400-147', '400-152', '400-387', '404-100'],
    })
    async create(
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
      @Param(noun.parameter) objectIds: string,
    ): Promise<FastifyReply> {
      const context = contextOf(request);
      const { tree, body } = await readWriteBody(request, BODY);
      if (body.content.trim() === '') throw new Failure('400-387', { attribute_name: 'content' });
      const objectId = await this.objects.requireVisible(context, objectIds);
      return this.writes.perform(request, reply, tree, async (transaction) => {
        const created = { content: body.content, createdBy: actorRecord(context.actor), createdAt: this.clock.now() };
        const note = await this.notes.create(transaction, object, objectId, created);
        if (!note) throw new Collision();
        const entry = { ...auditedBy(context), action: 'add note', object, objectId: note.objectId };
        recordAudit(transaction, { ...entry, detail: { noteId: note.id } });
        return { status: 201, headers: { location: pathOf(note.objectId, note.id) } };
      });
    }

    @Get(`${of}/note/:noteid`)
    @Operation({
      ...reading,
      id: operations.get,
      summary: `Read one note of one ${object}.`,
      answers: [{ status: 200, description: '`{ "note": [ … ] }`', schema: NOTES }],
      errors: ['400-152', '400-603', '404-100'],
    })
    async get(
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
      @Param(noun.parameter) objectIds: string,
      @Param('noteid') noteId: string,
    ): Promise<FastifyReply> {
      const context = contextOf(request);
      const objectId = await this.objects.requireVisible(context, objectIds);
      const note = isDatabaseKey(noteId) ? await this.notes.find(this.database, object, objectId, noteId) : undefined;
      if (!note) throw notOf(objectId, [noteId]);
      return sendTree(reply, context.answerFormat, 200, ROOT, { note: [viewOf(objectId, note)] });
    }

    @Get(`${of}/notes`)
    @Operation({
      ...reading,
      id: operations.list,
      summary: `List the notes of one ${object}, oldest first.`,
      query: COLLECTION_PARAMETERS,
      answers: [
        { status: 200, description: '`{ "note": [ … ], "paginationInfo": { … } }`', schema: NOTE_COLLECTION },
        { status: 204, description: 'There are none, or a page beyond the last.' },
      ],
      errors: ['400-102', '400-120', '400-124', '400-152', '400-244', '404-100'],
    })
    async list(
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
      @Param(noun.parameter) objectIds: string,
    ): Promise<FastifyReply> {
      const context = contextOf(request);
      const objectId = await this.objects.requireVisible(context, objectIds);
      const { query, answerFormat } = context;
      const page = readCollectionQuery(query, ['id']);
      const listPath = `${path}/${objectId}/notes`;
      const total = await this.notes.count(this.database, object, objectId);
      if (page.isCountOnly) return sendTree(reply, answerFormat, 200, ROOT, countTree(listPath, query, total));
      const notes = await this.notes.list(this.database, object, objectId, page);
      if (notes.length === 0) return sendNothing(reply);
      return sendTree(reply, answerFormat, 200, ROOT, {
        note: notes.map((note) => viewOf(objectId, note)),
        paginationInfo: paginationInfo(listPath, query, page, total),
      });
    }

    @Delete(`${of}/notes/:noteids`)
    @Operation({
      ...managing,
      id: operations.delete,
      summary: `Delete up to 75 notes of one ${object}, all or none.`,
      answers: [{ status: 204, description: 'Deleted.' }],
      errors: ['400-152', '400-203', '400-603', '404-100'],
    })
    async delete(
      @Req() request: FastifyRequest,
      @Res() reply: FastifyReply,
      @Param(noun.parameter) objectIds: string,
      @Param('noteids') noteIds: string,
    ): Promise<FastifyReply> {
      const context = contextOf(request);
      await refuseBody(request);
      const ids = readPathIds(noteIds);
      const objectId = await this.objects.requireVisible(context, objectIds);
      return this.writes.perform(request, reply, undefined, async (transaction) => {
        const deleted = await this.notes.delete(transaction, object, objectId, possibleKeys(ids));
        const missing = ids.filter((id) => !deleted.has(id));
        if (missing.length > 0) throw notOf(objectId, missing);
        const entry = { ...auditedBy(context), action: 'delete note', object, objectId };
        recordAudits(
          transaction,
          ids.map((noteId) => ({ ...entry, detail: { noteId } })),
        );
        return { status: 204 };
      });
    }
  }

  function pathOf(objectId: string, noteId: string): string {
    return `${path}/${objectId}/note/${noteId}`;
  }

  function viewOf(objectId: string, { id, content, createdBy, createdAt }: Note): AnswerTree {
    const { firstName, lastName, id: userId } = createdBy;
    return {
      link: [{ rel: 'self', href: pathOf(objectId, id) }],
      created: createdAt.toISOString(),
      createdBy: { user: { firstName, lastName, id: userId } },
      content,
      id,
    };
  }

  function notOf(objectId: string, noteIds: readonly string[]): Failure {
    return new Failure('400-603', { ID: noteIds.join(', ').slice(0, 100), resource: object, resource_id: objectId });
  }

  const title = object.charAt(0).toUpperCase() + object.slice(1);
  Object.defineProperty(NoteController, 'name', { value: `${title}NoteController` });
  return NoteController;
}
