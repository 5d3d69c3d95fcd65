import { DEEPEST_NESTING, MalformedBody, MOST_MEMBERS, MOST_NODES } from './malformed.js';

/**
 * Reads a JSON text (RFC 8259) once without building anything, and throws a `MalformedBody` with the place of the first
 * fault. `JSON.parse` alone is not enough: it lets the last of two equal members win (casemgr.md B-23), nests without limit,
 * and does not always say where it failed.
 */
export function scanJson(text: string): void {
  new JsonScanner(text).scan();
}

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

const LITERALS = ['true', 'false', 'null'];

class JsonScanner {
  private position = 0;
  private depth = 0;
  private nodes = 0;

  constructor(private readonly text: string) {}

  scan(): void {
    this.skipSpace();
    this.scanValue();
    this.skipSpace();
    if (this.position < this.text.length) this.fail('nothing may follow the value');
  }

  private scanValue(): void {
    this.nodes += 1;
    if (this.nodes > MOST_NODES) this.fail(`more than ${MOST_NODES} values`);
    switch (this.text[this.position]) {
      case '{':
        this.scanObject();
        return;
      case '[':
        this.scanList();
        return;
      case '"':
        this.scanString();
        return;
      default:
        this.scanScalar();
    }
  }

  private scanObject(): void {
    this.enter();
    const members = new Set<string>();
    if (!this.take('}')) {
      do {
        this.skipSpace();
        const start = this.position;
        if (this.text[start] !== '"') this.fail('a member name in double quotes is expected');
        this.scanString();
        const member = this.text.slice(start, this.position);
        const name = member.includes('\\') ? (JSON.parse(member) as string) : member.slice(1, -1);
        if (members.has(name)) this.fail(`the member '${name.slice(0, 100)}' occurs twice`, start);
        members.add(name);
        if (members.size > MOST_MEMBERS) this.fail(`more than ${MOST_MEMBERS} members in one object`, start);
        this.skipSpace();
        if (!this.take(':')) this.fail("':' is expected");
        this.skipSpace();
        this.scanValue();
        this.skipSpace();
      } while (this.take(','));
      if (!this.take('}')) this.fail("',' or '}' is expected");
    }
    this.depth -= 1;
  }

  private scanList(): void {
    this.enter();
    if (!this.take(']')) {
      do {
        this.skipSpace();
        this.scanValue();
        this.skipSpace();
      } while (this.take(','));
      if (!this.take(']')) this.fail("',' or ']' is expected");
    }
    this.depth -= 1;
  }

  private enter(): void {
    this.depth += 1;
    if (this.depth > DEEPEST_NESTING) this.fail(`nested deeper than ${DEEPEST_NESTING} levels`);
    this.position += 1;
    this.skipSpace();
  }

  private scanString(): void {
    this.position += 1;
    for (;;) {
      const code = this.text.charCodeAt(this.position);
      if (code === 0x22) {
        this.position += 1;
        return;
      }
      if (code === 0x5c) this.match(ESCAPE, 'an escape sequence is not valid');
      else if (code >= 0x20) this.position += 1;
      else this.fail(Number.isNaN(code) ? 'a string does not end' : 'control characters in strings must be escaped');
    }
  }

  private scanScalar(): void {
    const literal = LITERALS.find((word) => this.text.startsWith(word, this.position));
    if (literal !== undefined) this.position += literal.length;
    else this.match(NUMBER, 'a value is expected');
  }

  private match(pattern: RegExp, reason: string): void {
    pattern.lastIndex = this.position;
    if (!pattern.test(this.text)) this.fail(reason);
    this.position = pattern.lastIndex;
  }

  private take(character: string): boolean {
    if (this.text[this.position] !== character) return false;
    this.position += 1;
    return true;
  }

  private skipSpace(): void {
    for (;;) {
      const code = this.text.charCodeAt(this.position);
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return;
      this.position += 1;
    }
  }

  private fail(reason: string, offset = this.position): never {
    throw MalformedBody.at(this.text, offset, reason);
  }
}
