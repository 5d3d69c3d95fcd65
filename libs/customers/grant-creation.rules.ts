/** Which grants may be created (casemgr.md C-7, customers.md GRANT-1 to GRANT-4). */
import { isDatabaseKey } from '#runtime/ids.js';
import type { Refusal, Refusals } from '#runtime/errors/refusal.js';
import { unstorableTexts, UNSTORABLE_REASON } from '#wire/read-body.rules.js';
import { isWireObject, type WireTree } from '#wire/tree.js';
import { MOST_GRANTS } from './customer-administration.body.js';
import { GRANT_ELEMENT } from './customer-element.js';
import { at, itemsOf, textOf } from './customer-settings.rules.js';
import { readElement } from './element.rules.js';
import { grantHolds, type GrantParty } from './grant.rules.js';
import { inOrderOfCodes } from './new-customer.rules.js';

/** A customer of the body, by the id that was sent. */
export interface NamedParty {
  readonly path: string;
  readonly sentId: string;
}

/** On whom access is granted, and to whom. */
export interface GrantRequest {
  readonly on: NamedParty;
  readonly to: readonly NamedParty[];
}

/** A customer that is to be part of a grant, and how many it has. */
export interface PartyFacts extends GrantParty {
  readonly id: string;
  /** How many customers it may act for. */
  readonly held: number;
  /** Who may act for it. */
  readonly holderIds: readonly string[];
}

/** New grants: the customer on whom they are, and those who get one. */
export interface NewGrants {
  readonly onId: string;
  readonly holderIds: readonly string[];
}

const ON = 'grantsOn.customer';
const TO = 'grantsTo.customer';

export function readGrantRequest(tree: WireTree): { readonly request: GrantRequest } | { readonly refusals: Refusals } {
  const unstorable = unstorableTexts(tree, '').map((path) => refusal('400-152', path, UNSTORABLE_REASON, 'GRANT-1'));
  const { value, refusals: structural } = readElement(tree, GRANT_ELEMENT, '', 'GRANT-1');
  const refusals = [...unstorable, ...structural];
  if (!isWireObject(value) || refusals.length > 0) return { refusals: inOrderOfCodes(refusals) };
  const on = partiesAt(value, ON);
  const to = partiesAt(value, TO);
  const [only, ...more] = on;
  if (!only || more.length > 0) {
    return { refusals: [refusal('400-152', ON, `exactly one customer, ${on.length} were sent`, 'GRANT-1')] };
  }
  if (to.length > MOST_GRANTS) {
    return {
      refusals: [refusal('400-152', TO, `at most ${MOST_GRANTS} customers, ${to.length} were sent`, 'GRANT-3')],
    };
  }
  return { request: { on: only, to } };
}

/** The ids that can exist, for whoever looks them up. */
export function idsOf({ on, to }: GrantRequest): string[] {
  return [on, ...to].map(({ sentId }) => sentId).filter(isDatabaseKey);
}

/** `parties`: those that the caller may see, by the ids that were sent. */
export function decideGrants(
  { on, to }: GrantRequest,
  parties: ReadonlyMap<string, PartyFacts>,
  isDepartmentalized: boolean,
): { readonly grants: NewGrants } | { readonly refusals: Refusals } {
  const granter = parties.get(on.sentId);
  const unknown = [on, ...to].filter(({ sentId }) => !parties.has(sentId)).map(notFound);
  const [first, ...others] = unknown;
  if (first || !granter) return { refusals: first ? [first, ...others] : [notFound(on)] };
  const holders = to.flatMap((party) => parties.get(party.sentId) ?? []);
  const refusals = [
    ...to.flatMap((party) => {
      const holder = parties.get(party.sentId);
      const fault = holder && grantFault(holder, granter, isDepartmentalized);
      return fault === undefined ? [] : [refusal('400-152', `${party.path}.id`, fault, 'GRANT-2')];
    }),
    ...limitRefusals(granter, holders, to),
  ];
  const [worst, ...rest] = refusals;
  if (worst) return { refusals: [worst, ...rest] };
  return { grants: { onId: granter.id, holderIds: [...new Set(holders.map(({ id }) => id))] } };
}

function grantFault(holder: PartyFacts, granter: PartyFacts, isDepartmentalized: boolean): string | undefined {
  if (holder.id === granter.id) return 'a customer needs no grant on itself';
  if (holder.type !== 'individual' || granter.type !== 'individual') return 'only individual customers have grants';
  if (!holder.isActive || !granter.isActive) return 'one of the two is switched off or obfuscated';
  return grantHolds({ holder, on: granter }, isDepartmentalized) ? undefined : 'they are in different departments';
}

/** C-7: at most 75 each way. What is granted already counts once. */
function limitRefusals(granter: PartyFacts, holders: readonly PartyFacts[], to: readonly NamedParty[]): Refusal[] {
  const all = new Set([...granter.holderIds, ...holders.map(({ id }) => id)]);
  const ofGranter =
    all.size > MOST_GRANTS
      ? [
          refusal(
            '400-152',
            TO,
            `at most ${MOST_GRANTS} customers may hold a grant on one, it would be ${all.size}`,
            'GRANT-3',
          ),
        ]
      : [];
  const ofHolders = holders.flatMap((holder, index) => {
    const isNew = !granter.holderIds.includes(holder.id);
    if (!isNew || holder.held < MOST_GRANTS) return [];
    const reason = `a customer holds at most ${MOST_GRANTS} grants, and this one has them all`;
    return [refusal('400-152', `${to[index]?.path ?? TO}.id`, reason, 'GRANT-3')];
  });
  return [...ofGranter, ...ofHolders];
}

function partiesAt(tree: WireTree, path: string): NamedParty[] {
  return isWireObject(tree)
    ? itemsOf(at(tree, path)).map(({ id }, index) => ({ path: `${path}[${index}]`, sentId: textOf(id) ?? '' }))
    : [];
}

function notFound({ path, sentId }: NamedParty): Refusal {
  const reason = 'no customer that the caller may see';
  return { code: '400-194', attribute: `${path}.id`, reason, clause: 'GRANT-2', id: sentId };
}

function refusal(code: '400-152', attribute: string, reason: string, clause: string): Refusal {
  return { code, attribute, reason, clause };
}
