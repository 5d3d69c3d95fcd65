/** What every body format decodes to: JSON's own data model. Objects have no prototype, so no member name is special. */
export type WireTree = string | number | boolean | null | WireTree[] | WireObject;

export interface WireObject {
  [member: string]: WireTree;
}

/**
 * How a tree is laid out where XML cannot say it by itself: which elements are lists and which are objects even when empty.
 * `value`: a leaf. Members that a shape does not name are laid out as its `others`; without that, as the document shows them.
 */
export type Shape =
  'value' | { readonly list: Shape } | { readonly members: Readonly<Record<string, Shape>>; readonly others?: Shape };

export function isWireObject(tree: WireTree | undefined): tree is WireObject {
  return typeof tree === 'object' && tree !== null && !Array.isArray(tree);
}
