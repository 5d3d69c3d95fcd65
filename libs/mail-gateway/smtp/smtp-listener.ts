import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';
import { maximumMailBytes, type MailAccount } from '#configuration/mail-account.rules.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import type { ActorRecord } from '#auth/actor.js';
import type { Handover } from '../journal.js';
import type { Recipient } from '../reception.js';
import { messageBytes, watchMessage } from './message-stream.js';
import { judgeRecipient, largestMailBytes } from './recipient.rules.js';
import { replyTo, REPLIES, SmtpReply } from './smtp-reply.js';

/** What a listener asks of the rest of the gateway. */
export interface SmtpServices {
  readonly snapshot: () => PartitionSnapshot;
  /** Why nothing can be taken in at the moment; undefined when something can. */
  readonly reluctance: () => SmtpReply | undefined;
  readonly login: (clientId: string, secret: string, remoteAddress: string) => Promise<ActorRecord>;
  readonly takeIn: (
    raw: AsyncIterable<Uint8Array>,
    limitBytes: number,
    recipients: readonly Recipient[],
    handover: Handover,
  ) => Promise<readonly string[]>;
  readonly refused: (reply: SmtpReply) => void;
}

export interface ListenerOptions {
  readonly door: 'smtp' | 'lmtp';
  readonly port: number;
  readonly host: string;
  /** What the server calls itself. */
  readonly name: string;
  /** PEM; undefined: no STARTTLS. */
  readonly tls: { readonly cert: Buffer; readonly key: Buffer } | undefined;
}

/** A session in which nothing is said for this long, in milliseconds, ends. */
const SILENCE_MS = 60_000;

const MOST_CONNECTIONS = 500;
const MOST_CONNECTIONS_OF_ADDRESS = 50;
const MOST_RECIPIENTS = 100;

/** Messages that are on their way when the server stops are waited for this long, in milliseconds. */
const LAST_MESSAGES_MS = 15_000;
const LOOK_EVERY_MS = 20;

/** One port on which mail is received, by SMTP or LMTP (mail-gateway.md MD-1). */
export class SmtpListener {
  private readonly server: SMTPServer;
  private readonly receiving = new Set<SMTPServerSession>();
  private readonly connectionsByAddress = new Map<string, number>();
  private isStopping = false;

  constructor(
    private readonly options: ListenerOptions,
    private readonly services: SmtpServices,
  ) {
    this.server = new SMTPServer(this.serverOptions());
    // A client that breaks its connection is nothing to report, and without a listener it would end the process.
    this.server.on('error', () => undefined);
  }

  /** Fails when the port cannot be had. */
  async listen(): Promise<void> {
    const { port, host } = this.options;
    const listening = this.server.listen(port, host);
    await once(listening, 'listening');
  }

  /** No new sessions; messages that are on their way are taken in, everything else is told to come again. */
  async stop(): Promise<void> {
    this.isStopping = true;
    this.server.close();
    this.sendAway();
    const end = performance.now() + LAST_MESSAGES_MS;
    while (this.receiving.size > 0 && performance.now() < end) await wait(LOOK_EVERY_MS);
    this.receiving.clear();
    this.sendAway();
  }

  private serverOptions(): SMTPServerOptions {
    const { door, name, tls } = this.options;
    return {
      name,
      banner: 'casemgr',
      heloResponse: 'casemgr at your service',
      lmtp: door === 'lmtp',
      logger: false,
      authOptional: true,
      // Judged for each session: see `commandsWithheld`.
      allowInsecureAuth: true,
      disabledCommands: commandsWithheld({ isSecure: false, hasTls: tls !== undefined, isLocal: true }),
      ...tls,
      disableReverseLookup: true,
      // A sender whose own address is odd is no reason to refuse a mail for good.
      lenientAddressParsing: true,
      maxClients: MOST_CONNECTIONS,
      maxRecipients: MOST_RECIPIENTS,
      socketTimeout: SILENCE_MS,
      size: largestMailBytes(this.services.snapshot()),
      onConnect: (session, callback) => {
        this.reply(callback, () => {
          this.connect(session);
        });
      },
      onClose: (session) => {
        this.close(session);
      },
      onSecure: (_socket, session, callback) => {
        session.disabledCommands = commandsWithheld({ isSecure: true, hasTls: true, isLocal: isLocal(session) });
        callback();
      },
      onAuth: ({ username = '', password }, { remoteAddress }, callback) => {
        this.services.login(username, password ?? '', remoteAddress).then(
          (user) => {
            callback(null, { user });
          },
          (error: unknown) => {
            callback(this.refusal(error));
          },
        );
      },
      onMailFrom: (_address, _session, callback) => {
        this.reply(callback, () => {
          const reply = this.isStopping ? REPLIES.stopping() : this.services.reluctance();
          if (reply) throw reply;
        });
      },
      onRcptTo: ({ address }, { envelope }, callback) => {
        this.reply(callback, () => {
          const others = envelope.rcptTo.map((recipient) => recipient.address);
          const judged = judgeRecipient(address, others, announcedBytes(envelope), this.services.snapshot());
          if (judged instanceof SmtpReply) throw judged;
        });
      },
      onData: (stream, session, callback) => {
        this.receive(stream, session).then(
          (ids) => {
            const reply = `2.6.0 Kept as message ${ids.join(', ')}`;
            callback(null, door === 'lmtp' ? ids.map((id) => `2.6.0 Kept as message ${id}`) : reply);
          },
          (error: unknown) => {
            callback(this.refusal(error));
          },
        );
      },
    };
  }

