import type { StoredAlias } from '#aliases/alias.store.js';
import { DEFAULT_ACCOUNT, type AccountRules } from '#inbound-accounts/inbound-account.js';
import { maximumEmailBytes, type Settings } from '#settings/settings.js';

/** How mail to an alias is taken in: as its inbound account says, or as the implicit one does (mail-gateway.md §7). */
export interface MailAccount extends AccountRules {
  readonly alias: StoredAlias;
}

const MEGABYTE = 1024 * 1024;

/** Of every alias that is in use, the account that takes its mail. One that is switched off takes none. */
export function mailAccounts(
  aliases: readonly StoredAlias[],
  explicit: readonly AccountRules[],
  departments: ReadonlyMap<string, { readonly active: boolean }>,
): MailAccount[] {
  const byAlias = new Map(explicit.map((account) => [account.aliasId, account]));
  return aliases.flatMap((alias) => {
    const account = byAlias.get(alias.id) ?? { ...DEFAULT_ACCOUNT, id: alias.emailAddress, aliasId: alias.id };
    const isInUse = alias.active && account.active && departments.get(alias.departmentId)?.active === true;
    return isInUse ? [{ ...account, alias }] : [];
  });
}

/** The largest mail that an account takes, in bytes: never less than an email may have (mail-gateway.md MN-2). */
export function maximumMailBytes({ maximumSizeMB }: AccountRules, settings: Settings): number {
  const smallest = maximumEmailBytes(settings);
  return maximumSizeMB === null ? 2 * smallest : Math.max(maximumSizeMB * MEGABYTE, smallest);
}
