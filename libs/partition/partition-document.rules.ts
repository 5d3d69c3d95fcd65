import { readBody, type BodyOutcome } from '#wire/read-body.rules.js';
import type { WireTree } from '#wire/tree.js';
import { PartitionDocument } from './partition-document.body.js';

const CLAUSE = 'PART-1';

export function readPartitionDocument(tree: WireTree): BodyOutcome<PartitionDocument> {
  return readBody(PartitionDocument, tree, CLAUSE);
}
