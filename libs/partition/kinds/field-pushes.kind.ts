import { FieldPushBody } from '#field-pushes/field-push.body.js';
import { PUSH_SECRET_PURPOSE, type StoredFieldPush } from '#field-pushes/field-push.store.js';
import type { PushedObject } from '#field-pushes/field-push.js';
import { pushUrlFault } from '#field-pushes/push-address.rules.js';
import { attributeFieldOf, attributeObjectOf, fieldFault } from '#field-pushes/push-field.rules.js';
import { MANAGE_ADMINISTRATION, READ_ADMINISTRATION } from '../administration-access.js';
import type { SecretKind } from '../credentials.js';
import { merged } from '../merge.rules.js';
import type { PartitionState } from '../partition-state.js';
import type { Editing, Kind } from './kind.js';

type Fields = Omit<StoredFieldPush, 'id' | 'encryptedSecret'>;

const SECRET: SecretKind = { purpose: PUSH_SECRET_PURPOSE, fromBytes: (bytes) => `whsec_${bytes.toString('base64')}` };

const READ = ['core.fieldpushmgr.read'];
const MANAGE = ['core.fieldpushmgr.manage'];
const TAG = 'Field push';

export const FIELD_PUSHES: Kind<FieldPushBody, StoredFieldPush> = {
  name: 'fieldPushes',
  singular: 'fieldPush',
  bodyType: FieldPushBody,
  keyMembers: ['id'],
  resource: {
    path: '/core/fieldpushmgr/v3/push',
    read: { ...READ_ADMINISTRATION, tag: TAG, actors: { user: READ, client: READ } },
    manage: { ...MANAGE_ADMINISTRATION, tag: TAG, actors: { user: MANAGE, client: MANAGE } },
  },
  isConfiguration: false,
  itemsOf: (state) => state.fieldPushes,
  storeOf: (stores) => stores.fieldPushes,
  keyOf: ({ id }) => id,
  nameOf: ({ id }) => id ?? '',

  draft(body, editing) {
    const { mode, previous } = editing;
    const { id, object, fields, url, occasions, payloadStyle, timeoutMs, active } = body;
    const given = { object, fields, url, occasions, payloadStyle, timeoutMs, active };
    const push = merged<Fields>(mode, given, previous, {
      object: 'ticket',
      fields: [],
      url: '',
      occasions: ['change'],
      payloadStyle: 'table',
      timeoutMs: 5_000,
      active: true,
    });
    refuseFaults(push, editing);
    if (!previous && editing.isInDocument) refuseUnknownSecret(body.secret, editing);
    return { id, encryptedSecret: previous?.encryptedSecret ?? '', ...push };
  },

  seal(draft, { secret }, credentials) {
    const sealed = credentials.encryptedSecret(secret, draft.encryptedSecret || null, SECRET.purpose);
    const encryptedSecret = sealed ?? credentials.newEncryptedSecret(SECRET, draft.id ?? '');
    return Promise.resolve({ ...draft, encryptedSecret });
  },

  view: ({ id, object, fields, url, occasions, payloadStyle, timeoutMs, active }) => ({
    id,
    object,
    fields,
    url,
    occasions,
    payloadStyle,
    timeoutMs,
    active,
  }),
};

/** What is stored already, and switched off, is not judged: whatever has become of what it names, a push can be switched off (FP-4). */
function refuseFaults(
  { object, fields, url, active }: Fields,
  { state, previous, refuse }: Editing<StoredFieldPush>,
): void {
  const isKept = (isStored: boolean): boolean => !active && previous?.object === object && isStored;
  if (url === '') refuse('url', 'it is required');
  const urlFault = url === '' || isKept(previous?.url === url) ? undefined : pushUrlFault(url, state.pushAllowNetworks);
  if (urlFault !== undefined) refuse('url', `${urlFault} (FP-2)`);
  if (fields.length === 0) refuse('fields', 'at least one field is required');
  for (const [index, field] of fields.entries()) {
    const fault = isKept(previous?.fields.includes(field) ?? false) ? undefined : faultOf(object, field, state);
    if (fault !== undefined) refuse(`fields[${index}]`, fault);
  }
}

/** One that was made would be shown to nobody: the answer to a document has no secrets, and a file at start has no answer (FP-1). */
function refuseUnknownSecret(
  secret: string | null | undefined,
  { refuse }: Pick<Editing<StoredFieldPush>, 'refuse'>,
): void {
  if (secret === undefined || secret === null)
    refuse('secret', 'a new push in a document needs it: one that is made is shown by the resource of the push only');
}

function faultOf(object: PushedObject, field: string, state: PartitionState): string | undefined {
  return fieldFault(object, field, (id) => {
    const attribute = state.customAttributes.findById(id);
    return attribute && { ...attribute, allowedValues: attribute.values };
  });
}

/** A custom attribute that is not any more what an active push watches. */
interface LostField {
  readonly pushId: string;
  readonly field: string;
  readonly attributeId: string;
  /** Of the attribute, by which it was lost. */
  readonly member: 'object' | 'dataType';
}

/** A receiver knows custom attributes by names that say their kind: one that is watched keeps it (field-push.md FP-4). */
export function lostFields(state: PartitionState): LostField[] {
  return state.fieldPushes
    .all()
    .filter(({ active }) => active)
    .flatMap(({ id: pushId, object, fields }) =>
      fields.flatMap((field) => {
        const attribute = state.customAttributes.findById(attributeFieldOf(field)?.id ?? '');
        if (!attribute || faultOf(object, field, state) === undefined) return [];
        const member = attribute.object === attributeObjectOf(object) ? 'dataType' : 'object';
        return [{ pushId, field, attributeId: attribute.id, member } as const];
      }),
    );
}
