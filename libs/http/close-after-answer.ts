import type { IncomingMessage } from 'node:http';

/** How long a refused body is still taken in after the answer, so that the client comes to read it, in milliseconds. */
const LINGER_MS = 2_000;

/**
 * Ends the connection once the answer is out, because the rest of the body is not wanted. Until then nothing more is taken
 * in. Closing at once would reset the connection under a client that is still sending, and it would never see why; so the
 * sending side is closed first and what still comes is thrown away for a moment.
 */
export function closeAfterAnswer(request: IncomingMessage): void {
  const { socket } = request;
  request.pause();
  socket.destroySoon = () => {
    socket.end();
    request.resume();
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  };
  request.closesConnection = true;
}

/** Node takes in the rest of a body only where nobody has begun to read it; such a connection would wait for it forever. */
export function isBodyLeftHalfRead(request: IncomingMessage): boolean {
  return request.readableDidRead && !request.readableEnded;
}

declare module 'node:http' {
  interface IncomingMessage {
    /** Tells the answer to announce that the connection ends with it. */
    closesConnection?: boolean;
  }
}
