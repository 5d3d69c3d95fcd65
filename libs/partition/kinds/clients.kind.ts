import { ClientBody } from '#clients/client.body.js';
import type { StoredClient } from '#clients/client.store.js';
import type { Draft } from '#storage/item-store.js';
import { CLIENT_SECRET } from '../credentials.js';
import { merged } from '../merge.rules.js';
import type { Kind } from './kind.js';

type Fields = Omit<StoredClient, 'id' | 'clientId' | 'encryptedSecret'>;

export const CLIENTS: Kind<ClientBody, StoredClient> = {
  name: 'clients',
  singular: 'client',
  bodyType: ClientBody,
  keyMembers: ['clientId'],
  isConfiguration: false,
  itemsOf: (state) => state.clients,
  storeOf: (stores) => stores.clients,
  keyOf: ({ clientId }) => clientId,
  nameOf: ({ clientId }) => clientId,

  draft(body, { mode, previous }) {
    const { clientId, name, scopes, grantTypes, redirectUris, allowedOrigins, mayActFor, active } = body;
    const fields = merged<Fields>(
      mode,
      { name, scopes, grantTypes, redirectUris, allowedOrigins, mayActFor, active },
      previous,
      {
        name: clientId,
        scopes: [],
        grantTypes: ['client_credentials'],
        redirectUris: [],
        allowedOrigins: [],
        mayActFor: [],
        active: true,
      },
    );
    return { id: previous?.id, clientId, encryptedSecret: previous?.encryptedSecret ?? null, ...fields };
  },

  async seal(draft, { secret }, credentials) {
    const encryptedSecret = credentials.encryptedSecret(secret, draft.encryptedSecret);
    if (encryptedSecret !== null || !isConfidential(draft)) return { ...draft, encryptedSecret };
    return { ...draft, encryptedSecret: credentials.newEncryptedSecret(CLIENT_SECRET, draft.clientId) };
  },

  view: ({ clientId, name, scopes, grantTypes, redirectUris, allowedOrigins, mayActFor, active }) => ({
    clientId,
    name,
    scopes,
    grantTypes,
    redirectUris,
    allowedOrigins,
    mayActFor,
    active,
  }),
};

/** Only a client that does nothing but sign people in may be public; without a secret the others would be open to anyone. */
function isConfidential({ grantTypes, mayActFor }: Draft<StoredClient>): boolean {
  const isSignInOnly = grantTypes.every((type) => type === 'authorization_code' || type === 'refresh_token');
  return !isSignInOnly || mayActFor.length > 0;
}
