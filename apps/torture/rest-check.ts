import { describe, exchange, type Exchange } from './http-client.js';
import { sha256Of, subjectOf, type Intent, type IntentActor } from './intent.js';
import type { LedgerEntry } from './ledger.js';
import type { Violation } from './observations.js';

const ACTIVITIES = '/core/casemgr/v3/activity';

/** Ids in one request, at most (casemgr.md §4). */
const IDS_AT_ONCE = 75;

const MOST_DOWNLOADS = 20;

/** What was acknowledged, as a client of the API sees it afterwards: I1 and I8 over REST. */
export class RestCheck {
  readonly violations: Violation[] = [];

  constructor(
    private readonly serverUrl: string,
    private readonly tokens: Readonly<Record<IntentActor, string>>,
  ) {}

  async run(ledger: readonly LedgerEntry[]): Promise<void> {
    const acknowledged = ledger.flatMap(({ intent, outcomes }) =>
      outcomes.flatMap((outcome) => (outcome.kind === 'acknowledged' ? [{ id: outcome.activityId, intent }] : [])),
    );
    const byId = new Map(acknowledged.map(({ id, intent }) => [id, intent]));
    for (let at = 0; at < byId.size; at += IDS_AT_ONCE) await this.read([...byId].slice(at, at + IDS_AT_ONCE));
    const withFiles = [...byId].filter(([, { files }]) => files.length > 0).slice(-MOST_DOWNLOADS);
    for (const [id, intent] of withFiles) await this.download(id, intent);
    await this.probePermissions([...byId]);
  }

  private async read(expected: readonly (readonly [string, Intent])[]): Promise<void> {
    const answer = await this.get(`${ACTIVITIES}/${expected.map(([id]) => id).join(',')}`, this.tokens.client);
    const body = answer.kind === 'answer' && answer.status === 200 ? answer.body.toString() : '{"activity":[]}';
    const { activity } = JSON.parse(body) as { activity: { id: string; subject: string }[] };
    const subjects = new Map(activity.map(({ id, subject }) => [id, subject]));
    for (const [id, intent] of expected) {
      if (subjects.get(id) === subjectOf(intent)) continue;
      const what = `${intent.id} was acknowledged as activity ${id}; read over REST: ${subjects.get(id) ?? describe(answer)}`;
      this.violations.push({ invariant: 'I1 nothing lost', what });
    }
  }

  private async download(activityId: string, { id, files }: Intent): Promise<void> {
    const list = await this.json<{ attachment: { id: string }[] }>(`${ACTIVITIES}/${activityId}/attachment`);
    const digests: string[] = [];
    for (const attachment of list?.attachment ?? []) {
      const one = await this.json<{ attachment: { contentUrl: string }[] }>(
        `${ACTIVITIES}/${activityId}/attachment/${attachment.id}?$attribute=contentUrl`,
      );
      const bytes = await exchange(one?.attachment[0]?.contentUrl ?? '');
      digests.push(bytes.kind === 'answer' ? sha256Of(bytes.body) : bytes.reason);
    }
    if (digests.join() === files.map(({ sha256 }) => sha256).join()) return;
    this.violations.push({ invariant: 'I1 nothing lost', what: `${id}: other files were downloaded than were sent` });
  }

  /** I8: who could see nothing before sees nothing now. */
  private async probePermissions(activities: readonly (readonly [string, Intent])[]): Promise<void> {
    const ofStranger = activities.find(([, { customer }]) => customer === undefined);
    const ofAnn = activities.find(([, { actor }]) => actor === 'customer');
    const probes: (readonly [string | undefined, string | undefined, number])[] = [
      [ofAnn?.[0], undefined, 401],
      [ofAnn?.[0], `${this.tokens.client}x`, 401],
      [ofAnn?.[0], this.tokens.customer, 200],
      [ofStranger?.[0], this.tokens.customer, 404],
    ];
    for (const [id, token, status] of probes) {
      if (id === undefined) continue;
      const answer = await this.get(`${ACTIVITIES}/${id}`, token);
      if (answer.kind === 'answer' && answer.status === status) continue;
      this.violations.push({
        invariant: 'I8 no leaks',
        what: `activity ${id} should be ${status}: ${describe(answer)}`,
      });
    }
  }

  private async json<Body>(path: string): Promise<Body | undefined> {
    const answer = await this.get(path, this.tokens.client);
    return answer.kind === 'answer' && answer.status === 200 ? (JSON.parse(answer.body.toString()) as Body) : undefined;
  }

  private get(path: string, token: string | undefined): Promise<Exchange> {
    return exchange(
      this.serverUrl + path,
      token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } },
    );
  }
}
