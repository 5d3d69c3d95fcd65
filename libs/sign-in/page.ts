import { createHash } from 'node:crypto';

const STYLE = `
  body { font: 1rem/1.5 system-ui, sans-serif; margin: 0; padding: 1rem; color: #1b1b1b; background: #f5f5f5; }
  main { max-width: 24rem; margin: 2rem auto; padding: 1.5rem; background: #fff; border: 1px solid #767676; border-radius: .25rem; }
  h1 { font-size: 1.5rem; margin: 0 0 1rem; overflow-wrap: anywhere; }
  p { overflow-wrap: anywhere; }
  label { display: block; margin-top: 1rem; font-weight: 600; }
  input { box-sizing: border-box; width: 100%; padding: .5rem; font: inherit; border: 1px solid #595959; border-radius: .25rem; }
  button { margin: 1.5rem .5rem 0 0; padding: .5rem 1.25rem; font: inherit; border: 1px solid #0b4f9e; border-radius: .25rem;
    color: #fff; background: #0b4f9e; cursor: pointer; }
  button.secondary { color: #0b4f9e; background: #fff; }
  a { color: #0b4f9e; }
  :focus-visible { outline: 3px solid #b35900; outline-offset: 2px; }
  [role=alert] { padding: .5rem .75rem; border-left: .25rem solid #b00020; background: #fdecee; }
`;

function sourceOf(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}

const STYLE_SOURCE = sourceOf(STYLE);

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand in an element or between quotation marks. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
}

export interface Page {
  readonly title: string;
  /** HTML; whatever comes from outside has been escaped. */
  readonly content: string;
  /** The only script that may run. */
  readonly script?: string;
  /** Where forms, and the redirects that follow them, may lead besides this server. */
  readonly formTargets?: readonly string[];
}

export interface PageAnswer {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A page of the server itself: nothing is loaded, nothing runs that is not named by its hash, nobody may frame it. */
export function renderPage({ title, content, script, formTargets = [] }: Page): PageAnswer {
  const policy = [
    "default-src 'none'",
    `style-src ${STYLE_SOURCE}`,
    `script-src ${script === undefined ? "'none'" : sourceOf(script)}`,
    `form-action ${["'self'", ...formTargets].join(' ')}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  return {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    },
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
${script === undefined ? '' : `<script>${script}</script>`}
</body>
</html>
`,
  };
}
