import { Item, Items, Key, Scalar } from '#wire/body-members.js';

const MOST_ATTRIBUTES = 200;
const MOST_VALUES = 200;

class CustomAttributeValueBody {
  @Scalar(4_000)
  value?: string | null;
}

class CustomAttributeValuesBody {
  @Items(() => CustomAttributeValueBody, MOST_VALUES)
  attribValue?: CustomAttributeValueBody[] | null;
}

class CustomAttributeBody {
  @Key(255)
  attribName!: string;

  /** Without values, or with empty ones, the attribute is taken away. */
  @Item(() => CustomAttributeValuesBody)
  attribValues?: CustomAttributeValuesBody | null;
}

/** `customAttributes` of whatever is edited: those that are named get the values, the others stay (around-activity.md ACT-3). */
export class CustomAttributesBody {
  @Items(() => CustomAttributeBody, MOST_ATTRIBUTES, { isRequired: true })
  customAttribute!: CustomAttributeBody[];
}
