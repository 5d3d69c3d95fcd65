import {
  InboundAccountBody,
  type AccountAccessBody,
  type AnswerTemplateBody,
  type HeaderTrustBody,
  type ImapBody,
} from '#inbound-accounts/inbound-account.body.js';
import { templateFault } from '#inbound-accounts/answer-template.rules.js';
import {
  DEFAULT_ACCOUNT,
  HMAC_KEY_PURPOSE,
  IMAP_PASSWORD_PURPOSE,
  type AccountAccess,
  type AccountRules,
  type AnswerTemplate,
  type HeaderTrust,
  type ImapMailbox,
} from '#inbound-accounts/inbound-account.js';
import type { StoredInboundAccount } from '#inbound-accounts/inbound-account.store.js';
import { networkFault } from '#mail-message/sender/networks.js';
import type { AliasId } from '#runtime/ids.js';
import { languageTag } from '#runtime/language.js';
import type { Credentials } from '../credentials.js';
import { merged } from '../merge.rules.js';
import { keys } from '../partition-state.js';
import type { Editing, Kind } from './kind.js';
import { recordRulesOf, tableOf } from './record-account.rules.js';

type Fields = Pick<AccountRules, 'active' | 'allowCreate' | 'authservId' | 'retentionDays' | 'maximumSizeMB'>;

const IMAP_PORT = 143;
const IMAPS_PORT = 993;

export const INBOUND_ACCOUNTS: Kind<InboundAccountBody, StoredInboundAccount> = {
  name: 'inboundAccounts',
  singular: 'inboundAccount',
  bodyType: InboundAccountBody,
  keyMembers: ['id'],
  isConfiguration: true,
  itemsOf: (state) => state.inboundAccounts,
  storeOf: (stores) => stores.inboundAccounts,
  keyOf: ({ id }) => id,
  nameOf: ({ id }) => id ?? '',

  draft(body, editing) {
    const { mode, previous, refuse } = editing;
    const { access, answers, templates, headers, imap, active, allowCreate, authservId, retentionDays, maximumSizeMB } =
      body;
    const fields = merged<Fields>(
      mode,
      { active, allowCreate, authservId, retentionDays, maximumSizeMB },
      previous,
      DEFAULT_ACCOUNT,
    );
    for (const [index, network] of (headers?.trust?.networks ?? []).entries()) {
      const fault = networkFault(network);
      if (fault !== undefined) refuse(`headers.trust.networks[${index}]`, `it ${fault}`);
    }
    const { prefix } = merged(
      mode,
      { prefix: headers?.prefix?.toLowerCase() },
      previous && { prefix: previous.headers.prefix },
      { prefix: DEFAULT_ACCOUNT.headers.prefix },
    );
    for (const [index, group] of (access?.groups ?? []).entries()) {
      if (!editing.state.groups.find(keys.group(group)))
        refuse(`access.groups[${index}]`, 'there is no group of this name');
    }
    const table = tableOf(body, editing);
    return {
      id: body.id,
      aliasId: namedAliasId(body, editing),
      ...fields,
      table,
      answers: merged(mode, answers ?? {}, previous?.answers, DEFAULT_ACCOUNT.answers),
      templates: templatesOf(templates, editing),
      access: accessOf(access, editing),
      records: recordRulesOf(body, table, editing),
      headers: { prefix, trust: trustOf(headers?.trust, editing) },
      imap: imapOf(imap, editing),
    };
  },

  async seal(draft, body, credentials) {
    const keyTexts = body.headers?.trust?.hmacKeys;
    const { headers, imap } = draft;
    const { trust } = headers;
    const encryptedHmacKeys = keyTexts
      ? keyTexts.map((key) => sealed(key, trust.encryptedHmacKeys, HMAC_KEY_PURPOSE, credentials))
      : trust.encryptedHmacKeys;
    return {
      ...draft,
      headers: { ...headers, trust: { ...trust, encryptedHmacKeys } },
      imap: imap && {
        ...imap,
        encryptedPassword: credentials.encryptedSecret(
          body.imap?.password,
          imap.encryptedPassword,
          IMAP_PASSWORD_PURPOSE,
        ),
      },
    };
  },

  view: (
    {
      id,
      aliasId,
      table,
      active,
      allowCreate,
      answers,
      templates,
      access,
      records,
      headers,
      imap,
      authservId,
      retentionDays,
      maximumSizeMB,
    },
    state,
  ) => ({
    id,
    alias: state.aliases.findById(aliasId)?.emailAddress ?? null,
    table,
    active,
    allowCreate,
    answers: { ...answers },
    templates: templates.map((template) => ({ ...template })),
    access: { ...access, groups: [...access.groups] },
    mapping: { ...records.mapping, fixed: { ...records.mapping.fixed } },
    updates: { ...records.updates },
    parsing: records.parsing && { ...records.parsing },
    headers: { prefix: headers.prefix, trust: trustView(headers.trust) },
    imap: imap && { host: imap.host, port: imap.port, user: imap.user, folder: imap.folder, secure: imap.secure },
    authservId,
    retentionDays,
    maximumSizeMB,
  }),
};

