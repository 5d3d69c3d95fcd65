import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import type { Group } from '#record-tables/group.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { readAttributes, readRequiredAttributes } from '#wire/attribute-query.js';
import { COLLECTION_PARAMETERS } from '#wire/collection-query.js';
import { inPathOrder, pathIdsNotFound, possibleKeys, readPathIds } from '#wire/path-ids.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import {
  departmentOfPath,
  departmentsSeenBy,
  isStorable,
  METADATA_ATTRIBUTES,
  NO_MORE_ATTRIBUTES,
  sendListing,
} from './directory-access.js';
import { DirectoryStore, type UserRow } from './directory.store.js';
import { GROUP_COLLECTION, ROLE_COLLECTION, USER_COLLECTION, USER_SCHEMAS, USERS } from './directory.schema.js';

const BASE = '/core/usermgr/v3';
const READ = ['core.usermgr.read'];

const ACCESS = {
  tag: 'User',
  schemas: USER_SCHEMAS,
  actors: { user: READ, client: READ },
  action: 'View users',
} as const;

/** A person of the staff, with the groups that it is in, and without what signs them in. */
function userView(row: UserRow, groups: readonly Group[]): AnswerTree {
  return {
    link: [{ rel: 'self', href: `${BASE}/users/${row.id}` }],
    loginId: row.login,
    firstName: row.firstName,
    lastName: row.lastName,
    department: row.departmentId === null ? null : { name: row.departmentName, id: row.departmentId },
    status: row.active ? 'enabled' : 'disabled',
    group: groups.map(GROUP_LISTING.view),
    externalId: row.externalId,
    created: row.createdAt.toISOString(),
    id: row.id,
  };
}

const GROUP_LISTING = {
  root: 'groups',
  member: 'group',
  view: ({ name, id }: Group): AnswerTree => ({ name, id }),
} as const;

const GROUPS_SHOWN = {
  status: 200,
  description: '`{ "group": [ { "name", "id" } ], "paginationInfo": { … } }`.',
  schema: GROUP_COLLECTION,
} as const;

const COLLECTION_ERRORS = ['400-102', '400-116', '400-120', '400-124', '400-244', '404-100'] as const;

/** Users, their groups and roles, to be read (search-and-audit.md MGR-4); they are administered elsewhere. */
@Controller('core/usermgr/v3')
export class UsersController {
  constructor(
    private readonly directory: DirectoryStore,
    private readonly configuration: ConfigurationCache,
  ) {}

  @Get('department/:id/users')
  @Operation({
    ...ACCESS,
    id: 'departmentUsers',
    summary: 'List the users of a department.',
    query: [NO_MORE_ATTRIBUTES, ...COLLECTION_PARAMETERS],
    answers: [
      { status: 200, description: '`{ "user": [ … ], "paginationInfo": { … } }`.', schema: USER_COLLECTION },
      { status: 204, description: 'It has none, or a page beyond the last.' },
    ],
    errors: COLLECTION_ERRORS,
  })
  async ofDepartment(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    readAttributes(context.query, []);
    const departmentId = departmentOfPath(this.configuration, context.actor, id);
    const users = await this.directory.usersOf(departmentId);
    return sendListing(context, reply, {
      path: `${BASE}/department/${departmentId}/users`,
      root: 'users',
      member: 'user',
      items: users.map((user) => ({ ...user, name: `${user.lastName ?? ''} ${user.firstName ?? ''}` })),
      view: this.view,
    });
  }

