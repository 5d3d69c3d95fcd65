import { Item, Items, Key, Scalar } from '#wire/body-members.js';

const MOST_ATTRIBUTES = 200;
const MOST_VALUES = 200;

class CustomAttributeValueBody {
  @Scalar(4_000)
  value!: string;
}

class CustomAttributeValuesBody {
  /** None at all takes the attribute away. */
  @Items(() => CustomAttributeValueBody, MOST_VALUES, { isRequired: true })
  attribValue!: CustomAttributeValueBody[];
}

class CustomAttributeBody {
  @Key(255)
  attribName!: string;

  @Item(() => CustomAttributeValuesBody, { isRequired: true })
  attribValues!: CustomAttributeValuesBody;
}

/** `customAttributes` of whatever is edited: those that are named get the values, the others stay (around-activity.md ACT-3). */
export class CustomAttributesBody {
  @Items(() => CustomAttributeBody, MOST_ATTRIBUTES, { isRequired: true })
  customAttribute!: CustomAttributeBody[];
}
