import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/** What is sent, piece by piece, on a connection of its own. */
export type RawRequest = Iterable<string | Buffer> | AsyncIterable<string | Buffer>;

interface RawOptions {
  /** Closes the sending side once everything is out, and still reads. */
  readonly endsEarly?: boolean;
  /** Breaks the connection once everything is out. */
  readonly goesAway?: boolean;
  /** Answers to wait for. */
  readonly awaits?: number;
}

const ANSWER_WITHIN_MS = 20_000;

/** Sends bytes as they are and reads the answers; fewer than awaited when the connection is closed without one. */
export async function sendRaw(port: number, request: RawRequest, options: RawOptions = {}): Promise<RawAnswer[]> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  const chunks: Buffer[] = [];
  socket.on('error', () => socket.destroy());
  const over = new Promise<void>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      if (parseAnswers(Buffer.concat(chunks)).length >= (options.awaits ?? 1)) resolve();
    });
    socket.once('end', resolve);
    socket.once('close', () => {
      resolve();
    });
  });
  const limit = setTimeout(() => socket.destroy(), ANSWER_WITHIN_MS);
  for await (const piece of request) {
    if (!socket.writable) break;
    await Promise.race([written(socket, piece), over]);
  }
  if (options.endsEarly === true) socket.end();
  if (options.goesAway === true) socket.resetAndDestroy();
  await over;
  clearTimeout(limit);
  socket.destroy();
  return parseAnswers(Buffer.concat(chunks));
}

function written(socket: Socket, piece: string | Buffer): Promise<unknown> {
  return new Promise((resolve) => {
    socket.write(piece, resolve);
  });
}

function parseAnswers(bytes: Buffer): RawAnswer[] {
  const answers: RawAnswer[] = [];
  for (let start = 0; ;) {
    const end = bytes.indexOf('\r\n\r\n', start);
    if (end === -1) return answers;
    const [statusLine = '', ...headerLines] = bytes.subarray(start, end).toString('latin1').split('\r\n');
    const headers = new Map(headerLines.map(nameAndValue));
    const bodyEnd = end + 4 + Number(headers.get('content-length') ?? 0);
    if (bodyEnd > bytes.length) return answers;
    const status = Number(statusLine.split(' ')[1]);
    const isFinal = status >= 200;
    if (isFinal) answers.push({ status, headers, body: bytes.subarray(end + 4, bodyEnd).toString('utf8') });
    start = bodyEnd;
  }
}

function nameAndValue(line: string): [string, string] {
  const colon = line.indexOf(':');
  return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
}
