import { Choice, Flag, Key, TextList, WholeNumber } from '#wire/body-members.js';

export const CUSTOM_ATTRIBUTE_OBJECTS = ['activity', 'case', 'customer', 'contact', 'contactPoint'] as const;

export const CUSTOM_ATTRIBUTE_TYPES = ['string', 'stringList', 'integer', 'datetime'] as const;

/** A custom attribute, recognised by its object and name (casemgr.md B-16). `values` are the predefined ones of a stringList. */
export class CustomAttributeBody {
  @Choice(CUSTOM_ATTRIBUTE_OBJECTS, { isRequired: true })
  object!: (typeof CUSTOM_ATTRIBUTE_OBJECTS)[number];

  @Key(255, { pattern: /^[^.,\s][^.,]*$/, reason: 'it must not contain dots or commas, nor begin with a space' })
  name!: string;

  @Choice(CUSTOM_ATTRIBUTE_TYPES)
  dataType?: (typeof CUSTOM_ATTRIBUTE_TYPES)[number] | null;

  @TextList(1_000, 4_000)
  values?: string[] | null;

  @Flag()
  multiSelect?: boolean | null;

  /** Characters of one value. */
  @WholeNumber(1, 4_000)
  size?: number | null;

  @Flag()
  active?: boolean | null;
}
