import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import type { WireObject, WireTree } from '#wire/tree.js';
import type { PartitionDocument } from './partition-document.body.js';
import { readPartitionDocument } from './partition-document.rules.js';

/** Reads `CASEMGR_PARTITION_FILE`, JSON or YAML (of which JSON is a part); throws an error that names every fault. */
export async function readPartitionFile(path: string): Promise<PartitionDocument> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    throw new Error(`The partition file ${path} cannot be read`, { cause: error });
  });
  return parsePartitionDocument(text, path);
}

export function parsePartitionDocument(text: string, path: string): PartitionDocument {
  const outcome = readPartitionDocument(parseTree(text, path));
  if (!('refusals' in outcome)) return outcome.body;
  const faults = outcome.refusals.map(({ attribute, reason }) => `  ${attribute}: ${reason}`);
  throw new Error(`The partition file ${path} is not a partition document:\n${faults.join('\n')}`);
}

function parseTree(text: string, path: string): WireTree {
  try {
    return toTree(parse(text, { schema: 'core', maxAliasCount: 100 }));
  } catch (error) {
    throw new Error(`The partition file ${path} is neither JSON nor YAML: ${(error as Error).message}`, {
      cause: error,
    });
  }
}

/** Objects without prototypes, as every body reader expects them. */
function toTree(value: unknown): WireTree {
  if (Array.isArray(value)) return value.map(toTree);
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([member, child]: [string, unknown]) => [member, toTree(child)] as const);
    const bare = Object.create(null) as WireObject;
    for (const [member, child] of entries) bare[member] = child;
    return bare;
  }
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw new Error(`a value is a ${typeof value}, which JSON does not have`);
}
