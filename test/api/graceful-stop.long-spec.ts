import { describe, expect, it } from '@jest/globals';
import { anActivity } from '../support/activity.js';
import { POST_PATH } from '../support/posting.js';
import { startServerProcess, type ServerProcess } from '../support/server-process.js';

const CLIENTS = 16;

/** A connection that nobody took: refused, or made while the listening socket closed, which resets it unread. */
const NOT_TAKEN = new Set(['ECONNREFUSED', 'ECONNRESET']);

/** What became of the requests of all clients. */
class Outcome {
  readonly statuses: number[] = [];
  /** Why a request was not answered. */
  readonly errors: string[] = [];
  private readonly enough = Promise.withResolvers<undefined>();

  add(status: number): void {
    this.statuses.push(status);
    if (this.statuses.length === CLIENTS * 3) this.enough.resolve(undefined);
  }

  /** Every client has had its turn. */
  underLoad(): Promise<undefined> {
    return this.enough.promise;
  }
}

/** Posts one activity after the other until the server takes no connection any more. */
async function postUntilRefused(server: ServerProcess, outcome: Outcome): Promise<void> {
  for (;;) {
    try {
      const activity = anActivity({ actor: 'client' });
      const { status } = await server.request('POST', POST_PATH, { as: { client: 'crm' }, body: activity });
      outcome.add(status);
    } catch (error) {
      const { cause } = error as { cause?: { code?: string } };
      if (!NOT_TAKEN.has(cause?.code ?? '')) outcome.errors.push(String(cause ?? error));
      return;
    }
  }
}

describe('SIGTERM under load (LIVE-6)', () => {
  it('lets every request that was sent come to its end, and the process exits with 0', async () => {
    const server = await startServerProcess();
    await server.token({ client: 'crm' });
    const outcome = new Outcome();
    const clients = Array.from({ length: CLIENTS }, () => postUntilRefused(server, outcome));
    await outcome.underLoad();
    await server.stop();
    await Promise.all(clients);
    expect(outcome.errors).toEqual([]);
    expect(new Set(outcome.statuses)).toEqual(new Set([201]));
    expect(server.exitCode).toBe(0);
  }, 120_000);
});
