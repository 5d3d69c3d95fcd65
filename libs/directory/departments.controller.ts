import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Operation } from '#http/operation.js';
import { contextOf } from '#http/request-context.js';
import { readAttributes } from '#wire/attribute-query.js';
import { COLLECTION_PARAMETERS } from '#wire/collection-query.js';
import { readTextFilter } from '#wire/filter-query.rules.js';
import { departmentsSeenBy, sendListing } from './directory-access.js';
import { DirectoryStore } from './directory.store.js';
import { DEPARTMENT_COLLECTION } from './directory.schema.js';

const PATH = '/core/departmentmgr/v3/department';
const READ = ['core.departmentmgr.read'];
const ATTRIBUTES = ['description', 'created', 'externalId'] as const;
const LONGEST_FILTER = 124;

/** `GET /core/departmentmgr/v3/department` (search-and-audit.md MGR-2). */
@Controller('core/departmentmgr/v3/department')
export class DepartmentsController {
  constructor(private readonly directory: DirectoryStore) {}

  @Get()
  @Operation({
    id: 'getAllDepartments',
    summary: 'List the departments.',
    tag: 'Department',
    actors: { user: READ, client: READ },
    action: 'View departments',
    query: [
      {
        name: 'filterText',
        description: `What their names contain, without regard to case; up to ${LONGEST_FILTER} characters.`,
      },
      { name: '$attribute', description: `all, ${ATTRIBUTES.join(', ')}.` },
      ...COLLECTION_PARAMETERS,
    ],
    answers: [
      {
        status: 200,
        description: '`{ "department": [ … ], "paginationInfo": { … } }`.',
        schema: DEPARTMENT_COLLECTION,
      },
      { status: 204, description: 'There is none such.' },
    ],
    errors: ['400-102', '400-116', '400-120', '400-124', '400-244'],
  })
  async list(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const { actor, query } = context;
    const attributes = readAttributes(query, ATTRIBUTES);
    const wanted = readTextFilter(query, 'filterText', LONGEST_FILTER)?.toLowerCase() ?? '';
    const departments = await this.directory.departments(departmentsSeenBy(actor));
    return sendListing(context, reply, {
      path: PATH,
      root: 'departments',
      member: 'department',
      items: departments.filter(({ name }) => name.toLowerCase().includes(wanted)),
      view: ({ id, name, createdAt }) => ({
        name,
        ...(attributes.includes('description') && { description: null }),
        ...(attributes.includes('created') && { created: createdAt.toISOString() }),
        ...(attributes.includes('externalId') && { externalId: null }),
        id,
      }),
    });
  }
}
