import { auditedActor } from '#auth/actor.js';
import type { RequestContext } from '#http/request-context.js';
import type { AuditedBy } from '#storage/audit.store.js';

/** Who does what a request asks for, as audit entries name it. */
export function auditedBy({ actor, remoteAddress, requestId }: RequestContext): AuditedBy {
  return { actor: auditedActor(actor), remoteAddress, requestId };
}
