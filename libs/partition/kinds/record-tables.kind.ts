import { RecordTableBody, type RecordFieldBody } from '#record-tables/record-table.body.js';
import type { RecordField, RecordTable } from '#record-tables/record-table.js';
import { MANAGE_ADMINISTRATION, READ_ADMINISTRATION } from '../administration-access.js';
import { merged } from '../merge.rules.js';
import type { Editing, Kind } from './kind.js';

type Fields = Pick<RecordTable, 'label' | 'onClosed' | 'active'>;

/** Built-in tables, and words that stand in paths in the place of a table. */
const RESERVED = new Set(['case', 'cases', 'customer', 'customers', 'activity', 'table', 'tables', 'group', 'groups']);

const WITH_VALUES = new Set<string>(['choice', 'multiChoice']);

export const RECORD_TABLES: Kind<RecordTableBody, RecordTable> = {
  name: 'recordTables',
  singular: 'recordTable',
  bodyType: RecordTableBody,
  keyMembers: ['name'],
  resource: { path: '/core/recordmgr/v3/table', read: READ_ADMINISTRATION, manage: MANAGE_ADMINISTRATION },
  isConfiguration: true,
  itemsOf: (state) => state.recordTables,
  storeOf: (stores) => stores.recordTables,
  keyOf: ({ name }) => name,
  nameOf: ({ name }) => name,

  draft(body, editing) {
    const { mode, previous, refuse } = editing;
    const { name, label, onClosed, active } = body;
    if (RESERVED.has(name)) refuse('name', 'it is the name of something else');
    if (previous && previous.name !== name) refuse('name', 'it cannot be changed');
    const fields = merged<Fields>(mode, { label, onClosed, active }, previous, {
      label: name,
      onClosed: 'append',
      active: true,
    });
    return { id: previous?.id, name, ...fields, fields: fieldsOf(body.fields, editing) };
  },

  view: ({ name, label, onClosed, fields, active }) => ({
    name,
    label,
    onClosed,
    fields: fields.map((field) => ({ ...field, values: [...field.values] })),
    active,
  }),
};

/** The list of a body replaces the old one; what records of the table may have something in stays in it as it is (RT-3). */
function fieldsOf(
  bodies: readonly RecordFieldBody[] | null | undefined,
  { previous, state, refuse }: Editing<RecordTable>,
): readonly RecordField[] {
  if (!bodies) {
    if (!previous) refuse('fields', 'at least one field is required');
    return previous?.fields ?? [];
  }
  if (bodies.length === 0) refuse('fields', 'at least one field is required');
  const fields = bodies.map((body, index) => {
    const path = `fields[${index}]`;
    if (bodies.findIndex(({ name }) => name === body.name) !== index) refuse(`${path}.name`, 'it is named twice');
    return fieldOf(body, (member, reason) => {
      refuse(`${path}.${member}`, reason);
    });
  });
  for (const [index, { name, label, active }] of fields.entries()) {
    const isSame = (other: RecordField) => other.active && other.name !== name && other.label.trim() === label.trim();
    if (active && fields.slice(0, index).some(isSame))
      refuse(`fields[${index}].label`, 'another field has it, and mail names fields by it');
  }
  const isUsed = previous !== undefined && state.usedTableIds.has(previous.id);
  for (const old of isUsed ? previous.fields : []) {
    const index = fields.findIndex(({ name }) => name === old.name);
    const field = fields[index];
    if (!field) refuse('fields', `the table has records, so ${old.name} can be switched off, but not left out`);
    else if (field.type !== old.type) refuse(`fields[${index}].type`, 'the table has records, so it cannot be changed');
    else if (field.table !== old.table) {
      refuse(`fields[${index}].table`, 'the table has records, so it cannot be changed');
    }
  }
  return fields;
}

function fieldOf(
  { name, label, type, required, values, table, active }: RecordFieldBody,
  refuse: (member: string, reason: string) => void,
): RecordField {
  const choices = values ?? [];
  if (WITH_VALUES.has(type) && choices.length === 0) refuse('values', 'a choice needs at least one value');
  if (!WITH_VALUES.has(type) && choices.length > 0) refuse('values', 'only a choice has values');
  if (type === 'link' && (table ?? '') === '') refuse('table', 'a link needs the table whose records it names');
  if (type !== 'link' && table) refuse('table', 'only a link has a table');
  if (type === 'files' && required) refuse('required', 'files cannot be required');
  return {
    name,
    label: label ?? name,
    type,
    required: required ?? false,
    values: choices,
    table: table ?? null,
    active: active ?? true,
  };
}
