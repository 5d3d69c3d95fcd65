/**
 * What Outlook packs into `winmail.dat` (MS-OXTNEF): the text and the attachments. No library that reads it is kept up, and
 * what is needed is small. Nothing in it is compressed but RTF, which is left out, so it unpacks to less than it is.
 */
import { decodeText } from '../charset.rules.js';

export interface TnefAttachment {
  readonly name: string;
  readonly contentType?: string;
  readonly contentId?: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

export interface Tnef {
  readonly text?: string;
  readonly html?: string;
  readonly attachments: readonly TnefAttachment[];
}

const SIGNATURE = 0x223e9f78;
const MOST_ATTACHMENTS = 1000;

const ATTRIBUTE = {
  body: 0x800c,
  messageProperties: 0x9003,
  attachmentStart: 0x9002,
  attachmentTitle: 0x8010,
  attachmentData: 0x800f,
  attachmentProperties: 0x9005,
  codePage: 0x9007,
} as const;

/** MAPI properties, by MS-OXPROPS. */
const PROPERTY = {
  body: 0x1000,
  bodyHtml: 0x1013,
  internetCodePage: 0x3fde,
  attachData: 0x3701,
  attachFileName: 0x3704,
  attachLongFileName: 0x3707,
  attachMimeTag: 0x370e,
  attachContentId: 0x3712,
} as const;

/** The contents, as far as they can be read; undefined for bytes that are no TNEF. */
export function readTnef(bytes: Uint8Array<ArrayBuffer>): Tnef | undefined {
  const reader = new Reader(bytes);
  if (reader.left < 6 || reader.u32() !== SIGNATURE) return undefined;
  reader.skip(2);
  let charset: string | undefined;
  let body: Uint8Array | undefined;
  let message: Properties = new Map();
  const attachments: { title?: Uint8Array; data?: Uint8Array<ArrayBuffer>; properties: Properties }[] = [];
  // level (1), id and type (4), length (4), data, checksum (2)
  while (reader.left >= 9) {
    reader.skip(1);
    const id = reader.u32() & 0xffff;
    const length = reader.u32();
    if (length > reader.left) break;
    const data = reader.bytes(length);
    reader.skip(Math.min(2, reader.left));
    const attachment = attachments.at(-1);
    switch (id) {
      case ATTRIBUTE.codePage:
        if (length >= 4) charset = charsetOf(new Reader(data).u32());
        break;
      case ATTRIBUTE.body:
        body = data;
        break;
      case ATTRIBUTE.messageProperties:
        message = readProperties(data);
        break;
      case ATTRIBUTE.attachmentStart:
        if (attachments.length < MOST_ATTACHMENTS) attachments.push({ properties: new Map() });
        break;
      case ATTRIBUTE.attachmentTitle:
        if (attachment) attachment.title = data;
        break;
      case ATTRIBUTE.attachmentData:
        if (attachment) attachment.data = data;
        break;
      case ATTRIBUTE.attachmentProperties:
        if (attachment) attachment.properties = readProperties(data);
        break;
    }
  }
  const text = textOf(message, PROPERTY.body, charset) ?? (body && trimmed(decodeText(body, charset).text));
  return {
    text,
    html: textOf(message, PROPERTY.bodyHtml, codePageOf(message)),
    attachments: attachments.flatMap(({ title, data, properties }) => {
      const content = data ?? properties.get(PROPERTY.attachData)?.bytes;
      if (!content) return [];
      return {
        name:
          textOf(properties, PROPERTY.attachLongFileName, charset) ??
          textOf(properties, PROPERTY.attachFileName, charset) ??
          trimmed(decodeText(title ?? new Uint8Array(), charset).text),
        contentType: textOf(properties, PROPERTY.attachMimeTag, charset),
        contentId: textOf(properties, PROPERTY.attachContentId, charset)?.replace(/^<|>$/g, ''),
        content,
      };
    }),
  };
}

type Properties = Map<number, { readonly unicode: boolean; readonly bytes: Uint8Array<ArrayBuffer> }>;

const TYPE = { string8: 0x1e, unicode: 0x1f, object: 0x0d, binary: 0x102 } as const;
const FIXED_SIZES: Readonly<Record<number, number>> = {
  0x02: 4,
  0x03: 4,
  0x04: 4,
  0x05: 8,
  0x06: 8,
  0x07: 8,
  0x0a: 4,
  0x0b: 4,
  0x14: 8,
  0x40: 8,
  0x48: 16,
};

/** MS-OXTNEF §2.1.3.4; stops where it does not understand what follows. */
function readProperties(data: Uint8Array<ArrayBuffer>): Properties {
  const properties: Properties = new Map();
  const reader = new Reader(data);
  if (reader.left < 4) return properties;
  for (let count = reader.u32(); count > 0 && reader.left >= 4; count--) {
    const tag = reader.u32();
    const type = tag & 0x0fff;
    const id = tag >>> 16;
    if (id >= 0x8000 && !skipName(reader)) return properties;
    const isMany = (tag & 0x1000) !== 0;
    const fixed = FIXED_SIZES[type];
    if (fixed !== undefined) {
      const times = isMany ? reader.u32() : 1;
      if (fixed * times > reader.left) return properties;
      const value = reader.bytes(fixed * times);
      if (!properties.has(id)) properties.set(id, { unicode: false, bytes: value });
      continue;
    }
    const value = readSized(reader, isMany || type !== 0 ? reader.u32() : 0);
    if (!value) return properties;
    // The data of an embedded object begins with the id of its interface.
    const bytes = type === TYPE.object ? value.subarray(16) : value;
    if (!properties.has(id)) properties.set(id, { unicode: type === TYPE.unicode, bytes });
  }
  return properties;
}

/** A list of sized values, each padded to four bytes; the first of them. */
function readSized(reader: Reader, count: number): Uint8Array<ArrayBuffer> | undefined {
  let first: Uint8Array<ArrayBuffer> | undefined;
  for (let item = 0; item < count; item++) {
    if (reader.left < 4) return undefined;
    const length = reader.u32();
    if (length > reader.left) return undefined;
    const value = reader.bytes(length);
    reader.skip(Math.min((4 - (length % 4)) % 4, reader.left));
    first ??= value;
  }
  return first;
}

/** The name of a named property: its set (16), its kind (4), and a number or a text. */
function skipName(reader: Reader): boolean {
  if (reader.left < 24) return false;
  reader.skip(16);
  if (reader.u32() === 0) {
    reader.skip(4);
    return true;
  }
  return readSized(reader, 1) !== undefined;
}

function textOf(properties: Properties, id: number, charset?: string): string | undefined {
  const property = properties.get(id);
  if (!property) return undefined;
  const text = trimmed(decodeText(property.bytes, property.unicode ? 'utf-16le' : charset).text);
  return text === '' ? undefined : text;
}

/** Html is written in a code page of its own; where it does not say which, its bytes have to tell. */
function codePageOf(properties: Properties): string | undefined {
  const property = properties.get(PROPERTY.internetCodePage);
  return property && charsetOf(new Reader(property.bytes).u32());
}

/** Texts end in NUL. */
function trimmed(text: string): string {
  const end = text.indexOf('\0');
  return end === -1 ? text : text.slice(0, end);
}

const EAST_ASIAN = [932, 936, 949, 950];

function charsetOf(codePage: number): string | undefined {
  if (codePage === 0) return undefined;
  if (codePage === 65001) return 'utf-8';
  if (codePage === 20866) return 'koi8-r';
  return `${EAST_ASIAN.includes(codePage) ? 'cp' : 'windows-'}${codePage}`;
}

/** Little-endian numbers and slices, never past the end. */
class Reader {
  private at = 0;
  private readonly view: DataView;

  constructor(private readonly data: Uint8Array<ArrayBuffer>) {
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  get left(): number {
    return this.data.length - this.at;
  }

  u32(): number {
    if (this.left < 4) {
      this.at = this.data.length;
      return 0;
    }
    this.at += 4;
    return this.view.getUint32(this.at - 4, true);
  }

  skip(count: number): void {
    this.at = Math.min(this.at + count, this.data.length);
  }

  bytes(count: number): Uint8Array<ArrayBuffer> {
    this.skip(count);
    return this.data.subarray(this.at - count, this.at);
  }
}
