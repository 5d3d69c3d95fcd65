/**
 * Every error that the API can answer with, by code (casemgr.md §6). The texts of the original's codes are its own, to the
 * letter; those marked OURS in the contract are ours. `<name>` is filled from the refusal's parameters.
 * docs/errors.md is generated from this table.
 */
interface CatalogueEntry {
  readonly status: number;
  readonly text: string;
  readonly clause: string;
}

export const CATALOGUE = {
  '400-100': { status: 400, text: 'Request is not well-formed: <reason>.', clause: 'ERR-9' },
  '400-101': { status: 400, text: "Unsupported query parameter(s) supplied: '<query_parameter>'.", clause: 'Q-1' },
  '400-102': {
    status: 400,
    text: "Unsupported value for query parameter '<query_parameter>'. Only the following values are supported: '<allowed_values>'.",
    clause: 'R-10',
  },
  '400-112': {
    status: 400,
    text: "Required query parameter(s) is missing. The following parameters are required: '<query_parameter>'.",
    clause: 'R-6',
  },
  '400-116': {
    status: 400,
    text: "Unsupported value for $attribute query parameter: '<$attribute_value>'. Only the following attributes are supported: '<supported_attribute_list>'.",
    clause: 'R-2',
  },
  '400-120': {
    status: 400,
    text: 'Unsupported combination of query parameters: pagination and range query parameters cannot be mixed in the same request.',
    clause: 'R-10',
  },
  '400-124': { status: 400, text: '$order query parameter must be accompanied by $sort.', clause: 'R-10' },
  '400-126': {
    status: 400,
    text: 'Target customer in the request body and original customer of the case are same.',
    clause: 'CASE-7',
  },
  '400-127': {
    status: 400,
    text: 'Target customer sent in the request body does not exist: <customer_id>.',
    clause: 'CASE-7',
  },
  '400-146': { status: 400, text: "Required attribute is missing in request body: '<attribute_name>'.", clause: 'O-1' },
  '400-147': {
    status: 400,
    text: "Unsupported attribute is present in request body: '<attribute_name>'.",
    clause: 'B-19',
  },
  '400-152': {
    status: 400,
    text: "Invalid value is provided in the request body for the following attribute:'<attribute_name>'.",
    clause: 'O-1',
  },
  '400-194': {
    status: 400,
    text: "The following IDs supplied in the request body were not found: '<resource_id>'.",
    clause: 'O-1',
  },
  '400-203': { status: 400, text: 'Request body is not allowed.', clause: 'WR-4' },
  '400-244': { status: 400, text: "Invalid value provided for query parameter: '<query_parameter>'.", clause: 'Q-3' },
  '400-245': {
    status: 400,
    text: "At least one of the following API specific query parameters is required: '<query_parameter_list>'.",
    clause: 'FIND-12',
  },
  '400-253': {
    status: 400,
    text: 'This operation cannot be performed on the following <resource> as they are not in open status: <resource_id>.',
    clause: 'ACT-5',
  },
  '400-264': {
    status: 400,
    text: 'Request body is mandatory. Please provide body for the request.',
    clause: 'B-17',
  },
  '400-387': {
    status: 400,
    text: "The following attribute in request body cannot be empty: '<attribute_name>'.",
    clause: 'NOTE-1',
  },
  '400-603': {
    status: 400,
    text: "<ID> provided in URI path were not found for '<resource>' resource with id <resource_id>.",
    clause: 'NOTE-2',
  },
  '400-614': {
    status: 400,
    text: "At least one additional query parameter apart from the query parameter 'type' must be provided.",
    clause: 'FIND-2',
  },
  '400-1017': {
    status: 400,
    text: 'Attachment cannot be deleted as it is associated with an activity.',
    clause: 'T-6',
  },
  '400-5021': {
    status: 400,
    text: 'Could not process the request as no customer was found in the system with customer id <id>.',
    clause: 'CUST-34',
  },
  '401-101': {
    status: 401,
    text: "Invalid or expired 'Authorization' header provided. New login is required.",
    clause: 'A-1',
  },
  '403-178': {
    status: 403,
    text: 'User is not allowed to perform the following action: <action_name>.',
    clause: 'A-3',
  },
  '404-100': {
    status: 404,
    text: "The following IDs supplied in the URI path were not found: '<resource_id>'.",
    clause: 'R-9',
  },
  '404-110': {
    status: 404,
    text: "The following names supplied in the URI path were not found: '<name>'.",
    clause: 'T-6',
  },
  '405-100': { status: 405, text: "Method '<method>' is not supported for this resource.", clause: 'H-3' },
  '406-100': { status: 406, text: "Invalid 'Accept-Language' header value provided.", clause: 'H-1' },
  '406-101': {
    status: 406,
    text: "None of the media types in the 'Accept' header is supported: application/json, application/xml.",
    clause: 'H-2',
  },
  '409-100': {
    status: 409,
    text: 'Last modified date provided in the request body for the following <resource> do not match: <resource_id>.',
    clause: 'WR-2',
  },
  '409-101': {
    status: 409,
    text: "A request with the same 'Idempotency-Key' is still being processed.",
    clause: 'I-3',
  },
  '412-100': {
    status: 412,
    text: "The 'If-Match' header does not match the following <resource>: <resource_id>.",
    clause: 'WR-3',
  },
  '413-100': { status: 413, text: 'Request is larger than the allowed <limit> bytes.', clause: 'Z-4' },
  '415-100': {
    status: 415,
    text: "Unsupported 'Content-Type' header value provided: '<content_type>'.",
    clause: 'H-3',
  },
  '422-101': {
    status: 422,
    text: "The 'Idempotency-Key' was used before with a different request.",
    clause: 'I-2',
  },
  '429-100': { status: 429, text: 'Too many requests. Try again later.', clause: 'ERR-8' },
  '500-100': {
    status: 500,
    text: 'System is unable to process this request. Please contact your administrator.',
    clause: 'ERR-6',
  },
  '503-100': { status: 503, text: 'Service is temporarily unavailable. Try again later.', clause: 'ERR-8' },
} as const satisfies Record<string, CatalogueEntry>;

export type ErrorCode = keyof typeof CATALOGUE;

export const ERROR_CODES = Object.keys(CATALOGUE) as ErrorCode[];

/** Values for the `<name>` placeholders of a text. */
export type ErrorParams = Readonly<Record<string, string>>;

/** Puts parameters into a catalogue or locale text; a placeholder without a parameter stays visible rather than vanishing. */
export function fillText(text: string, params: ErrorParams): string {
  return text.replace(/<([^<>]+)>/g, (placeholder, name: string) => params[name] ?? placeholder);
}
