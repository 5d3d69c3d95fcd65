/** What goes with a push besides its fields (field-push.md FS-2): each member only on its occasion, and in its form. */
import type { Occasion } from '#field-pushes/field-push.js';
import type { Refusal } from '#runtime/errors/refusal.js';
import { isWireObject, type WireObject, type WireTree } from '#wire/tree.js';

type Form = 'text' | 'number' | 'texts' | 'account';

const MEMBERS: Readonly<Record<Occasion, Readonly<Record<string, Form>>>> = {
  popup: { phoneNumber: 'text', conversation_id: 'number' },
  imSession: {
    web_token: 'text',
    weixins: 'texts',
    weibos: 'texts',
    sdk_token: 'text',
    weixin_minis: 'texts',
    im_sub_session_id: 'number',
    wechat: 'account',
    newweibo: 'account',
    wechat_minis: 'account',
  },
  // An edit session carries the session of instant messages that it is part of.
  change: { im_sub_session_id: 'number', wechat: 'account', newweibo: 'account', wechat_minis: 'account' },
};

const LONGEST_TEXT = 255;
const MOST_TEXTS = 50;

const EXPECTED: Readonly<Record<Form, string>> = {
  text: `it must be a text of 1 to ${LONGEST_TEXT} characters`,
  number: 'it must be a whole number',
  texts: `it must be a list of at most ${MOST_TEXTS} texts`,
  account: 'it must be an object of appid and openid',
};

export function readPushContext(
  occasion: Occasion,
  tree: WireTree | undefined,
): { readonly context: WireObject } | { readonly refusals: readonly [Refusal, ...Refusal[]] } {
  if (tree === undefined || tree === null) return { context: {} };
  if (!isWireObject(tree)) return { refusals: [refusal('400-152', 'context', 'it must be an object')] };
  const context: WireObject = {};
  const refusals: Refusal[] = [];
  for (const [name, member] of Object.entries(tree)) {
    const form = Object.hasOwn(MEMBERS[occasion], name) ? MEMBERS[occasion][name] : undefined;
    const value = form && valueOf(form, member);
    if (form === undefined) refusals.push(refusal('400-147', `context.${name}`, 'it does not belong to this occasion'));
    else if (value === undefined) refusals.push(refusal('400-152', `context.${name}`, EXPECTED[form]));
    else context[name] = value;
  }
  const [first, ...others] = refusals;
  return first ? { refusals: [first, ...others] } : { context };
}

function valueOf(form: Form, tree: WireTree): WireTree | undefined {
  switch (form) {
    case 'text':
      return textOf(tree);
    case 'number':
      return typeof tree !== 'object' && /^\d{1,15}$/.test(String(tree)) ? Number(tree) : undefined;
    case 'texts': {
      const texts = (Array.isArray(tree) ? tree : [tree]).map(textOf);
      return texts.length <= MOST_TEXTS && !texts.includes(undefined)
        ? texts.filter((text) => text !== undefined)
        : undefined;
    }
    case 'account': {
      if (!isWireObject(tree)) return undefined;
      const { appid = null, openid = null, ...others } = tree;
      const [app, open] = [textOf(appid), textOf(openid)];
      const isWhole = app !== undefined && open !== undefined && Object.keys(others).length === 0;
      return isWhole ? { appid: app, openid: open } : undefined;
    }
  }
}

function textOf(tree: WireTree): string | undefined {
  const text = typeof tree === 'number' ? String(tree) : tree;
  const isText = typeof text === 'string' && text !== '' && text.length <= LONGEST_TEXT;
  return isText && text.isWellFormed() && !text.includes('\u0000') ? text : undefined;
}

function refusal(code: '400-147' | '400-152', attribute: string, reason: string): Refusal {
  return { code, attribute: attribute.slice(0, LONGEST_TEXT), reason, clause: 'FS-2' };
}
