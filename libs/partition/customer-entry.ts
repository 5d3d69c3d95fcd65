import type { CustomerBody } from '#customers/customer-administration.body.js';
import type { AdministeredCustomer } from '#customers/customer-administration.store.js';
import type { Draft } from '#storage/item-store.js';

/** One customer of the document on its way into the database. */
export interface CustomerEntry {
  readonly path: string;
  readonly body: CustomerBody;
  readonly previous: AdministeredCustomer | undefined;
  readonly draft: Draft<AdministeredCustomer>;
}
