import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '#storage/database.js';
import { DEFAULT_SETTINGS, type Settings } from '#settings/settings.js';
import { PartitionSnapshot, type PartitionRows } from './partition-snapshot.js';

/** Announces a new revision to every node. */
export const CONFIGURATION_CHANNEL = 'casemgr_configuration';

const READ_PARTITION = {
  name: 'read-partition',
  text: `
    SELECT r.revision,
      (SELECT coalesce(jsonb_object_agg(s.name, s.value), '{}') FROM settings s) AS settings,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', d.id::text, 'name', d.name, 'active', d.active,
          'enableSecureMessaging', d.enable_secure_messaging, 'defaultQueueId', q.id::text)), '[]')
        FROM departments d LEFT JOIN queues q ON q.department_id = d.id AND q.is_default) AS departments,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', q.id::text, 'departmentId', q.department_id::text, 'name', q.name,
          'active', q.active)), '[]') FROM queues q) AS queues,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', a.id::text, 'departmentId', a.department_id::text, 'name', a.name,
          'emailAddress', a.email_address, 'active', a.active, 'queueId', a.queue_id::text)), '[]')
        FROM aliases a) AS aliases,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'departmentId', m.department_id::text, 'name', m.name,
          'active', m.active, 'queueId', m.queue_id::text, 'issueTypeIds', (
            SELECT coalesce(jsonb_agg(t.issue_type_id ORDER BY t.position), '[]')
            FROM message_center_issue_types t WHERE t.message_center_id = m.id))), '[]')
        FROM message_centers m) AS "messageCenters",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'name', i.name)), '[]') FROM issue_types i) AS "issueTypes",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', c.id::text, 'object', c.object, 'name', c.name,
          'dataType', c.data_type, 'allowedValues', to_jsonb(c.allowed_values), 'multiSelect', c.multi_select, 'size', c.size,
          'active', c.active)), '[]') FROM custom_attributes c) AS "customAttributes",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'aliasId', i.alias_id::text, 'active', i.active,
          'allowCreate', i.allow_create, 'answers', i.answers, 'templates', i.templates, 'table', i.table_name, 'access', i.access, 'records', i.records,
          'headers', i.headers, 'imap', i.imap, 'authservId', i.authserv_id,
          'retentionDays', i.retention_days, 'maximumSizeMB', i.maximum_size_mb)), '[]')
        FROM inbound_accounts i) AS "inboundAccounts",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id::text, 'name', t.name, 'label', t.label,
          'onClosed', t.on_closed, 'fields', t.fields, 'active', t.active) ORDER BY t.id), '[]')
        FROM record_tables t) AS "recordTables",
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.id::text, 'name', g.name, 'userIds', g.user_ids::text[],
          'tables', g.tables) ORDER BY g.id), '[]') FROM groups g) AS groups
    FROM configuration_revision r`,
};

/** The configuration as one snapshot, and the revision that every change of it must raise. */
@Injectable()
export class ConfigurationStore {
  constructor(private readonly database: Database) {}

  async readSnapshot(): Promise<PartitionSnapshot> {
    const [row] = await this.database.query<PartitionRows>(READ_PARTITION);
    if (!row) throw new Error('The configuration has no revision: was the database migrated?');
    return new PartitionSnapshot({ ...row, settings: { ...DEFAULT_SETTINGS, ...(row.settings as Partial<Settings>) } });
  }

  async readRevision(): Promise<string> {
    const [row] = await this.database.query<{ revision: string }>({
      name: 'read-revision',
      text: 'SELECT revision FROM configuration_revision',
    });
    return row?.revision ?? '0';
  }

  /**
   * Keeps the configuration as it is until the end of the transaction; false when it is not at this revision any more. Any
   * number of transactions hold it at the same time.
   */
  async holdRevision(transaction: Transaction, revision: string): Promise<boolean> {
    const rows = await transaction.query(
      { name: 'hold-revision', text: 'SELECT FROM configuration_revision WHERE revision = $1::bigint FOR SHARE' },
      [revision],
    );
    return rows.length > 0;
  }

  /**
   * Takes the configuration for writing: commits of activities hold it shared, so from here to the end of the transaction
   * none is committed under the old rules (casemgr.md C-8). Call it as late as correctness allows.
   */
  async lockForChange(transaction: Transaction): Promise<void> {
    await transaction.query('SELECT revision FROM configuration_revision FOR UPDATE');
  }

  /** Ends every change of the configuration; nodes hear of it when the transaction commits. */
  async raiseRevision(transaction: Transaction): Promise<void> {
    await transaction.query('UPDATE configuration_revision SET revision = revision + 1');
    await transaction.query('SELECT pg_notify($1, $2)', [CONFIGURATION_CHANNEL, '']);
  }
}
