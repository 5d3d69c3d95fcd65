import { Controller, Get, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { GracefulStop } from '#http/graceful-stop.js';
import { PublicOperation } from '#http/operation.js';
import { Mailboxes } from '#mail-gateway/imap/mailboxes.js';
import { SendingHealth } from '#mail-sending/sending-health.js';
import { PushHealth } from '#field-push/push-health.js';
import { MailHealth } from '#mail-gateway/mail-health.js';
import { OutboxLanes, type LaneHealth } from '#outbox/outbox-lanes.js';
import { Metrics } from '#runtime/metrics.js';
import { within } from '#runtime/within.js';
import { DatabaseKind } from '#storage/open-database.js';

/** How long the database may take to answer before the process is not ready, in milliseconds. */
const ANSWER_WITHIN_MS = 2_000;

/** What a database keeps of acknowledged work (casemgr.md E-5). */
const DURABILITY: Readonly<Record<DatabaseKind['kind'], string>> = {
  embedded: 'survives a kill of the process, not a power loss',
  postgresql: 'survives a crash of the process, the database and the machine',
};

/** Whether the process lives, whether it can do its work, and how it does (runtime.md §3). */
@Controller()
export class HealthController {
  constructor(
    private readonly outbox: OutboxLanes,
    private readonly mail: MailHealth,
    private readonly mailboxes: Mailboxes,
    private readonly sending: SendingHealth,
    private readonly pushes: PushHealth,
    private readonly metrics: Metrics,
    private readonly database: DatabaseKind,
    private readonly gracefulStop: GracefulStop,
  ) {}

  @Get('health/live')
  @PublicOperation({
    id: 'health-live',
    why: 'asked by the platform that runs the process; says nothing but that it runs',
  })
  live(@Res() reply: FastifyReply): FastifyReply {
    return reply.code(200).send({ status: 'live' });
  }

  @Get('health/ready')
  @PublicOperation({ id: 'health-ready', why: 'asked by load balancers; names ages of work, never its content' })
  async ready(@Res() reply: FastifyReply): Promise<FastifyReply> {
    const { kind } = this.database;
    if (this.gracefulStop.isStopping) return reply.code(503).send({ status: 'stopping', database: { kind } });
    try {
      const [lanes, mailboxes] = await within(ANSWER_WITHIN_MS, Promise.all([this.lanes(), this.mailboxes.count()]));
      const database = { kind, durability: DURABILITY[kind] };
      return await reply.code(200).send({ status: 'ready', database, lanes, mailboxes });
    } catch {
      return reply.code(503).header('retry-after', '1').send({ status: 'not ready', database: { kind } });
    }
  }

  @Get('metrics')
  @PublicOperation({ id: 'metrics', why: 'scraped by Prometheus; counts and times only' })
  async exposition(@Res() reply: FastifyReply): Promise<FastifyReply> {
    return reply
      .code(200)
      .type('text/plain; version=0.0.4; charset=utf-8')
      .send(await this.metrics.exposition());
  }

  private async lanes(): Promise<Record<string, LaneHealth>> {
    const lanes = [
      ['mail', await this.mail.health()] as const,
      ['sending', await this.sending.health()] as const,
      ['fieldPush', await this.pushes.health()] as const,
      ...(await this.outbox.health()),
    ];
    return Object.fromEntries(
      lanes.map(([lane, { oldestSeconds, dead }]) => [lane, { oldestSeconds: Math.round(oldestSeconds), dead }]),
    );
  }
}
