import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { BlobTooLarge } from '#attachments/blob-store.js';
import { actorRecord } from '#auth/actor.js';
import { maximumMailBytes, type MailAccount } from '#configuration/mail-account.rules.js';
import { ConfigurationCache } from '#configuration/configuration-cache.js';
import { emailAddressFault } from '#email-address/email-address.rules.js';
import { BodyBudget } from '#http/body-budget.js';
import { closeAfterAnswer } from '#http/close-after-answer.js';
import { readBytes, readChunks, refuseAnnouncedLength, tooLarge } from '#http/read-bytes.js';
import { EMPTY_BODY, judgeBodyType } from '#http/request-body.js';
import type { RequestContext } from '#http/request-context.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf } from '#runtime/errors/refusal.js';
import { singleValue } from '#wire/collection-query.js';
import type { Handover } from './journal.js';
import { Reception } from './reception.js';

export const MAIL_TYPES = ['message/rfc822', 'application/octet-stream'] as const;

/** The doors that reach the server by HTTP name themselves, so that the journal tells them apart. */
const HTTP_DOORS = ['http', 'pipe', 'import'] as const;

/** A whole mail that was handed over, for whoever only looks at it. */
export interface HandedOver {
  readonly raw: Buffer;
  readonly account: MailAccount;
  readonly envelopeTo: string | undefined;
  readonly handover: Handover;
}

/** Mail that is handed over by HTTP (mail-gateway.md MD-3). */
@Injectable()
export class HttpDoor {
  constructor(
    private readonly configuration: ConfigurationCache,
    private readonly reception: Reception,
  ) {}

  /** Keeps the mail of a request and answers with its id in the journal. */
  async receive(request: FastifyRequest, context: RequestContext): Promise<string> {
    const { account, envelopeTo, handover, limitBytes } = await this.judge(request, context);
    try {
      const chunks = notBlank(readChunks(request.raw));
      const [id = ''] = await this.reception.takeIn(chunks, limitBytes, [{ account, envelopeTo }], handover);
      return id;
    } catch (error) {
      if (!(error instanceof BlobTooLarge)) throw error;
      closeAfterAnswer(request.raw);
      throw tooLarge(limitBytes);
    }
  }

  /** Reads the mail of a request into memory and keeps nothing of it. */
  async readAll(request: FastifyRequest, context: RequestContext): Promise<HandedOver> {
    const { account, envelopeTo, handover, limitBytes } = await this.judge(request, context);
    const budget = new BodyBudget();
    try {
      return { raw: await readBytes(request.raw, limitBytes, budget), account, envelopeTo, handover };
    } finally {
      budget.giveBack();
    }
  }

  private async judge(request: FastifyRequest, context: RequestContext) {
    const snapshot = this.configuration.snapshot();
    const named = this.accountOf(context);
    await judgeBodyType(request, MAIL_TYPES);
    const envelopeTo = envelopeRecipient(request) ?? named.alias.emailAddress;
    const account = snapshot.findMailAccountByAddress(envelopeTo) ?? named;
    const limitBytes = maximumMailBytes(account, snapshot.settings);
    refuseAnnouncedLength(request.raw, limitBytes);
    const door = doorOf(request);
    const handover: Handover = {
      door,
      envelopeFrom: envelopeSender(request),
      remoteAddress: context.remoteAddress,
      clientName: undefined,
      submittedBy: actorRecord(context.actor),
      isBelated: door === 'import',
    };
    return { account, limitBytes, handover, envelopeTo };
  }

  private accountOf({ query }: RequestContext): MailAccount {
    const id = singleValue(query, 'account');
    if (id === undefined) throw new Failure('400-112', { query_parameter: 'account' });
    const account = this.configuration.snapshot().findMailAccount(id);
    if (!account) throw new Failure('400-244', { query_parameter: 'account' });
    return account;
  }
}

function doorOf({ headers }: FastifyRequest): Handover['door'] {
  return HTTP_DOORS.find((door) => door === headers['x-mail-door']) ?? 'http';
}

/** `<>` and nothing are the null return path. That a sender's own address is odd is no reason to refuse its mail for good. */
function envelopeSender({ headers }: FastifyRequest): string | undefined {
  const value = headers['x-envelope-from'];
  return value === undefined ? undefined : addressIn(String(value)).slice(0, LONGEST_SENDER);
}

function envelopeRecipient({ headers }: FastifyRequest): string | undefined {
  const address = addressIn(String(headers['x-envelope-to'] ?? ''));
  if (address === '') return undefined;
  const reason = emailAddressFault(address);
  if (reason !== undefined) throw failureOf([{ code: '400-152', attribute: 'X-Envelope-To', reason, clause: 'MD-3' }]);
  return address;
}

const LONGEST_SENDER = 320;

/** What stands in `<>`, a display name before it or not, else all of it; headers are bytes, and those of addresses UTF-8. */
function addressIn(value: string): string {
  const text = Buffer.from(value, 'latin1').toString('utf8').trim();
  return (/<([^<>]*)>$/.exec(text)?.[1] ?? text).trim();
}

async function* notBlank(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let isEmpty = true;
  for await (const chunk of chunks) {
    isEmpty &&= chunk.length === 0;
    yield chunk;
  }
  if (isEmpty) throw EMPTY_BODY();
}
