import { Injectable } from '@nestjs/common';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { ConfigurationStore } from '#configuration/configuration.store.js';
import { unavailable } from '#runtime/errors/failure.js';
import type { DepartmentId } from '#runtime/ids.js';
import { Secrets } from '#runtime/secrets.js';
import type { AuditedBy } from '#storage/audit.store.js';
import { Database, type Transaction } from '#storage/database.js';
import { ChangeLog } from './change-log.js';
import { Credentials } from './credentials.js';
import { CustomersChange } from './customers-change.js';
import type { MergeMode } from './merge.rules.js';
import { PartitionChange } from './partition-change.js';
import type { PartitionDepartmentBody, PartitionDocument } from './partition-document.body.js';
import { CLIENTS } from './kinds/clients.kind.js';
import { ALIASES } from './kinds/aliases.kind.js';
import { CUSTOM_ATTRIBUTES } from './kinds/custom-attributes.kind.js';
import { DEPARTMENTS } from './kinds/departments.kind.js';
import { INBOUND_ACCOUNTS } from './kinds/inbound-accounts.kind.js';
import { GROUPS } from './kinds/groups.kind.js';
import { FIELD_PUSHES } from './kinds/field-pushes.kind.js';
import { MAIL_DOMAINS } from './kinds/mail-domains.kind.js';
import { MESSAGE_CENTERS } from './kinds/message-centers.kind.js';
import { QUEUES } from './kinds/queues.kind.js';
import { RECORD_TABLES } from './kinds/record-tables.kind.js';
import { USERS } from './kinds/users.kind.js';
import type { PartitionOutcome } from './partition-outcome.js';
import { PartitionStores } from './partition-stores.js';

/** The advisory lock under which the partition is changed, one change at a time on all nodes. */
const PARTITION_LOCK = 7_263_001;

const ATTEMPTS = 3;

/** SQLSTATEs of meeting somebody else: unique violation, serialization failure, deadlock. Seen again, all is there to judge. */
const MET_ANOTHER = new Set(['23505', '40001', '40P01']);

interface ChangeRequest {
  readonly mode: MergeMode;
  readonly by: AuditedBy;
  readonly onlyDepartmentId?: DepartmentId | undefined;
  /** Tables of records are changed: whether they have records must stay as it is from the beginning. */
  readonly changesRecordTables?: boolean;
}

/** Changes of the partition: each is one transaction, all or nothing, and in force on this node when it returns. */
@Injectable()
export class PartitionAdministration {
  constructor(
    private readonly database: Database,
    private readonly stores: PartitionStores,
    private readonly configuration: ConfigurationStore,
    private readonly cache: ConfigurationCache,
    private readonly secrets: Secrets,
  ) {}

  /** Applies a partition document (runtime.md §4). */
  async apply(document: PartitionDocument, request: ChangeRequest): Promise<PartitionOutcome> {
    const credentials = new Credentials(this.secrets);
    await this.preparePasswords(document, credentials);
    const changesRecordTables = (document.recordTables ?? []).length > 0;
    return this.change({ ...request, changesRecordTables }, credentials, async (change) => {
      const wasDepartmentalized = change.state.settings.customerDepartmentalization;
      if (document.settings) await change.putSettings(document.settings);
      await this.putDepartments(change, document.departments ?? []);
      await putAll(
        document.customAttributes,
        (body, path) => change.put(CUSTOM_ATTRIBUTES, body, { path }),
        'customAttributes',
      );
      await putAll(document.users, (body, path) => change.put(USERS, body, { path }), 'users');
      await putAll(document.recordTables, (body, path) => change.put(RECORD_TABLES, body, { path }), 'recordTables');
      await putAll(document.groups, (body, path) => change.put(GROUPS, body, { path }), 'groups');
      await putAll(document.clients, (body, path) => change.put(CLIENTS, body, { path }), 'clients');
      await putAll(
        document.inboundAccounts,
        (body, path) => change.put(INBOUND_ACCOUNTS, body, { path }),
        'inboundAccounts',
      );
      await putAll(document.mailDomains, (body, path) => change.put(MAIL_DOMAINS, body, { path }), 'mailDomains');
      await putAll(document.fieldPushes, (body, path) => change.put(FIELD_PUSHES, body, { path }), 'fieldPushes');
      await change.finish();
      change.log.throwRefusals();
      // Before any address is touched: commits of activities hold the revision while they add addresses (casemgr.md C-8).
      if (change.hasChangedConfiguration) await this.configuration.lockForChange(change.log.transaction);
      const options = { mode: request.mode, wasDepartmentalized };
      const customers = new CustomersChange(change.log, change.state, this.stores.customers, credentials, options);
      await customers.apply(document.customers ?? []);
      return change.log.outcome;
    });
  }

