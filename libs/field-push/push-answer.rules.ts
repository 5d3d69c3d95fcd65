import { isWireObject, type WireObject, type WireTree } from '#wire/tree.js';

/** What came back over HTTP, or why nothing did. */
export type Reply =
  | { readonly status: number; readonly text: string; readonly retryAfter: string | undefined }
  | { readonly fault: string };

/** What a reply means (field-push.md FR-1). */
export type Verdict =
  | { readonly isSuccess: true; readonly answer: WireObject }
  | {
      readonly isSuccess: false;
      readonly error: string;
      /** The receiver speaks the protocol and has refused in its own words. */
      readonly isReceivers: boolean;
    };

/** Characters of the receiver's error that are shown (field-push.md FR-4). */
const LONGEST_ERROR = 500;

const SUCCESS = '1000';

/** Success is a status of 2xx and a JSON object with the `code` 1000, as a number or as a numeric text. */
export function judgeReply(reply: Reply): Verdict {
  if ('fault' in reply) return ours(reply.fault);
  const { status } = reply;
  const isFine = status >= 200 && status <= 299;
  const answer = readJson(reply.text);
  const code = isWireObject(answer) ? codeOf(answer) : undefined;
  if (!isWireObject(answer) || code === undefined) {
    if (!isFine) return ours(`the receiver answered with status ${status}`);
    return ours(
      isWireObject(answer)
        ? 'the answer of the receiver has no code'
        : 'the receiver did not answer with a JSON object',
    );
  }
  if (isFine && code === SUCCESS) return { isSuccess: true, answer };
  const { error } = answer;
  const text = typeof error === 'string' ? asPlainText(error) : '';
  // What failed on the receiver's side is no refusal, whatever words it has for it.
  if (text !== '') return { isSuccess: false, error: text, isReceivers: status < 500 };
  return ours(
    isFine ? `the receiver answered with code ${code.slice(0, 20)}` : `the receiver answered with status ${status}`,
  );
}

/** The code as digits; undefined where there is none. */
function codeOf({ code }: WireObject): string | undefined {
  const isCode = typeof code === 'number' || (typeof code === 'string' && /^\d+$/.test(code));
  return isCode ? String(code) : undefined;
}

function ours(error: string): Verdict {
  return { isSuccess: false, error, isReceivers: false };
}

/** Own members only, without any prototype that the text could name. */
function readJson(text: string): WireTree | undefined {
  try {
    return JSON.parse(text, (_, value: unknown) =>
      typeof value === 'object' && value !== null && !Array.isArray(value)
        ? (Object.assign(Object.create(null) as object, value) as unknown)
        : value,
    ) as WireTree;
  } catch {
    return undefined;
  }
}

/** One line of at most 500 characters that no terminal and no page takes for anything but text. */
function asPlainText(error: string): string {
  const line = error.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  return Array.from(line.slice(0, 2 * LONGEST_ERROR))
    .slice(0, LONGEST_ERROR)
    .join('')
    .toWellFormed();
}
