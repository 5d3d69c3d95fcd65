/** What an agent's mail is, and whether it may go out: records-by-email.md RO-9 to RO-11. */
import { readAttributes, readLanguage } from '#activities/activity-edit.rules.js';
import { judged, type Judged } from '#activities/activity-edit.rules.js';
import { isBlockedFile, isUsableBy } from '#attachments/attachment.rules.js';
import type { StoredAttachment } from '#attachments/attachment.store.js';
import type { Actor } from '#auth/actor.js';
import type { Alias, PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { addressKey } from '#email-address/email-address.rules.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import { maximumBodyBytes, maximumEmailBytes } from '#settings/settings.js';
import { MOST_RECIPIENTS, type ComposeBody } from './compose.body.js';
import { recipientFault } from './header-text.rules.js';

export const COMPOSE_ACTIONS = ['save', 'send', 'sendcomplete'] as const;

export type ComposeAction = (typeof COMPOSE_ACTIONS)[number];

/** The activity that is answered, as far as the caller sees it. */
export interface AnsweredActivity {
  readonly id: string;
  /** Null for what is about a record of another table. */
  readonly caseId: string | null;
  readonly departmentId: string;
  readonly mode: string;
  readonly aliasId: string | null;
  readonly subject: string | null;
  readonly isSecure: boolean;
  readonly language: string;
  readonly priority: string;
  readonly contactId: string | null;
  readonly from: string | null;
  readonly replyTo: string | null;
  readonly to: readonly string[];
}

/** What a mail says, and to whom. */
export interface Composition {
  readonly aliasId: string;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly bcc: readonly string[];
  readonly subject: string;
  readonly text: string | null;
  readonly html: string | null;
  readonly isSecure: boolean;
  readonly priority: string;
  readonly language: string;
  readonly customAttributes: Readonly<Record<string, readonly string[]>>;
  /** Undefined: as they are. */
  readonly attachments: readonly ChosenAttachment[] | undefined;
}

export interface ChosenAttachment {
  readonly id: string;
  readonly inline: boolean;
  readonly contentId: string | null;
}

/** Everything that the decision needs. */
export interface ComposeFacts {
  readonly snapshot: PartitionSnapshot;
  readonly actor: Actor;
  readonly now: Date;
  /** What it is about: whose department writes, and from which alias unless something else is said. */
  readonly topic: { readonly departmentId: string; readonly subject: string; readonly aliasId: string | undefined };
  readonly answered: AnsweredActivity | undefined;
  /** What it answers is secure, wherever that is by now. */
  readonly isAnsweredSecurely: boolean;
  /** The draft that is gone on with. */
  readonly draft: Composition | undefined;
  /** Files that the body names, by altId, and those that the draft has. */
  readonly files: readonly StoredAttachment[];
  readonly draftId: string | undefined;
}

const ADDRESSES = 'payload.email.emailAddresses';

/** What is left out stays as the draft has it, else as what is answered suggests. */
export function compose(body: ComposeBody, action: ComposeAction, facts: ComposeFacts): Judged<Composition> {
  const { snapshot, answered, draft } = facts;
  const { settings } = snapshot;
  const refusals: Refusal[] = [];
  const refuse = (
    attribute: string,
    reason: string,
    code: Refusal['code'] = '400-152',
    clause = 'RO-10',
  ): undefined => {
    refusals.push({ code, attribute, reason, clause });
  };
  const email = body.payload?.email;
  const alias = findAlias(email?.emailAddresses?.from ?? undefined, facts, refuse);
  const composition: Composition = {
    aliasId: alias?.id ?? '',
    to: readAddresses(email?.emailAddresses?.to, 'to', snapshot, refuse) ?? draft?.to ?? suggestedRecipients(facts),
    cc: readAddresses(email?.emailAddresses?.cc, 'cc', snapshot, refuse) ?? draft?.cc ?? [],
    bcc: readAddresses(email?.emailAddresses?.bcc, 'bcc', snapshot, refuse) ?? draft?.bcc ?? [],
    subject: body.subject ?? draft?.subject ?? suggestedSubject(facts),
    text: email?.content?.text ?? draft?.text ?? null,
    html: email?.content?.html ?? draft?.html ?? null,
    isSecure: body.secure ?? draft?.isSecure ?? answered?.isSecure ?? false,
    priority: body.priority ?? draft?.priority ?? answered?.priority ?? settings.defaultActivityPriority,
    language:
      readLanguage(body.language?.value, 'language.value', refuse) ??
      draft?.language ??
      answered?.language ??
      settings.defaultLanguage,
    customAttributes: attributesOf(body, facts, refusals),
    attachments: chooseAttachments(body, facts, refusals),
  };
  refuseUnsafe(composition, facts, refuse);
  refuseSizes(composition, facts, refuse);
  if (action !== 'save') requireWhole(composition, refuse);
  return judged(composition, refusals);
}

type Refuse = (attribute: string, reason: string, code?: Refusal['code'], clause?: string) => undefined;

function findAlias(
  from: string | undefined,
  { snapshot, answered, draft, topic: { departmentId, aliasId } }: ComposeFacts,
  refuse: Refuse,
): Alias | undefined {
  const isUsable = (alias: Alias | undefined): alias is Alias =>
    alias?.active === true && alias.departmentId === departmentId;
  if (from !== undefined) {
    const named = snapshot.findAlias(from);
    return isUsable(named)
      ? named
      : refuse(`${ADDRESSES}.from`, 'is not the address of an active alias of the department');
  }
  const usual = [draft?.aliasId, answered?.aliasId, aliasId].map((id) => snapshot.findAliasById(id ?? ''));
  const found = [...usual, ...snapshot.aliasesOf(departmentId)].find(isUsable);
  return found ?? refuse(`${ADDRESSES}.from`, 'is required: the department has no active alias', '400-146');
}

function readAddresses(
  list: { readonly address?: string[] | null } | null | undefined,
  name: string,
  snapshot: PartitionSnapshot,
  refuse: Refuse,
): readonly string[] | undefined {
  if (!list) return undefined;
  const addresses = list.address ?? [];
  for (const [index, address] of addresses.entries()) {
    const fault = recipientFault(address) ?? ownAddressFault(address, snapshot);
    if (fault !== undefined) refuse(`${ADDRESSES}.${name}.address[${index}]`, fault);
  }
  return addresses;
}

/** Mail to ourselves would go round in circles. */
function ownAddressFault(address: string, snapshot: PartitionSnapshot): string | undefined {
  return snapshot.isOwnAddress(address) ? 'is an address of ours' : undefined;
}

/** RO-10: the answered activity's replyTo, else its from; of one that went out, those to whom it went. */
function suggestedRecipients({ answered, snapshot }: ComposeFacts): readonly string[] {
  if (!answered) return [];
  const candidates = answered.mode === 'outbound' ? answered.to : [answered.replyTo ?? answered.from ?? ''];
  return candidates.filter(
    (address) => recipientFault(address) === undefined && ownAddressFault(address, snapshot) === undefined,
  );
}

function suggestedSubject({ answered, topic: { subject } }: ComposeFacts): string {
  const answeredSubject = answered?.subject ?? subject;
  return /^re\s*:/i.test(answeredSubject) || !answered ? answeredSubject : `Re: ${answeredSubject}`;
}

function attributesOf(
  { customAttributes }: ComposeBody,
  { snapshot, draft }: ComposeFacts,
  refusals: Refusal[],
): Composition['customAttributes'] {
  const change = readAttributes(customAttributes, snapshot, 'activity', 'ACT-3', refusals);
  const kept = Object.entries({ ...draft?.customAttributes, ...change?.set });
  return Object.fromEntries(kept.filter(([name]) => change?.remove.includes(name) !== true));
}

function chooseAttachments(
  { attachments }: ComposeBody,
  { files, actor, now, draftId, snapshot }: ComposeFacts,
  refusals: Refusal[],
): Composition['attachments'] {
  if (!attachments) return undefined;
  const seen = new Set<string>();
  return attachments.attachment.flatMap(({ altId, inline, contentId }, index) => {
    const path = `attachments.attachment[${index}].altId`;
    const file = files.find((one) => one.altId === altId.toLowerCase());
    const isOnDraft = draftId !== undefined && file?.activityId === draftId;
    if (!file || seen.has(file.id) || !(isOnDraft || isUsableBy(file, actor, now))) {
      const reason = 'is unknown, not uploaded, expired, of another uploader, or elsewhere';
      refusals.push({ code: '400-194', attribute: path, reason, clause: 'T-4', id: altId.slice(0, 100) });
      return [];
    }
    seen.add(file.id);
    if (isBlockedFile(file.fileName, snapshot.settings.blockedFileExtensions)) {
      const reason = 'names a file of a blocked type';
      refusals.push({ code: '400-152', attribute: path, reason, clause: 'T-5' });
    }
    return [{ id: file.id, inline: inline ?? file.inline, contentId: contentId ?? file.contentId }];
  });
}

/** What was written securely is not answered otherwise (RO-7). */
function refuseUnsafe(
  { isSecure }: Composition,
  { isAnsweredSecurely, snapshot, topic }: ComposeFacts,
  refuse: Refuse,
): void {
  if (isAnsweredSecurely && !isSecure) refuse('secure', 'what is answered is secure', '400-152', 'RO-7');
  const department = snapshot.findDepartmentById(topic.departmentId);
  if (isSecure && !(department && snapshot.allowsSecureMessaging(department))) {
    refuse('secure', 'secure messages are switched off', '400-152', 'RO-7');
  }
}

function refuseSizes({ to, cc, bcc, text, html, attachments }: Composition, facts: ComposeFacts, refuse: Refuse): void {
  const { settings } = facts.snapshot;
  const recipients = to.length + cc.length + bcc.length;
  if (recipients > MOST_RECIPIENTS)
    refuse(`${ADDRESSES}.to`, `${recipients} addresses, at most ${MOST_RECIPIENTS} are taken`);
  const contentBytes = Buffer.byteLength(text ?? '') + Buffer.byteLength(html ?? '');
  if (contentBytes > maximumBodyBytes(settings)) {
    const reason = `has ${contentBytes} bytes, the limit is ${maximumBodyBytes(settings)} bytes`;
    refuse('payload.email.content', reason, '400-152', 'Z-1');
  }
  const kept = attachments
    ? facts.files.filter(({ id }) => attachments.some((chosen) => chosen.id === id))
    : facts.files.filter(({ activityId }) => activityId !== null && activityId === facts.draftId);
  const limit = settings.maximumAttachmentsPerActivity;
  if (kept.length > limit)
    refuse('attachments', `holds ${kept.length}, at most ${limit} are allowed`, '400-152', 'T-5');
  const bytes = kept.reduce((sum, { size }) => sum + size, contentBytes);
  if (bytes > maximumEmailBytes(settings)) {
    const reason = `content and files have ${bytes} bytes, the limit is ${maximumEmailBytes(settings)} bytes`;
    refuse('attachments', reason, '400-152', 'Z-2');
  }
}

function requireWhole({ to, cc, bcc, text, html }: Composition, refuse: Refuse): void {
  if (to.length + cc.length + bcc.length === 0) {
    refuse(`${ADDRESSES}.to.address`, 'a mail needs somebody to go to', '400-146');
  }
  if ((text ?? '').trim() === '' && (html ?? '').trim() === '') {
    refuse('payload.email.content', 'a mail needs a content', '400-146');
  }
}

/** Everybody who gets the mail, each once, the first spelling counting. */
export function recipientsOf({ to, cc, bcc }: Pick<Composition, 'to' | 'cc' | 'bcc'>): readonly string[] {
  const byKey = new Map([...to, ...cc, ...bcc].toReversed().map((address) => [addressKey(address), address]));
  return [...byKey.values()].toReversed();
}

/** The members of a mail that name one of these addresses, as refusals name them. */
export function membersNaming(
  keys: ReadonlySet<string>,
  { to, cc, bcc }: Pick<Composition, 'to' | 'cc' | 'bcc'>,
): readonly string[] {
  return Object.entries({ to, cc, bcc }).flatMap(([list, addresses]) =>
    addresses.flatMap((address, index) =>
      keys.has(addressKey(address)) ? [`payload.email.emailAddresses.${list}.address[${index}]`] : [],
    ),
  );
}
