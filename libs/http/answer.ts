import type { FastifyReply } from 'fastify';
import type { AnswerFormat } from '#wire/negotiation.js';
import { writeXml, type AnswerTree } from '#wire/xml-writer.js';

/** Sends a tree in the negotiated format; `root` is the name of the XML document element (casemgr.md §4). */
export function sendTree(
  reply: FastifyReply,
  format: AnswerFormat,
  status: number,
  root: string,
  tree: AnswerTree,
): FastifyReply {
  return format === 'xml'
    ? reply.code(status).type('application/xml; charset=utf-8').send(writeXml(root, tree))
    : reply.code(status).type('application/json; charset=utf-8').send(JSON.stringify(tree));
}

/** 204 and nothing else. */
export function sendNothing(reply: FastifyReply): FastifyReply {
  return reply.code(204).send();
}
