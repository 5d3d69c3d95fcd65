import { Injectable } from '@nestjs/common';
import type { Transaction } from '#storage/database.js';
import type { Masker } from './masking.rules.js';

/** An activity whose texts are being masked (around-activity.md ACT-8). */
export interface MaskedActivity {
  readonly id: string;
  /** Null for an activity of a record. */
  readonly caseId: string | null;
  readonly mask: Masker;
  /** Whether there was something to mask in what it shows. */
  readonly isMasked: boolean;
}

/** Masks what another lib keeps of the texts of an activity, or deletes it; answers with what of the activity that was. */
export type MaskPart = (transaction: Transaction, activity: MaskedActivity) => Promise<readonly string[]>;

/**
 * All that keeps copies of what activities say. Libs that do register when the server starts, so that masking cannot forget
 * them although it knows none of them.
 */
@Injectable()
export class ActivityMaskings {
  private readonly parts: MaskPart[] = [];

  /** Call it before the application has started. */
  register(part: MaskPart): void {
    this.parts.push(part);
  }

  async mask(transaction: Transaction, activity: MaskedActivity): Promise<string[]> {
    const members: string[] = [];
    for (const part of this.parts) members.push(...(await part(transaction, activity)));
    return members;
  }
}
