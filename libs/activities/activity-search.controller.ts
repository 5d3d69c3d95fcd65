import { Controller, Get, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendNothing, sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { inPageOrder } from '#storage/keyset-page.js';
import { readAttributes } from '#wire/attribute-query.js';
import { COLLECTION_PARAMETERS, countTree, paginationInfo, readCollectionQuery } from '#wire/collection-query.js';
import { CURSOR_PARAMETER, readCursor, writeCursor } from '#wire/cursor.rules.js';
import { FILTER_PARAMETERS, readActivityFilter } from './activity-filter.rules.js';
import { ActivityReaders, CUSTOMER_PARAMETER, customerParameter } from './activity-readers.js';
import { ActivitySearchStore, type SearchOrder } from './activity-search.store.js';
import { STAFF_SORTS } from './activity.controller.js';
import { ActivityStore } from './activity.store.js';
import { ACTIVITY_COLLECTION, ACTIVITY_SCHEMAS } from './activity.schema.js';
import { activityView, CUSTOMER_ATTRIBUTES, STAFF_ATTRIBUTES } from './activity.view.js';
import { MOST_COUNTED_FINDS, SecureFinds } from './secure-finds.js';

const PATH = '/core/casemgr/v3/activity';
const ROOT = 'activities';
const READ = ['core.casemgr.read'];
const CUSTOMER_SORTS = ['id', 'case', 'created'] as const;
const COLUMN_SORTS = ['id', 'case', 'created', 'lastModified', 'dueDate'] as const;
const CUSTOM = 'custom.';

/** `GET /core/casemgr/v3/activity` (casemgr.md R-6, search-and-audit.md FIND-1 to FIND-10). */
@Controller('core/casemgr/v3/activity')
export class ActivitySearchController {
  constructor(
    private readonly readers: ActivityReaders,
    private readonly searching: ActivitySearchStore,
    private readonly activities: ActivityStore,
    private readonly configuration: ConfigurationCache,
    private readonly finds: SecureFinds,
  ) {}

  @Get()
  @Operation({
    id: 'searchActivity',
    summary: 'Find activities.',
    tag: 'Activity',
    actors: { user: READ, client: READ, customer: READ },
    action: 'View activities',
    query: [
      ...FILTER_PARAMETERS,
      CUSTOMER_PARAMETER,
      { name: '$attribute', description: 'Members beyond the summary, as for a single activity; never the content.' },
      ...COLLECTION_PARAMETERS,
      CURSOR_PARAMETER,
    ],
    answers: [
      {
        status: 200,
        description: '`{ "activity": [ … ], "paginationInfo": { … } }`, or `{ "link": …, "count": n }`.',
        schema: ACTIVITY_COLLECTION,
      },
      { status: 204, description: 'Nothing found, or a page beyond the last.' },
    ],
    schemas: ACTIVITY_SCHEMAS,
    errors: ['400-102', '400-112', '400-116', '400-120', '400-124', '400-244', '400-614'],
  })
  async search(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const context = contextOf(request);
    const { actor, query, answerFormat } = context;
    const page = readCollectionQuery<string>(
      query,
      actor.kind === 'customer' ? CUSTOMER_SORTS : STAFF_SORTS,
      this.customSorts,
    );
    const cursor = readCursor(query, page);
    const attributes = this.readAttributes(context);
    const filter = readActivityFilter(query, actor.kind, this.configuration.snapshot());
    const reader = await this.readers.readerOf(context, customerParameter(context));
    if (page.isCountOnly) {
      const count = filter === 'matches nothing' ? 0 : await this.searching.count(reader, filter);
      if (filter !== 'matches nothing' && filter.text !== undefined)
        await this.finds.audit(context, await this.searching.secureHits(reader, filter, MOST_COUNTED_FINDS));
      return sendTree(reply, answerFormat, 200, ROOT, countTree(PATH, query, count));
    }
    if (filter === 'matches nothing') return sendNothing(reply);
    const found = await this.searching.search(reader, filter, { ...page, order: this.orderBy(page.sort), cursor });
    if (found.ids.length === 0) return sendNothing(reply);
    const parts = { withEmail: attributes.includes('payload'), withContent: false };
    const rows = inPageOrder(found, await this.activities.find(reader, found.ids, undefined, parts));
    if (filter.text !== undefined) {
      const secure = rows.filter(({ isSecure }) => isSecure);
      await this.finds.audit(
        context,
        secure.map(({ id }) => id),
      );
    }
    const snapshot = this.configuration.snapshot();
    const viewing = { reader, attributes, locale: context.locale, snapshot, withContent: false };
    const nextCursor = found.next && writeCursor(found.next, { ...page, offset: page.offset + page.limit });
    const { isTotalAtLeast } = found;
    return sendTree(reply, answerFormat, 200, ROOT, {
      activity: rows.map((row) => activityView(row, viewing)),
      paginationInfo: paginationInfo(PATH, query, page, found.total, { isTotalAtLeast, nextCursor }),
    });
  }

  private readAttributes({ actor, query }: RequestContext) {
    const snapshot = this.configuration.snapshot();
    const supported = actor.kind === 'customer' ? CUSTOMER_ATTRIBUTES : STAFF_ATTRIBUTES;
    return readAttributes(query, supported, (name) => snapshot.findCustomAttribute('activity', name) !== undefined);
  }

  private readonly customSorts = {
    shown: `${CUSTOM}<name>`,
    isOne: (sort: string): sort is string => this.findCustomAttribute(sort) !== undefined,
  };

  private orderBy(sort: string): SearchOrder {
    const attribute = this.findCustomAttribute(sort);
    if (attribute) return { by: 'custom', name: attribute.name, isNumber: attribute.dataType === 'integer' };
    const column = COLUMN_SORTS.find((known) => known === sort);
    if (column) return { by: column };
    const departments = this.configuration.snapshot().departments.toSorted((left, right) => {
      const [one, other] = [left.name.toLowerCase(), right.name.toLowerCase()];
      return one < other ? -1 : 1;
    });
    return { by: 'department', departmentIds: departments.map(({ id }) => id) };
  }

  /** The custom attribute that an order goes by, undefined when it goes by none that is configured. */
  private findCustomAttribute(sort: string) {
    const name = sort.startsWith(CUSTOM) ? sort.slice(CUSTOM.length) : '';
    return this.configuration.snapshot().findCustomAttribute('activity', name);
  }
}
