import { createServer, type RequestListener, type Server } from 'node:http';
import type { Gate } from './load-shedding.js';

/** A client that sends its headers slower than this is cut off, in milliseconds. */
const HEADERS_TIMEOUT_MS = 10_000;

/** The longest that a whole request may take to arrive: 150 MB at 5 Mbit/s. */
const REQUEST_TIMEOUT_MS = 300_000;

/** How often connections are looked at for the above, in milliseconds; Node's own half minute would let slow headers stay. */
const LOOK_EVERY_MS = 2_000;

/** Longer than that of usual load balancers, in milliseconds, so that none sends a request into a connection that just ends. */
const KEEP_ALIVE_MS = 72_000;

/** The HTTP server, with the gate before everything that `serve` does. */
export function createHttpServer(serve: RequestListener, gate: Gate): Server {
  const options = {
    headersTimeout: HEADERS_TIMEOUT_MS,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionsCheckingInterval: LOOK_EVERY_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Refused with an envelope instead (fastify-adapter.ts).
    requireHostHeader: false,
  };
  const server = createServer(options, (request, response) => {
    gate.pass(request, response, serve);
  });
  // A client that asks before it sends a body is told to go on only when the request is let in.
  server.on('checkContinue', (request, response) => {
    gate.pass(request, response, () => {
      response.writeContinue();
      serve(request, response);
    });
  });
  return server;
}
