import pg from 'pg';
import type { Logger } from '#runtime/logger.js';
import type { Listen } from './database.js';

const RECONNECT_AFTER_MS = 1_000;

/** Listens on a connection of its own, which is made again when it breaks; what was notified meanwhile is missed. */
export function postgresListen(url: string, logger: Logger): Listen {
  return async (channel, onNotify) => {
    let isStopped = false;
    let client: pg.Client | undefined;
    let reconnect: NodeJS.Timeout | undefined;

    async function connect(): Promise<void> {
      const next = new pg.Client({
        connectionString: url,
        connectionTimeoutMillis: RECONNECT_AFTER_MS * 2,
        keepAlive: true,
      });
      client = next;
      next.on('notification', ({ payload }) => {
        onNotify(payload ?? '');
      });
      // A broken connection emits both, the second perhaps when there is a new one.
      const onBreak = (error?: unknown): void => {
        if (client === next) again(error);
      };
      next.on('error', onBreak);
      next.on('end', onBreak);
      await next.connect();
      await next.query(`LISTEN ${next.escapeIdentifier(channel)}`);
    }

    function again(error?: unknown): void {
      if (isStopped || reconnect) return;
      if (error) logger.warn({ err: error, channel }, 'the notification connection broke; connecting again');
      reconnect = setTimeout(() => {
        reconnect = undefined;
        connect().catch(again);
      }, RECONNECT_AFTER_MS);
      reconnect.unref();
    }

    await connect();
    return async () => {
      isStopped = true;
      clearTimeout(reconnect);
      await client?.end().catch(() => undefined);
    };
  };
}
