import { Controller, Param, Patch, Post, Req, Res } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorRecord, type Actor } from '#auth/actor.js';
import type { PartitionSnapshot } from '#configuration/partition-snapshot.js';
import { editSessionOf, recordFieldChanges, recordingFieldChanges } from '#field-pushes/field-change.store.js';
import { tieEditSession } from '#field-pushes/edit-session-tie.store.js';
import { Operation } from '#http/operation.js';
import { contextOf, type RequestContext } from '#http/request-context.js';
import { Clock } from '#runtime/clock.js';
import { Failure } from '#runtime/errors/failure.js';
import { failureOf, type Refusal } from '#runtime/errors/refusal.js';
import { isDatabaseKey, type CustomerId } from '#runtime/ids.js';
import { recordAudit } from '#storage/audit.store.js';
import type { Transaction } from '#storage/database.js';
import { isWireObject, type WireTree } from '#wire/tree.js';
import { auditedBy } from '#writes/audited-by.js';
import { etagOf, readPrecondition, requireUnchanged } from '#writes/precondition.rules.js';
import type { Written } from '#writes/writes.js';
import { addressScopeOf, readCustomerCreation, takenAddressRefusals } from './customer-create.rules.js';
import { decideCustomerEdit, readCustomerEdit, type CustomerEdit } from './customer-edit.rules.js';
import { EDIT_CUSTOMERS, EDIT_CUSTOMERS_OR_SELF, MANAGER, STRUCTURE_ERRORS } from './customer-operations.js';
import { CustomerReferenceCheck } from './customer-references.js';
import { customerConfiguration } from './customer-settings.rules.js';
import { customerReader, departmentsOpenTo } from './customer-visibility.js';
import { CustomerWriteStore, type Changing } from './customer-write.store.js';
import { ConfiguredWrites } from '#configuration/configured-writes.js';
import { CREATION_BODY, describeElementBody, EDIT_BODY, readElementBody } from './customer.body.js';
import { CustomerStore, type CustomerRow } from './customer.store.js';
import { customerPath } from './customer.view.js';
import { laterThan } from './modification.rules.js';
import type { CustomerType } from './new-customer.rules.js';

/** What the path calls the types. */
const TYPES: ReadonlyMap<string, CustomerType> = new Map([
  ['individual', 'individual'],
  ['group', 'group'],
  ['corp', 'corporate'],
]);

/** Creates and edits customers of any type (customers.md CUST-2 to CUST-14). */
@Controller(MANAGER)
export class CustomerWriteController {
  constructor(
    private readonly writing: ConfiguredWrites,
    private readonly customers: CustomerStore,
    private readonly store: CustomerWriteStore,
    private readonly references: CustomerReferenceCheck,
    private readonly clock: Clock,
  ) {}

  @Post(':customerType/customer')
  @Operation({
    ...EDIT_CUSTOMERS,
    id: 'createCustomer',
    summary: 'Create a customer: an individual, a group or a corporate one.',
    body: {
      ...describeElementBody(CREATION_BODY),
      examples: {
        individual: {
          contacts: {
            contact: [
              {
                firstName: 'Ann',
                lastName: 'Lee',
                email: [{ emailAddress: 'ann@example.org' }],
                phone: [{ type: { value: 'mobile' }, countryCode: '44', phoneNo: '7700 900123' }],
              },
            ],
          },
        },
      },
    },
    takesIdempotencyKey: true,
    takesEditSession: true,
    answers: [{ status: 201, description: 'Created.', headers: { Location: 'The path of the customer.' } }],
    errors: [...STRUCTURE_ERRORS, '404-110'],
  })
  async create(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('customerType') typeName: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const type = typeOf(typeName);
    const tree = await readElementBody(request, CREATION_BODY);
    return this.writing.perform(request, reply, tree, async (transaction, snapshot) => {
      const departmentIds = departmentsOpenTo(context.actor, snapshot.settings.customerDepartmentalization);
      const read = readCustomerCreation(tree, { type, snapshot, departmentIds });
      if ('refusals' in read) throw failureOf(read.refusals);
      const { customer, departmentId } = read.creation;
      const { details } = customer;
      const referring = { sent: details, details, departmentId, path: '' };
      await this.references.refuseStrangers(transaction, context.actor, referring, snapshot);
      const place = { departmentId, addressScope: addressScopeOf(departmentId, snapshot) };
      const changing = this.changing(context.actor);
      const { id, takenAddresses } = await this.store.create(transaction, customer, place, changing);
      refuseTaken(tree, takenAddresses);
      const editSessionId = editSessionOf(request.headers);
      const created = { object: 'customer', recordIds: [id], fields: undefined, editSessionId } as const;
      await recordFieldChanges(transaction, created, changing.at);
      await tieEditSession(transaction, context.actor, created);
      recordAudit(transaction, {
        ...auditedBy(context),
        action: 'create',
        object: 'customer',
        objectId: id,
        detail: { type },
      });
      return { status: 201, headers: { location: customerPath(id), etag: etagOf(changing.at) } };
    });
  }

