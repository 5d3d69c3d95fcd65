/** What a receiver says back as it was sent (field-push.md FR-2): it wants nothing, whatever the field would take. */
import { addressKey } from '#email-address/email-address.rules.js';
import { isSameValue, type FieldValue } from '#field-pushes/push-value.js';
import { isWireObject, type WireTree } from '#wire/tree.js';

/** Whether a member says this very value, in any form in which it may have been sent. */
export function isEcho(field: string, tree: WireTree, value: FieldValue): boolean {
  if (tree === null || tree === '') return isSameValue(value, null);
  if (typeof value === 'object') {
    const items = itemsOf(tree).map((item) => itemKey(field, item));
    return isSameValue(
      items,
      (value ?? []).map((item) => itemKey(field, item)),
    );
  }
  if (typeof tree !== 'string' && typeof tree !== 'number') return false;
  const [said, sent] = [String(tree), String(value)];
  return said === sent || (isAddress(field) && itemKey(field, said) === itemKey(field, sent));
}

/** The texts of a list, of numbers, `{content}` or `{value}`; one alone is a list of one, as XML has it. */
export function itemsOf(tree: WireTree): readonly string[] {
  if (tree === null || tree === '') return [];
  return (Array.isArray(tree) ? tree : [tree]).map((item) => {
    const inner = isWireObject(item) ? (item['content'] ?? item['value'] ?? null) : item;
    return typeof inner === 'string' || typeof inner === 'number' ? String(inner).trim() : '';
  });
}

/** What two spellings of one item have in common. */
export function itemKey(field: string, item: string): string {
  return isAddress(field) ? addressKey(item.trim()) : item.trim();
}

function isAddress(field: string): boolean {
  return ['email', 'other_emails', 'customer.email'].includes(field);
}
