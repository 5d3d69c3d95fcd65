import { CustomAttributeBody } from '#custom-attributes/custom-attribute.body.js';
import type { StoredCustomAttribute } from '#custom-attributes/custom-attribute.store.js';
import { merged } from '../merge.rules.js';
import { keys } from '../partition-state.js';
import type { Kind } from './kind.js';

type Fields = Omit<StoredCustomAttribute, 'id' | 'object' | 'name'>;

export const CUSTOM_ATTRIBUTES: Kind<CustomAttributeBody, StoredCustomAttribute> = {
  name: 'customAttributes',
  singular: 'customAttribute',
  bodyType: CustomAttributeBody,
  keyMembers: ['object', 'name'],
  isConfiguration: true,
  itemsOf: (state) => state.customAttributes,
  storeOf: (stores) => stores.customAttributes,
  keyOf: ({ object, name }) => keys.customAttribute(object, name),
  nameOf: ({ object, name }) => `${object}.${name}`,

  draft(body, editing) {
    const { mode, previous } = editing;
    const { object, name, dataType, values, multiSelect, size, active } = body;
    const fields = merged<Fields>(mode, { dataType, values, multiSelect, size, active }, previous, {
      dataType: 'string',
      values: [],
      multiSelect: false,
      size: 255,
      active: true,
    });
    // casemgr.md B-16: only a stringList is enumerated.
    const isMisplaced = fields.values.length > 0 && fields.dataType !== 'stringList';
    if (isMisplaced) editing.refuse('values', 'only a stringList has predefined values');
    return { id: previous?.id, object, name, ...fields };
  },

  view: ({ object, name, dataType, values, multiSelect, size, active }) => ({
    object,
    name,
    dataType,
    values,
    multiSelect,
    size,
    active,
  }),
};
