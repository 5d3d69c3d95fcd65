import type { RepliedActivity } from '#activities/replied-activity.store.js';
import type { WireTree } from '#wire/tree.js';

/** An attachment as the activity names it: an upload by its altId, or a part of the same multipart request (H-4, T-3). */
export interface NamedAttachment {
  readonly altId: string;
  readonly inline: boolean;
  /** Without angle brackets. */
  readonly contentId: string | undefined;
}

export interface NamedAttribute {
  readonly name: string;
  readonly values: readonly string[];
}

/** An incoming email activity as it was asked for: structurally right, not yet checked against anything stored. */
export interface IncomingEmail {
  readonly departmentName: string | undefined;
  readonly subject: string | undefined;
  readonly attachments: readonly NamedAttachment[];
  readonly text: string | undefined;
  readonly html: string | undefined;
  readonly from: string | undefined;
  readonly receiver: string | undefined;
  readonly messageCenterId: string | undefined;
  readonly issueTypeId: string | undefined;
  readonly to: readonly string[];
  readonly cc: readonly string[];
  readonly replyTo: string | undefined;
  readonly date: Date | undefined;
  readonly secure: boolean | undefined;
  /** The element of customer creation, judged only when `from` is unknown (B-14). */
  readonly customer: WireTree | undefined;
  readonly caseId: string | undefined;
  readonly customAttributes: readonly NamedAttribute[];
  /** The activity that a customer replies to: it goes where that one went unless the reply says otherwise. */
  readonly replied?: RepliedActivity;
}
