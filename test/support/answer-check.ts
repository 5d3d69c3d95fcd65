import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';

interface DescribedAnswer {
  readonly $ref?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: object }>>;
}

interface DescribedOperation {
  readonly operationId: string;
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly responses: Readonly<Record<string, DescribedAnswer>> };
}

/** What a server answered to a request. */
export interface CheckedAnswer {
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly status: number;
  readonly contentType: string | null;
  readonly cacheControl: string | null;
  readonly text: string;
}

/** Answers of the HTTP server itself, before there is an operation, or to a method that is none. */
const OF_THE_SERVER = new Set([404, 405, 408, 413, 414, 417, 431]);

/** Holds answers against the OpenAPI document of the very server that gave them (API-1). */
export class AnswerCheck {
  private readonly ajv = new Ajv2020({ strict: false, validateFormats: false, allErrors: true });
  private readonly validators = new Map<string, ValidateFunction>();
  private readonly templates: readonly { readonly pattern: RegExp; readonly path: string }[];

  constructor(private readonly description: Description) {
    this.ajv.addSchema(description, 'api');
    // Fixed segments before variable ones: `/case/lookup` is not `/case/{ids}`.
    this.templates = Object.keys(description.paths)
      .toSorted((one, other) => one.split('{').length - other.split('{').length)
      .map((path) => ({ path, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) }));
  }

  /** Throws what is not as the document says. */
  check(answer: CheckedAnswer): void {
    const { method, path, status } = answer;
    const template = this.templates.find(
      (known) => known.pattern.test(path) && this.description.paths[known.path]?.[method.toLowerCase()],
    );
    const operation = template && this.description.paths[template.path]?.[method.toLowerCase()];
    if (!operation) return;
    if (!/no-store|no-cache/.test(answer.cacheControl ?? '')) {
      throw new Error(`${operation.operationId} answers ${status} with what a cache may keep (decision 42)`);
    }
    const described = operation.responses[String(status)];
    if (!described) {
      if (OF_THE_SERVER.has(status)) return;
      throw new Error(
        `${operation.operationId} answers ${status}, which the OpenAPI document does not know: ${answer.text}`,
      );
    }
    const pointer = `/paths/${escape(template.path)}/${method.toLowerCase()}/responses/${status}`;
    this.checkContent(
      operation.operationId,
      described.$ref?.replace('#', '') ?? pointer,
      this.resolve(described),
      answer,
    );
  }

  private resolve(described: DescribedAnswer): DescribedAnswer {
    const name = described.$ref?.split('/').at(-1);
    return name === undefined ? described : (this.description.components.responses[name] ?? described);
  }

  private checkContent(id: string, pointer: string, described: DescribedAnswer, answer: CheckedAnswer): void {
    const { status, contentType, text } = answer;
    if (text === '') return;
    const mediaType = contentType?.split(';')[0]?.trim() ?? '';
    const content = described.content?.[mediaType];
    if (!described.content)
      throw new Error(
        `${id} answers ${status} with a body that the OpenAPI document does not know: ${text.slice(0, 500)}`,
      );
    if (!content) throw new Error(`${id} answers ${status} as ${mediaType}, which the OpenAPI document does not know`);
    if (mediaType === 'application/xml') assertIsXml(id, text);
    if (mediaType !== 'application/json' || !content.schema) return;
    const validate = this.validatorOf(`${pointer}/content/${escape(mediaType)}/schema`);
    if (validate(JSON.parse(text))) return;
    const faults = (validate.errors ?? [])
      .slice(0, 5)
      .map(({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`);
    throw new Error(
      `${id} answers ${status} with what its schema does not allow:\n${faults.join('\n')}\n${text.slice(0, 1_000)}`,
    );
  }

  private validatorOf(pointer: string): ValidateFunction {
    const known = this.validators.get(pointer) ?? this.ajv.compile({ $ref: `api#${encodeURI(pointer)}` });
    this.validators.set(pointer, known);
    return known;
  }
}

/** One document element that ends what it begins; what is in it, the tests of the writer look at. */
function assertIsXml(id: string, text: string): void {
  if (/^<\?xml [^>]*\?>\s*<([A-Za-z]\w*)[\s>][\s\S]*<\/\1>\s*$/.test(text)) return;
  throw new Error(`${id} answers what is no XML: ${text.slice(0, 1_000)}`);
}

/** A segment of a JSON pointer. */
function escape(segment: string): string {
  return segment.replaceAll('~', '~0').replaceAll('/', '~1');
}
