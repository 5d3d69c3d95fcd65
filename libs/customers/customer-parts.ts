import { Injectable } from '@nestjs/common';
import type { ActorRecord } from '#auth/actor.js';
import type { Queryable, Transaction } from '#storage/database.js';

/** A customer whose belongings go to another one (customers.md CUST-20). */
export interface CustomerMove {
  readonly fromId: string;
  /** Its id and those of the customers that were merged into it: whatever it did is stored under one of them. */
  readonly fromIds: readonly string[];
  readonly toId: string;
  /** A contact that ceases to exist, and the one that takes its place; undefined when the contacts move as they are. */
  readonly contact: { readonly fromId: string; readonly toId: string } | undefined;
  /** Who merges them, and when. */
  readonly by: ActorRecord;
  readonly at: Date;
}

/** Somebody of whom nothing shall be left (customers.md CUST-30). */
export interface ErasedPerson {
  readonly customerId: string;
  /** Its id and those of the customers that were merged into it: whatever it did is stored under one of them. */
  readonly ids: readonly string[];
  readonly contactIds: readonly string[];
  /** Its addresses, as keys (libs/email-address). */
  readonly emailKeys: readonly string[];
  /** Texts that say who it is, in lower case: addresses, names, numbers; none of them short. */
  readonly marks: readonly string[];
}

/** Something that belongs to customers and is kept by another lib: activities, cases, files. */
export interface CustomerPart {
  /** As the record of a merge calls it: `activity`. */
  readonly object: string;
  /** How many of them a customer has, and the departments that they are in; left out where nobody needs to know. */
  readonly survey?: (queryable: Queryable, customerId: string) => Promise<PartSurvey>;
  /** Gives them to another customer; answers with their ids. Nothing may refer to the old one afterwards. */
  readonly move?: (transaction: Transaction, move: CustomerMove) => Promise<readonly string[]>;
  /** Takes everything out of them that says who the customer is, and what it wrote. */
  readonly erase: (transaction: Transaction, person: ErasedPerson) => Promise<void>;
}

export interface PartSurvey {
  readonly count: number;
  readonly departmentIds: readonly string[];
}

/**
 * All that belongs to customers. Libs that keep something of them register it when the server starts, so that merging and
 * obfuscating cannot forget it although they know none of these libs.
 */
@Injectable()
export class CustomerParts {
  private readonly registered: CustomerPart[] = [];

  /** Call it before the application has started. */
  register(part: CustomerPart): void {
    this.registered.push(part);
  }

  get all(): readonly CustomerPart[] {
    return this.registered;
  }

  /** How much of each a customer has, and all the departments that it is in. */
  async survey(
    queryable: Queryable,
    customerId: string,
  ): Promise<{ readonly counts: Readonly<Record<string, number>>; readonly departmentIds: readonly string[] }> {
    const counts: Record<string, number> = {};
    const departmentIds: string[] = [];
    for (const { object, survey } of this.registered) {
      if (!survey) continue;
      const found = await survey(queryable, customerId);
      counts[object] = found.count;
      departmentIds.push(...found.departmentIds);
    }
    return { counts, departmentIds };
  }
}
