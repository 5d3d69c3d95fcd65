/** What an installation has configured for customers, and which values of an element do not fit it (customers.md CUST-3, CUST-4). */
import { customAttributeFault } from '#configuration/custom-attribute-value.rules.js';
import { isEmpty, normalValues, type NamedAttribute } from '#configuration/custom-attributes.rules.js';
import type { CustomAttribute, PartitionSnapshot } from '#configuration/partition-snapshot.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import { isWireObject, type WireObject, type WireTree } from '#wire/tree.js';
import { CONTACT_POINT_LISTS } from './customer-element.js';
import { memberPath } from './element.rules.js';

/** What can have custom attributes in a `customer` element. */
export type CustomerAttributeObject = 'customer' | 'contact' | 'contactPoint';

/** What the installation has configured for customers. */
export interface CustomerConfiguration {
  readonly groupTypes: readonly string[];
  /** Allowed values by the path of the element that has them; any text where there are none. */
  readonly vocabularies: Readonly<Record<Vocabulary, readonly string[]>>;
  readonly findCustomAttribute: (object: CustomerAttributeObject, name: string) => CustomAttribute | undefined;
}

export type Vocabulary = 'level' | 'industry' | 'contactType' | 'identificationType';

export function customerConfiguration(snapshot: PartitionSnapshot): CustomerConfiguration {
  const { settings } = snapshot;
  return {
    groupTypes: settings.customerGroupTypes,
    vocabularies: {
      level: settings.customerLevels,
      industry: settings.customerIndustries,
      contactType: settings.contactTypes,
      identificationType: settings.identificationTypes,
    },
    findCustomAttribute: (object, name) => snapshot.findCustomAttribute(object, name),
  };
}

/** The values of an element and of all contacts and contact points in it that do not fit the configuration. */
export function configurationRefusals(
  customer: WireObject,
  configuration: CustomerConfiguration,
  path: string,
  clause: string,
  options: { readonly mayEmpty: boolean } = { mayEmpty: false },
): Refusal[] {
  const refuse = (attribute: string, reason: string): Refusal => ({ code: '400-152', attribute, reason, clause });
  const judge = new ConfigurationJudge(configuration, options.mayEmpty, refuse);
  return [
    ...judge.vocabulary('level', customer['level'], memberPath(path, 'level.value')),
    ...judge.vocabulary('industry', customer['industry'], memberPath(path, 'industry.value')),
    ...judge.attributes('customer', customer, path),
    ...itemsOf(at(customer, 'contacts.contact')).flatMap((contact, index) =>
      judge.contact(contact, memberPath(path, `contacts.contact[${index}]`)),
    ),
  ];
}

class ConfigurationJudge {
  constructor(
    private readonly configuration: CustomerConfiguration,
    private readonly mayEmpty: boolean,
    private readonly refuse: (attribute: string, reason: string) => Refusal,
  ) {}

  contact(contact: WireObject, path: string): Refusal[] {
    const identification = at(contact, 'identification.type');
    return [
      ...this.vocabulary('contactType', contact['type'], `${path}.type.value`),
      ...this.vocabulary('identificationType', { value: identification ?? null }, `${path}.identification.type`),
      ...this.attributes('contact', contact, path),
      ...Object.keys(CONTACT_POINT_LISTS).flatMap((type) =>
        itemsOf(contact[type]).flatMap((point, place) =>
          this.attributes('contactPoint', point, `${path}.${type}[${place}]`),
        ),
      ),
    ];
  }

  vocabulary(vocabulary: Vocabulary, valued: WireTree | undefined, attribute: string): Refusal[] {
    const allowed = this.configuration.vocabularies[vocabulary];
    const value = isWireObject(valued) ? textOf(valued['value']) : null;
    if (value === null || value === '' || allowed.length === 0 || allowed.includes(value)) return [];
    return [this.refuse(attribute, `one of ${allowed.join(', ')}`)];
  }

  attributes(object: CustomerAttributeObject, owner: WireObject, path: string): Refusal[] {
    return customAttributesOf(owner).flatMap(({ name, values }, index) => {
      const isEmptied = this.mayEmpty && isEmpty(values);
      const configured = this.configuration.findCustomAttribute(object, name);
      const fault = customAttributeFault(configured, isEmptied ? [] : values);
      const attribute = memberPath(path, `customAttributes.customAttribute[${index}]`);
      return fault === undefined ? [] : [this.refuse(attribute, fault)];
    });
  }
}

/** The element with the values of custom attributes in the form that they are kept in (casemgr.md B-16). */
export function withNormalValues(
  customer: WireObject,
  { findCustomAttribute }: Pick<CustomerConfiguration, 'findCustomAttribute'>,
): WireObject {
  const normal = (object: CustomerAttributeObject, owner: WireObject): WireObject => {
    if (owner['customAttributes'] === undefined) return owner;
    const values = normalValues(customAttributesOf(owner), (name) => findCustomAttribute(object, name));
    const customAttribute = Object.entries(values).map(([attribName, texts]) => ({
      attribName,
      attribValues: { attribValue: texts.map((value) => ({ value })) },
    }));
    return { ...owner, customAttributes: { customAttribute } };
  };
  const normalContact = (contact: WireObject): WireObject => ({
    ...normal('contact', contact),
    ...Object.fromEntries(
      Object.keys(CONTACT_POINT_LISTS)
        .filter((type) => contact[type] !== undefined)
        .map((type) => [type, itemsOf(contact[type]).map((point) => normal('contactPoint', point))]),
    ),
  });
  const contacts = at(customer, 'contacts.contact');
  return {
    ...normal('customer', customer),
    ...(contacts !== undefined && { contacts: { contact: itemsOf(contacts).map(normalContact) } }),
  };
}

export function customAttributesOf(owner: WireObject): NamedAttribute[] {
  return itemsOf(at(owner, 'customAttributes.customAttribute')).map((attribute) => ({
    name: textOf(attribute['attribName']) ?? '',
    values: itemsOf(at(attribute, 'attribValues.attribValue')).map(({ value }) => textOf(value ?? null) ?? ''),
  }));
}

export function at(tree: WireObject, path: string): WireTree | undefined {
  return path
    .split('.')
    .reduce<WireTree | undefined>((sofar, name) => (isWireObject(sofar) ? sofar[name] : undefined), tree);
}

export function itemsOf(tree: WireTree | undefined): readonly WireObject[] {
  return Array.isArray(tree) ? tree.filter(isWireObject) : [];
}

export function textOf(tree: WireTree | undefined): string | null {
  return typeof tree === 'string' ? tree : null;
}
