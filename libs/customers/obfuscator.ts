import { actorRecord, type ActorRecord } from '#auth/actor.js';
import type { RequestContext } from '#http/request-context.js';
import type { AuditedBy } from '#storage/audit.store.js';
import { auditedBy } from '#writes/audited-by.js';
import { customerReader, departmentsOfUser, type CustomerReader } from './customer-visibility.js';

/** Whose wish it is; it can be kept as JSON. */
export interface Obfuscator {
  readonly reader: CustomerReader;
  /** The departments that they work in; undefined when that is all of them. */
  readonly openDepartmentIds: readonly string[] | undefined;
  readonly by: ActorRecord;
  readonly audited: AuditedBy;
}

/** Who asks for an obfuscation, and of which customers they may ask it. */
export function obfuscatorOf(context: RequestContext, isDepartmentalized: boolean): Obfuscator {
  const { actor } = context;
  return {
    reader: customerReader(actor, isDepartmentalized),
    openDepartmentIds: departmentsOfUser(actor),
    by: actorRecord(actor),
    audited: auditedBy(context),
  };
}
