import { ServerClient } from './server-client.js';

interface Verification {
  readonly seals: number;
  readonly entries: number;
  readonly fault: readonly { readonly seal: string; readonly entry: string | null; readonly fault: string }[];
  readonly last: { readonly seal: string; readonly hash: string } | null;
  readonly next: string | null;
  readonly unsealed: number | null;
}

/** Compares the whole audit trail of a running server with its seals (AUD-6); false when it is not as it was sealed. */
export async function verifyAudit(environment: NodeJS.ProcessEnv, say: (line: string) => void): Promise<boolean> {
  const server = new ServerClient(environment['CASEMGR_URL'] ?? 'http://127.0.0.1:8080');
  const token = await server.token({
    grant_type: 'client_credentials',
    client_id: environment['CASEMGR_CLIENT_ID'] ?? '',
    client_secret: environment['CASEMGR_CLIENT_SECRET'] ?? '',
    scope: 'core.adminmgr.read',
  });
  const headers = { authorization: `Bearer ${token}` };
  const total = { seals: 0, entries: 0, faults: 0, unsealed: 0 };
  let head: Verification['last'] = null;
  for (let from: string | null = '1'; from !== null;) {
    const answer = await server.request(`/core/adminmgr/v3/audit/verification?from=${from}`, { headers });
    if (!answer.ok) throw new Error(`The server does not verify: ${answer.status} ${await answer.text()}`);
    const part = (await answer.json()) as Verification;
    for (const { seal, entry, fault } of part.fault)
      say(`seal ${seal}${entry === null ? '' : `, entry ${entry}`}: ${fault}`);
    total.seals += part.seals;
    total.entries += part.entries;
    total.faults += part.fault.length;
    total.unsealed += part.unsealed ?? 0;
    head = part.last ?? head;
    from = part.next;
  }
  if (total.unsealed > 0) say(`${total.unsealed} entries are old and have no seal`);
  say(`${total.entries} entries in ${total.seals} seals; ${total.faults} are not as they were sealed`);
  if (head) say(`head: seal ${head.seal}, ${head.hash}`);
  return total.faults === 0 && total.unsealed === 0;
}