  private connect(session: SMTPServerSession): void {
    if (this.isStopping) throw REPLIES.stopping();
    const { remoteAddress } = session;
    const connections = (this.connectionsByAddress.get(remoteAddress) ?? 0) + 1;
    this.connectionsByAddress.set(remoteAddress, connections);
    if (connections > MOST_CONNECTIONS_OF_ADDRESS) throw REPLIES.tooManyConnections();
    const hasTls = this.options.tls !== undefined;
    session.disabledCommands = commandsWithheld({ isSecure: session.secure, hasTls, isLocal: isLocal(session) });
    // The accounts may have changed since the last session.
    this.server.options.size = largestMailBytes(this.services.snapshot());
  }

  private close({ remoteAddress }: SMTPServerSession): void {
    const connections = (this.connectionsByAddress.get(remoteAddress) ?? 1) - 1;
    if (connections <= 0) this.connectionsByAddress.delete(remoteAddress);
    else this.connectionsByAddress.set(remoteAddress, connections);
  }

  private async receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<readonly string[]> {
    const snapshot = this.services.snapshot();
    const recipients = session.envelope.rcptTo.map(({ address }) => recipientOf(address, snapshot));
    const accounts = recipients.map(({ account }) => account);
    const limitBytes = Math.min(...accounts.map((account) => maximumMailBytes(account, snapshot.settings)));
    const endWatch = watchMessage(stream, limitBytes, () => {
      this.cutOff(session);
    });
    this.receiving.add(session);
    try {
      return await this.services.takeIn(
        messageBytes(stream),
        limitBytes,
        recipients,
        handoverOf(session, this.options.door),
      );
    } finally {
      endWatch();
      // After the answer is out.
      setImmediate(() => {
        this.receiving.delete(session);
        if (this.isStopping) this.sendAway();
      });
    }
  }

  private cutOff(session: SMTPServerSession): void {
    for (const connection of this.server.connections) {
      if (connection.session === session) connection.send(421, '4.4.2 The message comes too slowly', false);
    }
  }

  private sendAway(): void {
    const { message } = REPLIES.stopping();
    for (const connection of this.server.connections) {
      if (!this.receiving.has(connection.session)) connection.send(421, message, false);
    }
  }

  private reply(callback: (error?: Error | null) => void, judge: () => void): void {
    try {
      judge();
    } catch (error) {
      callback(this.refusal(error));
      return;
    }
    callback();
  }

  private refusal(error: unknown): SmtpReply {
    const reply = replyTo(error);
    this.services.refused(reply);
    return reply;
  }
}

/** Credentials are taken where nobody can read along: encrypted, or on this machine. */
function commandsWithheld(session: { isSecure: boolean; hasTls: boolean; isLocal: boolean }): string[] {
  const mayLogIn = session.isSecure || session.isLocal;
  const mayEncrypt = session.hasTls && !session.isSecure;
  return [...(mayLogIn ? [] : ['AUTH']), ...(mayEncrypt ? [] : ['STARTTLS'])];
}

function isLocal({ remoteAddress }: SMTPServerSession): boolean {
  return remoteAddress === '::1' || remoteAddress.startsWith('127.');
}

function announcedBytes({ mailFrom }: SMTPServerSession['envelope']): number | undefined {
  const size = mailFrom && mailFrom.args ? mailFrom.args['SIZE'] : undefined;
  return typeof size === 'string' ? Number(size) : undefined;
}

/** An account that was switched off since RCPT is our change, not the sender's fault. */
function recipientOf(address: string, snapshot: PartitionSnapshot): { account: MailAccount; envelopeTo: string } {
  const account = snapshot.findMailAccountByAddress(address);
  if (!account) throw REPLIES.fault();
  return { account, envelopeTo: address };
}

function handoverOf(session: SMTPServerSession, door: 'smtp' | 'lmtp'): Handover {
  const { envelope, remoteAddress, hostNameAppearsAs } = session;
  return {
    door,
    envelopeFrom: envelope.mailFrom ? envelope.mailFrom.address : '',
    remoteAddress,
    clientName: hostNameAppearsAs,
    submittedBy: session.user as ActorRecord | undefined,
    isBelated: false,
  };
}