  @Patch(':customerType/customer')
  @Operation({
    ...EDIT_CUSTOMERS_OR_SELF,
    id: 'editCustomer',
    summary:
      'Edit a customer with its contacts and contact points; customers their own profile. What is left out stays.',
    body: {
      ...describeElementBody(EDIT_BODY),
      examples: {
        individual: {
          id: '1000',
          lastModified: '2026-01-31T09:30:00.000Z',
          contacts: { contact: [{ jobTitle: 'Engineer', email: [{ emailAddress: 'ann@example.net' }] }] },
        },
      },
    },
    takesIdempotencyKey: true,
    takesIfMatch: true,
    takesEditSession: true,
    answers: [{ status: 204, description: 'Edited.', headers: { ETag: 'The entity tag of the customer now.' } }],
    errors: [...STRUCTURE_ERRORS, '400-194', '404-110'],
  })
  async edit(
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
    @Param('customerType') typeName: string,
  ): Promise<FastifyReply> {
    const context = contextOf(request);
    const type = typeOf(typeName);
    const tree = await readElementBody(request, EDIT_BODY);
    return this.writing.perform(request, reply, tree, async (transaction, snapshot) => {
      const isOwnProfile = context.actor.kind === 'customer';
      const configuration = customerConfiguration(snapshot);
      const read = readCustomerEdit(tree, { type, isOwnProfile, configuration, path: '' });
      if ('refusals' in read) throw failureOf(read.refusals);
      const { lastModified = null } = read.edit;
      const precondition = readPrecondition(request.headers['if-match'], { lastModified });
      const current = await this.lockCurrent(transaction, context, read.edit, snapshot);
      refuseOtherType(current, type);
      requireUnchanged(precondition, { kind: 'customer', id: current.id, lastModifiedAt: current.lastModifiedAt });
      const edit = { tree, current, edit: read.edit, snapshot };
      return recordingFieldChanges(
        transaction,
        {
          object: 'customer',
          recordIds: [current.id],
          editSessionId: editSessionOf(request.headers),
          at: this.clock.now(),
        },
        () => this.apply(transaction, context, edit),
      );
    });
  }

  /** The customer that an edit is about, so that nobody else changes it meanwhile; 400-194 when there is none to be seen. */
  private async lockCurrent(
    transaction: Transaction,
    { actor }: RequestContext,
    edit: CustomerEdit,
    { settings }: PartitionSnapshot,
  ): Promise<CustomerRow> {
    const id = edit.id ?? (actor.kind === 'customer' ? actor.id : undefined);
    if (id === undefined) throw failureOf([refusalOf('400-146', 'id', 'it says which customer is edited')]);
    const reader = customerReader(actor, settings.customerDepartmentalization);
    const ids = isDatabaseKey(id) ? [id] : [];
    const known = await this.customers.resolve(transaction, reader, ids);
    await this.store.lock(transaction, [...known.values()]);
    const [found] = await this.customers.find(transaction, reader, [...known.values()]);
    if (!found) throw failureOf([{ ...refusalOf('400-194', 'id', 'no customer that the caller may see'), id }]);
    return found.customer;
  }

  private async apply(
    transaction: Transaction,
    context: RequestContext,
    {
      tree,
      current,
      edit,
      snapshot,
    }: { tree: WireTree; current: CustomerRow; edit: CustomerEdit; snapshot: PartitionSnapshot },
  ): Promise<Written> {
    const { actor } = context;
    const contactId = actor.kind === 'customer' ? actor.contactId : undefined;
    const decided = decideCustomerEdit(current, edit, { contactId });
    if ('refusals' in decided) throw failureOf(decided.refusals);
    const { details } = decided.change;
    const referring = { sent: edit.details, details, departmentId: current.departmentId, path: '' };
    await this.references.refuseStrangers(transaction, actor, referring, snapshot);
    const { by, at } = this.changing(actor);
    const changing = { by, at: laterThan(current.lastModifiedAt, at) };
    const scope = addressScopeOf(current.departmentId, snapshot);
    const id = current.id as CustomerId;
    const { takenAddresses } = await this.store.edit(transaction, id, decided.change, scope, changing);
    refuseTaken(tree, takenAddresses);
    const members = isWireObject(tree)
      ? Object.keys(tree).filter((name) => name !== 'id' && name !== 'lastModified')
      : [];
    recordAudit(transaction, {
      ...auditedBy(context),
      action: 'edit',
      object: 'customer',
      objectId: id,
      detail: { members },
    });
    return { status: 204, headers: { etag: etagOf(changing.at) } };
  }

  private changing(actor: Actor): Changing {
    return { by: actorRecord(actor), at: this.clock.now() };
  }
}

function typeOf(name: string): CustomerType {
  const type = TYPES.get(name);
  if (!type) throw new Failure('404-110', { name });
  return type;
}

function refuseOtherType(current: CustomerRow, type: CustomerType): void {
  if (current.isObfuscated) throw failureOf([refusalOf('400-152', 'id', 'the customer was obfuscated')]);
  if (current.type === type) return;
  throw failureOf([
    refusalOf('400-152', 'id', `the customer is of type ${current.type}, not ${type} as the path says`),
  ]);
}

/** Somebody else has an address, or has got it at the same moment. */
function refuseTaken(tree: WireTree, takenKeys: readonly string[]): void {
  const refusals = takenAddressRefusals(tree, takenKeys);
  if (refusals) throw failureOf(refusals);
  if (takenKeys.length > 0) throw new Error('an address was taken that nobody sent');
}

function refusalOf(code: Refusal['code'], attribute: string, reason: string): Refusal {
  return { code, attribute, reason, clause: 'CUST-10' };
}
