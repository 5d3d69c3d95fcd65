import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { sendTree } from '#http/answer.js';
import { Operation } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { recordReadings } from '#storage/audit.store.js';
import { Database } from '#storage/database.js';
import { readAttributes } from '#wire/attribute-query.js';
import { readOrder, singleChoice } from '#wire/collection-query.js';
import { auditedBy } from '#writes/audited-by.js';
import { etagOf } from '#writes/precondition.rules.js';
import { inPathOrder, possibleKeys, readPathIds } from '#wire/path-ids.js';
import { ActivityReaders, CUSTOMER_PARAMETER } from './activity-readers.js';
import { ActivityStore, type ActivityRow } from './activity.store.js';
import { activityView, CUSTOMER_ATTRIBUTES, STAFF_ATTRIBUTES } from './activity.view.js';
import { ACTIVITIES, ACTIVITY_SCHEMAS } from './activity.schema.js';
import { EmbeddedImages } from './embedded-images.js';

/** What staff sort activities by; customers do not see departments and due dates. */
export const STAFF_SORTS = ['id', 'case', 'created', 'department', 'dueDate', 'lastModified'] as const;

const EMBED_INLINE = 'embedInlineAttachment';

const READ = ['core.casemgr.read'];

/** `GET /core/casemgr/v3/activity/{ids}` (casemgr.md §4). */
@Controller('core/casemgr/v3/activity')
export class ActivityController {
  constructor(
    private readonly readers: ActivityReaders,
    private readonly activities: ActivityStore,
    private readonly images: EmbeddedImages,
    private readonly configuration: ConfigurationCache,
    private readonly database: Database,
  ) {}

  @Get(':ids')
  @Operation({
    id: 'getActivityByIds',
    summary: 'Read up to 75 activities by their ids, separated by commas.',
    tag: 'Activity',
    actors: { user: READ, client: READ, customer: READ },
    action: 'View activities',
    query: [
      CUSTOMER_PARAMETER,
      {
        name: '$attribute',
        description: `Members beyond the summary: all, custom.<name>, ${STAFF_ATTRIBUTES.join(', ')}; customers: ${CUSTOMER_ATTRIBUTES.join(', ')}.`,
      },
      { name: '$sort', description: `One of ${STAFF_SORTS.join(', ')}.`, actors: ['user', 'client'] },
      { name: '$order', description: '`asc` or `desc`, with `$sort`.', actors: ['user', 'client'] },
      {
        name: EMBED_INLINE,
        description: '`yes` shows the inline images of a single email in its HTML, as data URIs.',
        actors: ['user', 'client'],
      },
    ],
    answers: [
      {
        status: 200,
        description: '`{ "activity": [ … ] }`, in the order of the ids unless sorted.',
        headers: { ETag: 'Of a single activity, for `If-Match`.' },
        schema: ACTIVITIES,
      },
    ],
    schemas: ACTIVITY_SCHEMAS,
    errors: ['400-102', '400-116', '400-124', '400-152', '400-244', '404-100'],
  })
  async read(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('ids') idsText: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const snapshot = this.configuration.snapshot();
    const isCustomAttribute = (name: string) => snapshot.findCustomAttribute('activity', name) !== undefined;
    const supported = context.actor.kind === 'customer' ? CUSTOMER_ATTRIBUTES : STAFF_ATTRIBUTES;
    const attributes = readAttributes(context.query, supported, isCustomAttribute);
    const order = readOrder(context.query, STAFF_SORTS);
    const ids = readPathIds(idsText);
    const reader = await this.readers.readerOf(context);
    const isSorted = context.query.has('$sort');
    const withContent = ids.length === 1;
    const embedsImages = singleChoice(context.query, EMBED_INLINE, ['yes', 'no']) === 'yes';
    const parts = { withEmail: attributes.includes('payload'), withContent };
    const rows = await this.activities.find(reader, possibleKeys(ids), isSorted ? order : undefined, parts);
    const asked = inPathOrder(ids, rows);
    if (withContent && parts.withEmail) await this.auditSecureRead(context, asked);
    const viewing = { reader, attributes, locale: context.locale, snapshot, withContent };
    const [only] = asked;
    if (only && withContent) reply.header('etag', etagOf(only.lastModifiedAt));
    const found = isSorted ? rows : asked;
    const shown = embedsImages ? await Promise.all(found.map((row) => this.images.embed(context, row))) : found;
    const activity = shown.map((row) => activityView(row, viewing));
    return sendTree(reply, context.answerFormat, 200, 'activities', { activity });
  }

  /** Whoever reads the content of a secure activity is on record before it is shown (AUD-4). */
  private async auditSecureRead(context: RequestContext, rows: readonly ActivityRow[]): Promise<void> {
    const entry = { ...auditedBy(context), action: 'read', object: 'activity', detail: {} };
    const secure = rows.filter(({ isSecure }) => isSecure);
    await recordReadings(
      this.database,
      secure.map(({ id }) => ({ ...entry, objectId: id })),
    );
  }
}
