import { connect, type Socket } from 'node:net';

interface SmtpRun {
  readonly port: number;
  readonly connections: number;
  readonly seconds: number;
  /** With dots stuffed, and without the end. */
  readonly makeMail: (index: number) => Buffer;
  readonly sender: string;
  readonly recipient: string;
}

const END = Buffer.from('\r\n.\r\n');

/** One kept session; commands are sent together, as PIPELINING allows. */
class Session {
  private received = '';
  private waiting: { resolve: (code: number) => void; reject: (error: Error) => void } | undefined;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.received += chunk.toString('latin1');
      this.read();
    });
    const fail = (): void => {
      this.waiting?.reject(new Error('the session ended'));
    };
    socket.on('error', fail);
    socket.on('close', fail);
  }

  static async open(port: number): Promise<Session> {
    const session = new Session(connect(port, '127.0.0.1'));
    await session.reply();
    session.socket.write('EHLO bench.example\r\n');
    await session.reply();
    return session;
  }

  /** Whether the mail was taken in. */
  async send(sender: string, recipient: string, mail: Buffer): Promise<boolean> {
    this.socket.write(`MAIL FROM:<${sender}>\r\nRCPT TO:<${recipient}>\r\nDATA\r\n`);
    const codes = [await this.reply(), await this.reply(), await this.reply()];
    if (codes[2] !== 354) return false;
    this.socket.write(Buffer.concat([mail, END]));
    return (await this.reply()) === 250;
  }

  close(): void {
    this.socket.destroy();
  }

  private reply(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.read();
    });
  }

  private read(): void {
    const reply = /^(?:\d{3}-[^\n]*\r\n)*(\d{3})(?: [^\n]*)?\r\n/.exec(this.received);
    if (!reply || !this.waiting) return;
    const { resolve } = this.waiting;
    this.waiting = undefined;
    this.received = this.received.slice(reply[0].length);
    resolve(Number(reply[1]));
  }
}

/** Sends mail for a while on kept connections; answers with how many mails were taken in, and not. */
export async function driveSmtp(run: SmtpRun): Promise<{ readonly answered: number; readonly failed: number }> {
  const sessions = await Promise.all(Array.from({ length: run.connections }, () => Session.open(run.port)));
  const end = performance.now() + run.seconds * 1000;
  let sent = 0;
  let answered = 0;
  let failed = 0;
  await Promise.all(
    sessions.map(async (session) => {
      while (performance.now() < end) {
        const index = sent;
        sent += 1;
        const isTaken = await session.send(run.sender, run.recipient, run.makeMail(index)).catch(() => false);
        if (isTaken) answered += 1;
        else failed += 1;
      }
      session.close();
    }),
  );
  return { answered, failed };
}
