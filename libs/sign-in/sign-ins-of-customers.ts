import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CustomerParts } from '#customers/customer-parts.js';
import { OidcPayloadStore } from './oidc-payload.store.js';

/** What the authorization server keeps of people: it ends when their contact does, or when nothing of them may be left. */
@Injectable()
export class SignInsOfCustomers implements OnModuleInit {
  constructor(
    private readonly parts: CustomerParts,
    private readonly payloads: OidcPayloadStore,
  ) {}

  onModuleInit(): void {
    this.parts.register({
      object: 'signIn',
      move: async (transaction, { contact }) => {
        if (contact) await this.payloads.removeOfContacts(transaction, [contact.fromId], []);
        return [];
      },
      erase: (transaction, { contactIds, marks }) => this.payloads.removeOfContacts(transaction, contactIds, marks),
    });
  }
}