  /** Runs a change of single items, which calls `finish` itself; what it refuses rolls everything back. */
  async edit<Value>(request: ChangeRequest, work: (change: PartitionChange) => Promise<Value>): Promise<Value> {
    return this.change(request, new Credentials(this.secrets), work);
  }

  private async change<Value>(
    { mode, by, onlyDepartmentId, changesRecordTables = false }: ChangeRequest,
    credentials: Credentials,
    work: (change: PartitionChange) => Promise<Value>,
  ): Promise<Value> {
    const run = async (transaction: Transaction): Promise<Value> => {
      await transaction.query('SELECT pg_advisory_xact_lock($1)', [PARTITION_LOCK]);
      if (changesRecordTables) await this.configuration.lockForChange(transaction);
      const state = await this.stores.read(transaction);
      const log = new ChangeLog(transaction, by);
      const change = new PartitionChange(log, state, this.stores, credentials, { mode, onlyDepartmentId });
      const value = await work(change);
      log.throwRefusals();
      if (change.hasChangedConfiguration) await this.configuration.raiseRevision(transaction);
      return value;
    };
    const value = await this.again(() => this.database.transaction(run));
    await this.cache.refresh();
    return value;
  }

  private async again<Value>(work: () => Promise<Value>, attempt = 1): Promise<Value> {
    try {
      return await work();
    } catch (error) {
      if (!MET_ANOTHER.has((error as { code?: string }).code ?? '')) throw error;
      if (attempt === ATTEMPTS) throw unavailable(error);
      return this.again(work, attempt + 1);
    }
  }

  private async putDepartments(change: PartitionChange, bodies: readonly PartitionDepartmentBody[]): Promise<void> {
    for (const [index, body] of bodies.entries()) {
      const path = `departments[${index}]`;
      const department = await change.put(DEPARTMENTS, body, { path });
      if (!department) continue;
      const departmentId = department.id;
      const below = (itemPath: string) => ({ path: `${path}.${itemPath}`, departmentId });
      await putAll(body.queues, (queue, itemPath) => change.put(QUEUES, queue, below(itemPath)), 'queues');
      await putAll(body.aliases, (alias, itemPath) => change.put(ALIASES, alias, below(itemPath)), 'aliases');
      await putAll(
        body.messageCenters,
        (center, itemPath) => change.put(MESSAGE_CENTERS, center, below(itemPath)),
        'messageCenters',
      );
    }
  }

  /** Hashing takes long on purpose, so it is done before the transaction holds anything. */
  private async preparePasswords({ users, customers }: PartitionDocument, credentials: Credentials): Promise<void> {
    const signingIn = (users ?? []).filter(({ password }) => password);
    const customersSigningIn = (customers ?? []).filter(({ password }) => password);
    if (signingIn.length + customersSigningIn.length === 0) return;
    const storedUsers = await this.stores.users.list(this.database);
    const externalIds = customersSigningIn.map(({ externalId }) => externalId);
    const storedCustomers = await this.stores.customers.findByExternalIds(this.database, externalIds);
    const userHashes = new Map(storedUsers.map(({ login, passwordHash }) => [login.toLowerCase(), passwordHash]));
    const customerHashes = new Map(storedCustomers.map(({ externalId, passwordHash }) => [externalId, passwordHash]));
    await Promise.all([
      ...signingIn.map(({ login, password }) =>
        credentials.passwordHash(password, userHashes.get(login.toLowerCase()) ?? null),
      ),
      ...customersSigningIn.map(({ externalId, password }) =>
        credentials.passwordHash(password, customerHashes.get(externalId) ?? null),
      ),
    ]);
  }
}

async function putAll<Body>(
  bodies: readonly Body[] | null | undefined,
  put: (body: Body, path: string) => Promise<unknown>,
  list: string,
): Promise<void> {
  for (const [index, body] of (bodies ?? []).entries()) await put(body, `${list}[${index}]`);
}
