import { Choice, ChoiceList, Flag, Key, Text, TextList, WholeNumber } from '#wire/body-members.js';
import {
  OCCASIONS,
  PAYLOAD_STYLES,
  PUSHED_OBJECTS,
  type Occasion,
  type PayloadStyle,
  type PushedObject,
} from './field-push.js';

/** Shortest, longest and usual wait for a receiver, in milliseconds (field-push.md FR-5). */
const TIMEOUT_MS = { shortest: 1_000, longest: 15_000 };

/** `whsec_` and the base64 of 24 to 64 bytes, as Standard Webhooks has it. */
const SECRET = {
  pattern: /^whsec_(?=[A-Za-z0-9+/=]{32,88}$)([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/,
  reason: 'it must be whsec_ and the base64 of 24 to 64 bytes',
};

/** A field push, recognised by the id that an administrator gives it (field-push.md FP-1). */
export class FieldPushBody {
  @Key(100, {
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]*$/,
    reason: 'it must be letters, digits, dots, hyphens and underscores',
  })
  id!: string;

  @Choice(PUSHED_OBJECTS)
  object?: PushedObject | null;

  /** The names of the fields that are watched and sent. */
  @TextList(200, 100)
  fields?: string[] | null;

  @Text(2_000)
  url?: string | null;

  /** Written, never read back; one that is left out is made, and shown once. */
  @Text(100, { rule: SECRET })
  secret?: string | null;

  @ChoiceList(OCCASIONS)
  occasions?: Occasion[] | null;

  @Choice(PAYLOAD_STYLES)
  payloadStyle?: PayloadStyle | null;

  @WholeNumber(TIMEOUT_MS.shortest, TIMEOUT_MS.longest)
  timeoutMs?: number | null;

  @Flag()
  active?: boolean | null;
}
