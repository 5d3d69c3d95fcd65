import { Injectable } from '@nestjs/common';
import { recordFieldChanges } from '#field-pushes/field-change.store.js';
import { OutboxStore } from '#outbox/outbox.store.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { recordAudit } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { CustomerMergeStore } from './customer-merge.store.js';
import { CustomerParts } from './customer-parts.js';
import { isElsewhere } from './customer-visibility.js';
import { CustomerWriteStore } from './customer-write.store.js';
import { CustomerStore } from './customer.store.js';
import { erasedPerson } from './erased-person.rules.js';
import { laterThan } from './modification.rules.js';
import { ObfuscationStore } from './obfuscation.store.js';
import type { Obfuscator } from './obfuscator.js';

/** What belongs to departments of others is not theirs to take away (CUST-30). */
const ELSEWHERE = 'Obfuscate a customer of whom other departments have cases or activities';

/** Takes everything of a person out of everything that we keep (customers.md CUST-30 to CUST-32). */
@Injectable()
export class CustomerObfuscation {
  constructor(
    private readonly customers: CustomerStore,
    private readonly writes: CustomerWriteStore,
    private readonly store: ObfuscationStore,
    private readonly merges: CustomerMergeStore,
    private readonly parts: CustomerParts,
    private readonly outbox: OutboxStore,
    private readonly clock: Clock,
  ) {}

  /** False when there is no such customer to be seen; 403-178 when it is not theirs alone. One that was obfuscated stays so. `detail`: of the audit entry. */
  async obfuscate(
    transaction: Transaction,
    id: string,
    { reader, openDepartmentIds, by, audited }: Obfuscator,
    detail: { readonly jobId?: string } = {},
  ): Promise<boolean> {
    const known = await this.customers.resolve(transaction, reader, [id]);
    await this.writes.lockWhole(transaction, [...known.values()]);
    const [found] = await this.customers.find(transaction, reader, [...known.values()]);
    if (!found) return false;
    const { customer } = found;
    const { departmentIds } = await this.parts.survey(transaction, customer.id);
    if (isElsewhere(departmentIds, openDepartmentIds)) throw new Failure('403-178', { action_name: ELSEWHERE });
    const person = erasedPerson(customer, await this.merges.formerIds(transaction, customer.id));
    for (const part of this.parts.all) await part.erase(transaction, person);
    const at = laterThan(customer.lastModifiedAt, this.clock.now());
    await this.store.erase(transaction, customer.id, { by, at });
    const erased = { object: 'customer', recordIds: [customer.id], fields: undefined } as const;
    await recordFieldChanges(transaction, erased, at);
    recordAudit(transaction, {
      ...audited,
      action: 'obfuscate',
      object: 'customer',
      objectId: customer.id,
      detail,
    });
    await this.outbox.add(transaction, { lane: 'index', kind: 'customer.obfuscated', objectId: customer.id }, at);
    return true;
  }
}
