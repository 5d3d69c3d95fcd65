import { SMTPServer } from 'smtp-server';
import { parseMessage } from '#mail-message/parse/parse-message.js';
import type { ReadMessage } from '#mail-message/message.js';
import { until } from './until.js';

/** A mail that was taken. */
export interface SunkMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly raw: string;
  readonly message: ReadMessage;
}

/** What to say to a recipient; undefined: it is taken. */
type Judge = (address: string) => { readonly code: number; readonly text: string } | undefined;

/** The mail server of the others: takes what it is told to take, and keeps it. */
export interface SmtpSink {
  readonly port: number;
  readonly url: string;
  readonly mails: readonly SunkMail[];
  judge: Judge;
  /** Waits for the next mail that nobody has asked for yet. */
  next(): Promise<SunkMail>;
  close(): Promise<void>;
}

export async function startSmtpSink(port = 0): Promise<SmtpSink> {
  const mails: SunkMail[] = [];
  let taken = 0;
  const sink = {
    port,
    url: '',
    mails,
    judge: (() => undefined) as Judge,
    async next(): Promise<SunkMail> {
      await until(() => Promise.resolve(mails.length > taken));
      const mail = mails[taken];
      taken += 1;
      if (!mail) throw new Error('There is no mail');
      return mail;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      }),
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo({ address }, _session, callback) {
      const refusal = sink.judge(address);
      callback(refusal && Object.assign(new Error(refusal.text), { responseCode: refusal.code }));
    },
    onData(stream, { envelope }, callback) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        const from = envelope.mailFrom ? envelope.mailFrom.address : '';
        void parseMessage(new Uint8Array(raw).buffer, { prefix: 'x-desk-' }).then((message) => {
          mails.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: raw.toString('latin1'), message });
          callback(null, 'taken');
        }, callback);
      });
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.on('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.server.address();
  sink.port = typeof address === 'object' && address ? address.port : port;
  sink.url = `smtp://127.0.0.1:${sink.port}`;
  return sink;
}
