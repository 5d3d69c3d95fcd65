import type { ServerResponse } from 'node:http';
import type { FastifyReply } from 'fastify';

/** Takes the raw response out of Fastify's hands for a library that writes to it, with the headers set so far. */
export function handOver(reply: FastifyReply): ServerResponse {
  reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders())) {
    if (value !== undefined) reply.raw.setHeader(name, value);
  }
  return reply.raw;
}
