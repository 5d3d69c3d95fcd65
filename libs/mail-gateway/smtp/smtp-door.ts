import { readFile } from 'node:fs/promises';
import { Injectable, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { GracefulStop } from '#http/graceful-stop.js';
import { Load } from '#http/load.js';
import { Logger } from '#runtime/logger.js';
import { Metrics } from '#runtime/metrics.js';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { Reception } from '../reception.js';
import { ClientLogin } from './client-login.js';
import { SmtpListener, type ListenerOptions, type SmtpServices } from './smtp-listener.js';
import { REPLIES, type SmtpReply } from './smtp-reply.js';

/** Work that has waited so many times longer than it should has come to a standstill. */
const STANDSTILL_FACTOR = 10;

/** The ports on which mail is received, in processes with the role of a gateway (mail-gateway.md MD-1). */
@Injectable()
export class SmtpDoor implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly listeners: SmtpListener[] = [];

  constructor(
    private readonly configuration: ServerConfiguration,
    private readonly cache: ConfigurationCache,
    private readonly reception: Reception,
    private readonly clients: ClientLogin,
    private readonly load: Load,
    private readonly gracefulStop: GracefulStop,
    private readonly metrics: Metrics,
    private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    const { roles, host, smtpPort, lmtpPort, publicUrl } = this.configuration;
    if (!roles.includes('gateway')) return;
    const common = { host, name: new URL(publicUrl).hostname, tls: await this.readTls() };
    for (const { door, port } of [
      { door: 'smtp', port: smtpPort },
      { door: 'lmtp', port: lmtpPort },
    ] as const) {
      if (port !== 0) await this.listen({ ...common, door, port });
    }
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.listeners.map((listener) => listener.stop()));
  }

  private async listen(options: ListenerOptions): Promise<void> {
    const listener = new SmtpListener(options, this.services());
    try {
      await listener.listen();
    } catch (error) {
      const variable = `CASEMGR_${options.door.toUpperCase()}_PORT`;
      throw new Error(
        `${options.door.toUpperCase()} cannot listen on ${options.host}:${options.port}; set ${variable}`,
        {
          cause: error,
        },
      );
    }
    this.listeners.push(listener);
    this.logger.info({ door: options.door, host: options.host, port: options.port }, 'mail is received');
  }

  private services(): SmtpServices {
    return {
      snapshot: () => this.cache.snapshot(),
      reluctance: () => this.reluctance(),
      login: (clientId, secret, remoteAddress) => this.clients.login(clientId, secret, remoteAddress),
      takeIn: (raw, limitBytes, recipients, handover) => this.reception.takeIn(raw, limitBytes, recipients, handover),
      refused: (reply) => {
        this.metrics.smtpRefused(reply.responseCode);
        if (reply.cause !== undefined) this.logger.warn({ err: reply.cause }, 'a mail could not be taken in');
      },
    };
  }

  private reluctance(): SmtpReply | undefined {
    if (this.gracefulStop.isStopping) return REPLIES.stopping();
    const { isDiskFull, oldestWaitMs } = this.load.now();
    if (isDiskFull) return REPLIES.noRoom();
    return oldestWaitMs > this.load.limits.queueMs * STANDSTILL_FACTOR ? REPLIES.busy() : undefined;
  }

  private async readTls(): Promise<ListenerOptions['tls']> {
    const { smtpTls } = this.configuration;
    return smtpTls && { cert: await readFile(smtpTls.certFile), key: await readFile(smtpTls.keyFile) };
  }
}