  @Get('users/:ids')
  @Operation({
    ...ACCESS,
    id: 'userByIDs',
    summary: 'Read up to 75 users by their ids, separated by commas.',
    query: [NO_MORE_ATTRIBUTES],
    answers: [{ status: 200, description: '`{ "user": [ … ] }`, in the order of the ids.', schema: USERS }],
    errors: ['400-116', '400-152', '404-100'],
  })
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') idsText: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    readAttributes(context.query, []);
    const users = await this.find(context, readPathIds(idsText));
    return sendTree(reply, context.answerFormat, 200, 'users', { user: users.map(this.view) });
  }

  @Get('user/login/:id')
  @Operation({
    ...ACCESS,
    id: 'userByLoginID',
    summary: 'Read a user by the login.',
    answers: [{ status: 200, description: '`{ "user": [ … ] }` with one.', schema: USERS }],
    errors: ['404-100'],
  })
  async byLogin(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const { actor, answerFormat } = contextOf(request);
    const user = isStorable(id) ? await this.directory.userByLogin(id, departmentsSeenBy(actor)) : undefined;
    if (!user) throw pathIdsNotFound([id]);
    return sendTree(reply, answerFormat, 200, 'users', { user: [this.view(user)] });
  }

  @Get('user/ext-id/:id')
  @Operation({
    ...ACCESS,
    id: 'userByExternalID',
    summary: 'Read users by the id that another system knows them by.',
    answers: [{ status: 200, description: '`{ "user": [ … ] }`, of all who have it.', schema: USERS }],
    errors: ['404-100'],
  })
  async byExternalId(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const { actor, answerFormat } = contextOf(request);
    const users = isStorable(id) ? await this.directory.usersByExternalId(id, departmentsSeenBy(actor)) : [];
    if (users.length === 0) throw pathIdsNotFound([id]);
    return sendTree(reply, answerFormat, 200, 'users', { user: users.map(this.view) });
  }

  @Get('user/attributes')
  @Operation({
    ...ACCESS,
    id: 'get-user-attributes',
    summary: 'The custom attributes of users, of which there are none.',
    query: [{ name: '$attribute', description: `all, ${METADATA_ATTRIBUTES.join(', ')}.` }],
    answers: [{ status: 204, description: 'Users have no custom attributes.' }],
    errors: ['400-112', '400-116', '400-244'],
  })
  readAttributes(@Req() request: FastifyRequest, @Res() reply: FastifyReply): FastifyReply {
    readRequiredAttributes(contextOf(request).query, METADATA_ATTRIBUTES);
    return sendNothing(reply);
  }

  @Get('department/:id/groups')
  @Operation({
    ...ACCESS,
    id: 'searchGroup',
    summary: 'List the groups that users of a department are in.',
    query: [NO_MORE_ATTRIBUTES, ...COLLECTION_PARAMETERS],
    answers: [GROUPS_SHOWN, { status: 204, description: 'They are in none, or a page beyond the last.' }],
    errors: COLLECTION_ERRORS,
  })
  async groupsOfDepartment(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    readAttributes(context.query, []);
    const departmentId = departmentOfPath(this.configuration, context.actor, id);
    const ids = new Set((await this.directory.usersOf(departmentId)).map((user) => user.id));
    const { groups } = this.configuration.snapshot();
    const items = groups.filter(({ userIds }) => userIds.some((userId) => ids.has(userId)));
    return sendListing(context, reply, { path: `${BASE}/department/${departmentId}/groups`, ...GROUP_LISTING, items });
  }

  @Get('user/:id/group')
  @Operation({
    ...ACCESS,
    id: 'getGroupsOfUser',
    summary: 'List the groups of a user.',
    query: [NO_MORE_ATTRIBUTES, ...COLLECTION_PARAMETERS],
    answers: [GROUPS_SHOWN, { status: 204, description: 'The user is in none, or a page beyond the last.' }],
    errors: COLLECTION_ERRORS,
  })
  async groups(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    readAttributes(context.query, []);
    await this.find(context, [id]);
    const items = this.configuration.snapshot().groupsOf(id);
    return sendListing(context, reply, { path: `${BASE}/user/${id}/group`, ...GROUP_LISTING, items });
  }

  @Get('user/:id/role')
  @Operation({
    ...ACCESS,
    id: 'getRolesOfUser',
    summary: 'List the roles of a user: one for each privilege.',
    query: [NO_MORE_ATTRIBUTES, ...COLLECTION_PARAMETERS],
    answers: [
      {
        status: 200,
        description: '`{ "role": [ { "name", "id" } ], "paginationInfo": { … } }`.',
        schema: ROLE_COLLECTION,
      },
      { status: 204, description: 'The user has none, or a page beyond the last.' },
    ],
    errors: COLLECTION_ERRORS,
  })
  async roles(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    readAttributes(context.query, []);
    const [user] = await this.find(context, [id]);
    return sendListing(context, reply, {
      path: `${BASE}/user/${id}/role`,
      root: 'roles',
      member: 'role',
      items: (user?.privileges ?? []).map((name) => ({ name })),
      view: ({ name }) => ({ name, id: name.toLowerCase().replaceAll(' ', '-') }),
    });
  }

  private readonly view = (row: UserRow): AnswerTree => userView(row, this.configuration.snapshot().groupsOf(row.id));

  private async find({ actor }: RequestContext, ids: readonly string[]): Promise<readonly UserRow[]> {
    return inPathOrder(ids, await this.directory.users(possibleKeys(ids), departmentsSeenBy(actor)));
  }
}
