import { Injectable } from '@nestjs/common';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { ServerConfiguration } from '#runtime/server-configuration.js';
import { judgeFailure, judgeSent, type SmtpOutcome } from './smtp-outcome.rules.js';

const SECOND_MS = 1_000;

/** Hands mail to the server that sends it on, over a connection of its own for each mail. */
@Injectable()
export class SmtpClient {
  private readonly transport: ReturnType<typeof createRelay> | undefined;

  constructor({ smtpRelay }: ServerConfiguration) {
    this.transport = smtpRelay === undefined ? undefined : createRelay(smtpRelay);
  }

  /** Without it, mails wait. */
  get isConfigured(): boolean {
    return this.transport !== undefined;
  }

  /** What the server says; it never throws. */
  async send(recipients: readonly string[], options: SendMailOptions): Promise<SmtpOutcome> {
    try {
      if (!this.transport) throw new Error('There is no mail server to send through');
      return judgeSent(recipients, await this.transport.sendMail(options));
    } catch (error) {
      return judgeFailure(recipients, error);
    }
  }
}

function createRelay(url: string) {
  const { username, hostname } = new URL(url);
  return createTransport({
    url,
    // A password goes out in clear to this machine only.
    requireTLS: username !== '' && !isLoopback(hostname),
    connectionTimeout: 30 * SECOND_MS,
    greetingTimeout: 30 * SECOND_MS,
    socketTimeout: 60 * SECOND_MS,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.[\d.]+$/.test(host);
}
