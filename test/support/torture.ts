import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Driver } from '../../apps/torture/driver.js';
import { requestTokens } from '../../apps/torture/http-client.js';
import { sha256Of, type Intent, type IntentActor, type Intents } from '../../apps/torture/intent.js';
import { Ledger, readLedger, type LedgerEntry } from '../../apps/torture/ledger.js';
import { Observations } from '../../apps/torture/observations.js';
import { ANN, DEPARTMENTS, TORTURE_PARTITION } from '../../apps/torture/partition.js';
import { Random } from '../../apps/torture/random.js';
import { installWitness } from '../../apps/torture/stored-state.store.js';
import { startServer, type TestServer } from './server.js';

type IntentDraft = Partial<Omit<Intent, 'id' | 'textSha256' | 'files'>> & { readonly contents?: readonly Buffer[] };

/** Intents that a test spells out, instead of a source that makes them up. */
class GivenIntents implements Intents {
  private readonly contents = new Map<string, readonly Buffer[]>();
  private count = 0;

  add({ contents = [], ...draft }: IntentDraft): Intent {
    this.count += 1;
    const id = `given-${this.count}`;
    const text = draft.text ?? `What ${id} says.`;
    const files = contents.map((bytes, index) => ({
      name: `${id}-${index}.bin`,
      size: bytes.length,
      sha256: sha256Of(bytes),
    }));
    this.contents.set(id, contents);
    return {
      actor: 'client',
      format: 'json',
      department: DEPARTMENTS[0].name,
      receiver: DEPARTMENTS[0].alias,
      sender: ANN.address,
      customer: ANN.externalId,
      namesSender: draft.actor !== 'customer',
      isUploadedFirst: false,
      caseId: undefined,
      idempotencyKey: undefined,
      fault: undefined,
      ...draft,
      id,
      text,
      textSha256: sha256Of(Buffer.from(text)),
      files,
    };
  }

  next(): Intent {
    return this.add({});
  }

  contentsOf({ id }: Intent): readonly Buffer[] {
    return this.contents.get(id) ?? [];
  }

  forget(): void {
    // A test may send the same intent again.
  }

  remember(): void {
    // Cases are continued only where a test says so.
  }
}

/** A server in this process, with a ledger of what it is sent. */
export class LedgeredServer {
  readonly observations = new Observations();

  private constructor(
    readonly server: TestServer,
    private readonly ledgerFile: string,
    private readonly ledger: Ledger,
    private readonly intents: GivenIntents,
    private readonly tokens: Record<IntentActor, string>,
    private readonly folder: string,
  ) {}

  static async start(): Promise<LedgeredServer> {
    const server = await startServer({
      partition: TORTURE_PARTITION,
      // Failures are injected; what the server says about them is no news.
      environment: { CASEMGR_LOG_LEVEL: 'silent' },
    });
    await installWitness(server.database);
    const folder = await mkdtemp(join(tmpdir(), 'casemgr-ledger-'));
    const ledgerFile = join(folder, 'ledger.jsonl');
    const ledger = await Ledger.create(ledgerFile);
    return new LedgeredServer(server, ledgerFile, ledger, new GivenIntents(), await requestTokens(server.url), folder);
  }

  /** Sends one intent after another, as a client that repeats what came to an unknown end. */
  async send(...drafts: readonly IntentDraft[]): Promise<void> {
    const target = { url: this.server.url, isReady: true };
    const driver = new Driver(target, this.tokens, this.ledger, this.intents, this.observations, new Random(1));
    for (const draft of drafts) await driver.pursue(this.intents.add(draft));
  }

  entries(): Promise<LedgerEntry[]> {
    return readLedger(this.ledgerFile);
  }

  async close(): Promise<void> {
    await this.ledger.close();
    await this.server.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}