/** One account per alias: two would have to agree on the fate of one mail. */
function namedAliasId(
  { id, alias }: InboundAccountBody,
  { state, previous, refuse }: Editing<StoredInboundAccount>,
): AliasId {
  if (alias === undefined || alias === null) {
    if (!previous) refuse('alias', 'it is required');
    return previous?.aliasId ?? ('' as AliasId);
  }
  const named = state.aliases.find(keys.alias(alias));
  if (!named) refuse('alias', 'there is no alias of this address');
  const holder = state.inboundAccounts.all().find((account) => account.aliasId === named?.id && account.id !== id);
  if (holder) refuse('alias', `it has an account already: ${holder.id}`);
  return named?.id ?? ('' as AliasId);
}

/** The list of a body replaces the old one. */
function templatesOf(
  bodies: readonly AnswerTemplateBody[] | null | undefined,
  { previous, refuse }: Editing<StoredInboundAccount>,
): readonly AnswerTemplate[] {
  if (!bodies) return previous?.templates ?? DEFAULT_ACCOUNT.templates;
  const templates = bodies.map(({ answer, language, subject, text }, index) => {
    const path = `templates[${index}]`;
    const tag = languageTag(language);
    if (tag === undefined) refuse(`${path}.language`, 'it must be the code of a language, such as en or pt-BR');
    for (const [member, part] of Object.entries({ subject, text })) {
      const fault = templateFault(part, answer);
      if (fault !== undefined) refuse(`${path}.${member}`, fault);
    }
    return { answer, language: tag ?? language, subject, text };
  });
  for (const [index, { answer, language }] of templates.entries()) {
    const first = templates.findIndex((other) => other.answer === answer && other.language === language);
    if (first !== index) refuse(`templates[${index}].language`, 'the answer has a template in this language already');
  }
  return templates;
}

function accessOf(
  body: AccountAccessBody | null | undefined,
  { mode, previous, state, refuse }: Editing<StoredInboundAccount>,
): AccountAccess {
  const { groups, guestUser, knownUsersOnly, unknownSenderWithKey } = body ?? {};
  if (guestUser !== undefined && guestUser !== null && !state.users.find(keys.user(guestUser)))
    refuse('access.guestUser', 'there is no user of this login');
  return merged<AccountAccess>(
    mode,
    { groups, guestUser, knownUsersOnly, unknownSenderWithKey },
    previous?.access,
    DEFAULT_ACCOUNT.access,
  );
}

function trustOf(body: HeaderTrustBody | null | undefined, { mode, previous }: Editing<StoredInboundAccount>) {
  const { authenticated, networks, domains, compat } = body ?? {};
  const kept = previous?.headers.trust.encryptedHmacKeys ?? [];
  const given = { authenticated, networks, domains: domains?.map((domain) => domain.toLowerCase()), compat };
  const fields = merged<Omit<HeaderTrust, 'encryptedHmacKeys'>>(mode, given, previous?.headers.trust, {
    authenticated: true,
    networks: [],
    domains: [],
    compat: false,
  });
  return { ...fields, encryptedHmacKeys: kept };
}

/** An account that names no mailbox keeps the one that it has when merging, and has none when replacing; null takes it away. */
function imapOf(
  body: ImapBody | null | undefined,
  { mode, previous, refuse }: Editing<StoredInboundAccount>,
): ImapMailbox | null {
  if (body === null) return null;
  if (body === undefined) return mode === 'merge' ? (previous?.imap ?? null) : null;
  const { host, port, user, folder, secure } = body;
  const isSecure = secure ?? previous?.imap?.secure ?? true;
  const mailbox = merged<Omit<ImapMailbox, 'encryptedPassword'>>(
    mode,
    { host, port, user, folder, secure },
    previous?.imap ?? undefined,
    { host: '', port: isSecure ? IMAPS_PORT : IMAP_PORT, user: '', folder: 'INBOX', secure: true },
  );
  if (mailbox.host === '') refuse('imap.host', 'it is required');
  if (mailbox.user === '') refuse('imap.user', 'it is required');
  return { ...mailbox, encryptedPassword: previous?.imap?.encryptedPassword ?? null };
}

/** A key that is sent again stays as it is stored, so that applying a document twice changes nothing. */
function sealed(key: string, stored: readonly string[], purpose: string, credentials: Credentials): string {
  const same = stored.find((encrypted) => credentials.encryptedSecret(key, encrypted, purpose) === encrypted);
  return same ?? credentials.encryptedSecret(key, null, purpose) ?? '';
}

function trustView({ authenticated, networks, domains, compat }: HeaderTrust) {
  return { authenticated, networks: [...networks], domains: [...domains], compat };
}
