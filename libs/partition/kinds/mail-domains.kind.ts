import { MailDomainBody } from '#mail-domains/mail-domain.body.js';
import { DKIM_KEY_PURPOSE, type StoredMailDomain } from '#mail-domains/mail-domain.store.js';
import { merged } from '../merge.rules.js';
import type { Kind } from './kind.js';

export const MAIL_DOMAINS: Kind<MailDomainBody, StoredMailDomain> = {
  name: 'mailDomains',
  singular: 'mailDomain',
  bodyType: MailDomainBody,
  keyMembers: ['domain'],
  isConfiguration: false,
  itemsOf: (state) => state.mailDomains,
  storeOf: (stores) => stores.mailDomains,
  keyOf: ({ domain }) => domain.toLowerCase(),
  nameOf: ({ id }) => id ?? '',

  draft({ domain, dkimSelector, dkimKey }, { mode, previous, refuse }) {
    const fields = merged(mode, { dkimSelector }, previous && { dkimSelector: previous.dkimSelector }, {
      dkimSelector: null,
    });
    const encryptedDkimKey = dkimKey === null ? null : (previous?.encryptedDkimKey ?? null);
    const hasKey = encryptedDkimKey !== null || typeof dkimKey === 'string';
    if (hasKey && fields.dkimSelector === null) refuse('dkimSelector', 'it is required with a key');
    return { id: domain.toLowerCase(), ...fields, encryptedDkimKey };
  },

  seal: (draft, { dkimKey }, credentials) =>
    Promise.resolve({
      ...draft,
      encryptedDkimKey: credentials.encryptedSecret(dkimKey, draft.encryptedDkimKey, DKIM_KEY_PURPOSE),
    }),

  view: ({ id, dkimSelector }) => ({ domain: id, dkimSelector }),
};
