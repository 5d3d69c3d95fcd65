import { Injectable } from '@nestjs/common';
import type { Transaction } from '#storage/database.js';
import type { Masker } from './masking.rules.js';

/** An activity whose texts are being masked (around-activity.md ACT-8). */
export interface MaskedActivity {
  readonly id: string;
  /** Null for an activity of a record. */
  readonly caseId: string | null;
  readonly mask: Masker;
}

/** Masks what another lib keeps of the texts of an activity, or deletes it. */
export type MaskPart = (transaction: Transaction, activity: MaskedActivity) => Promise<void>;

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

  async mask(transaction: Transaction, activity: MaskedActivity): Promise<void> {
    for (const part of this.parts) await part(transaction, activity);
  }
}
