import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { COLLECTION_PARAMETERS } from '#wire/collection-query.js';
import { inPathOrder, pathIdsNotFound, possibleKeys, readPathIds } from '#wire/path-ids.js';
import type { AnswerTree } from '#wire/xml-writer.js';
import { departmentOfPath, departmentsSeenBy, sendListing } from './directory-access.js';
import { DirectoryStore, type UserRow } from './directory.store.js';
import { ROLES, USER_COLLECTION, USER_SCHEMAS, USERS } from './directory.schema.js';

const BASE = '/core/usermgr/v3';
const READ = ['core.usermgr.read'];

const ACCESS = {
  tag: 'User',
  schemas: USER_SCHEMAS,
  actors: { user: READ, client: READ },
  action: 'View users',
} as const;

/** A person of the staff, without what signs them in. */
function userView(row: UserRow): AnswerTree {
  return {
    link: [{ rel: 'self', href: `${BASE}/users/${row.id}` }],
    loginId: row.login,
    firstName: row.firstName,
    lastName: row.lastName,
    department: row.departmentId === null ? null : { name: row.departmentName, id: row.departmentId },
    status: row.active ? 'enabled' : 'disabled',
    created: row.createdAt.toISOString(),
    id: row.id,
  };
}

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
    query: COLLECTION_PARAMETERS,
    answers: [
      { status: 200, description: '`{ "user": [ … ], "paginationInfo": { … } }`.', schema: USER_COLLECTION },
      { status: 204, description: 'It has none, or a page beyond the last.' },
    ],
    errors: ['400-102', '400-120', '400-124', '400-244', '404-100'],
  })
  async ofDepartment(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const departmentId = departmentOfPath(this.configuration, context.actor, id);
    const users = await this.directory.usersOf(departmentId);
    return sendListing(context, reply, {
      path: `${BASE}/department/${departmentId}/users`,
      root: 'users',
      member: 'user',
      items: users.map((user) => ({ ...user, name: `${user.lastName ?? ''} ${user.firstName ?? ''}` })),
      view: userView,
    });
  }

  @Get('users/:ids')
  @Operation({
    ...ACCESS,
    id: 'userByIDs',
    summary: 'Read up to 75 users by their ids, separated by commas.',
    answers: [{ status: 200, description: '`{ "user": [ … ] }`, in the order of the ids.', schema: USERS }],
    errors: ['400-152', '404-100'],
  })
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') idsText: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const users = await this.find(context, readPathIds(idsText));
    return sendTree(reply, context.answerFormat, 200, 'users', { user: users.map(userView) });
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
    const isStorable = !id.includes('\0') && id.isWellFormed();
    const user = isStorable ? await this.directory.userByLogin(id, departmentsSeenBy(actor)) : undefined;
    if (!user) throw pathIdsNotFound([id]);
    return sendTree(reply, answerFormat, 200, 'users', { user: [userView(user)] });
  }

  @Get('user/attributes')
  @Operation({
    ...ACCESS,
    id: 'get-user-attributes',
    summary: 'The custom attributes of users, of which there are none.',
    answers: [{ status: 204, description: 'Users have no custom attributes.' }],
  })
  readAttributes(@Res() reply: FastifyReply): FastifyReply {
    return sendNothing(reply);
  }

  @Get('department/:id/groups')
  @Operation({
    ...ACCESS,
    id: 'searchGroup',
    summary: 'List the groups of a department, which has none.',
    answers: [{ status: 204, description: 'The partition has no groups.' }],
    errors: ['404-100'],
  })
  groupsOfDepartment(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): FastifyReply {
    departmentOfPath(this.configuration, contextOf(request).actor, id);
    return sendNothing(reply);
  }

  @Get('user/:id/group')
  @Operation({
    ...ACCESS,
    id: 'getGroupsOfUser',
    summary: 'List the groups of a user, who is in none.',
    answers: [{ status: 204, description: 'The partition has no groups.' }],
    errors: ['404-100'],
  })
  async groups(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    await this.find(contextOf(request), [id]);
    return sendNothing(reply);
  }

  @Get('user/:id/role')
  @Operation({
    ...ACCESS,
    id: 'getRolesOfUser',
    summary: 'List the roles of a user: one for each privilege.',
    answers: [
      { status: 200, description: '`{ "role": [ { "name", "id" } ] }`.', schema: ROLES },
      { status: 204, description: 'The user has none.' },
    ],
    errors: ['404-100'],
  })
  async roles(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('id') id: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const [user] = await this.find(context, [id]);
    const role = (user?.privileges ?? []).map((name) => ({ name, id: name.toLowerCase().replaceAll(' ', '-') }));
    return role.length === 0 ? sendNothing(reply) : sendTree(reply, context.answerFormat, 200, 'roles', { role });
  }

  private async find({ actor }: RequestContext, ids: readonly string[]): Promise<readonly UserRow[]> {
    return inPathOrder(ids, await this.directory.users(possibleKeys(ids), departmentsSeenBy(actor)));
  }
}
