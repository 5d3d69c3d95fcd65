import type { WireTree } from '../tree.js';
import { scanJson } from './scan-json.js';

/** The tree of a JSON text; throws a `MalformedBody`. */
export function decodeJson(text: string): WireTree {
  scanJson(text);
  return JSON.parse(text) as WireTree;
}
