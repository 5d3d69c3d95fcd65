import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A raw SMTP or LMTP session: says exactly what it is told to, byte by byte, and shows what comes back. */
export class SmtpDialogue {
  private received = '';
  private isEnded = false;

  private constructor(private readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.received += chunk.toString('latin1');
    });
    socket.on('error', () => undefined);
    socket.on('close', () => {
      this.isEnded = true;
    });
  }

  /** Connects and reads the greeting. */
  static async open(port: number): Promise<SmtpDialogue> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    const dialogue = new SmtpDialogue(socket);
    await dialogue.reply();
    return dialogue;
  }

  /** Sends text as it is and answers with the next whole reply. */
  async say(text: string): Promise<string> {
    this.send(text);
    return this.reply();
  }

  send(text: string): void {
    this.socket.write(text, 'latin1');
  }

  /** EHLO or LHLO, MAIL FROM and RCPT TO; answers with the reply to the last one. */
  async begin(recipient: string, hello = 'EHLO'): Promise<string> {
    await this.say(`${hello} client.example\r\n`);
    await this.say('MAIL FROM:<nora@new.example>\r\n');
    return this.say(`RCPT TO:<${recipient}>\r\n`);
  }

  /** The next reply, all its lines; what has come when the connection ends. */
  async reply(): Promise<string> {
    for (;;) {
      const match = /^(?:\d{3}-[^\n]*\r\n)*\d{3}(?: [^\n]*)?\r\n/.exec(this.received);
      if (match) {
        this.received = this.received.slice(match[0].length);
        return match[0].trimEnd();
      }
      if (this.isEnded) return this.received;
      await Promise.race([once(this.socket, 'data'), once(this.socket, 'close')]);
    }
  }

  /** Everything that still comes until the server ends the connection. */
  async rest(): Promise<string> {
    while (!this.isEnded) await once(this.socket, 'close');
    return this.received;
  }

  /** As a cable that is pulled. */
  cut(): void {
    this.socket.resetAndDestroy();
  }

  async quit(): Promise<void> {
    if (!this.isEnded) this.socket.end('QUIT\r\n');
    await this.rest();
  }
}
