/** Where the bytes of attachments are kept, as `CASEMGR_BLOB_URL` says it (runtime.md ENV-10). */
export type BlobLocation = FileLocation | S3Location;

export interface FileLocation {
  readonly kind: 'file';
  /** A `file:` URL. */
  readonly url: string;
}

/** Credentials are not part of it: the AWS SDK finds them as it does everywhere. */
export interface S3Location {
  readonly kind: 's3';
  readonly bucket: string;
  /** What the keys of this installation begin with; empty, or with a slash at its end. */
  readonly prefix: string;
  /** Undefined: Amazon's own, by region. */
  readonly endpoint: string | undefined;
  /** Undefined: the one that the AWS SDK finds in its environment. */
  readonly region: string | undefined;
  /** `endpoint/bucket/key` instead of `bucket.endpoint/key`. */
  readonly forcePathStyle: boolean;
}

const EXPECTED = 'a file: URL, or s3://bucket/prefix with any of endpoint, region and forcePathStyle in its query';

/** Names of general purpose buckets, as Amazon limits them. */
const BUCKET = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

const S3_PARAMETERS = ['endpoint', 'region', 'forcePathStyle'];

/** Throws an Error that says what is expected. */
export function readBlobLocation(text: string): BlobLocation {
  if (!URL.canParse(text)) throw new Error(EXPECTED);
  const url = new URL(text);
  if (url.protocol === 'file:') return { kind: 'file', url: text };
  if (url.protocol !== 's3:') throw new Error(EXPECTED);
  return readS3Location(url);
}

function readS3Location(url: URL): S3Location {
  const { hostname: bucket, searchParams: query } = url;
  const path = decodeURIComponent(url.pathname).replace(/^\/+|\/+$/g, '');
  const endpoint = query.get('endpoint') ?? undefined;
  const pathStyle = query.get('forcePathStyle') ?? 'false';
  if (!BUCKET.test(bucket) || url.port !== '') throw new Error(`${EXPECTED}; '${url.host}' cannot be a bucket`);
  if (url.username !== '' || url.password !== '')
    throw new Error(`${EXPECTED}; credentials belong into the environment`);
  const unknown = [...query.keys()].filter((name) => !S3_PARAMETERS.includes(name));
  if (unknown.length > 0) throw new Error(`${EXPECTED}; it knows no ${unknown.join(', ')}`);
  if (endpoint !== undefined && !isWebUrl(endpoint)) throw new Error(`${EXPECTED}; endpoint is an http or https URL`);
  if (pathStyle !== 'true' && pathStyle !== 'false') throw new Error(`${EXPECTED}; forcePathStyle is true or false`);
  return {
    kind: 's3',
    bucket,
    prefix: path === '' ? '' : `${path}/`,
    endpoint,
    region: query.get('region') ?? undefined,
    forcePathStyle: pathStyle === 'true',
  };
}

function isWebUrl(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}
