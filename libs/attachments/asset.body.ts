import { DATE, exactly, TEXT } from '#http/answer-schema.js';
import { JSON_TYPE, XML_TYPE } from '#http/request-body.js';
import type { JsonSchema } from '#wire/json-schema.js';
import type { Shape } from '#wire/tree.js';
import { ASSET_APP, ASSET_TYPE } from './asset.rules.js';

/** Scopes of whoever manages files (REF §2). */
export const MANAGE_FILES = ['core.filemgr.read', 'core.filemgr.manage'] as const;

export const ASSET_MEDIA_TYPES = [JSON_TYPE, XML_TYPE] as const;

/** Document element of assets in XML. */
export const ASSET_ROOT = 'asset';

export const ASSET_SHAPE: Shape = { members: {} };

/** The longest name and content type, each character escaped, fit several times. */
export const LARGEST_ASSET_BODY_BYTES = 16 * 1024;

const KIND: Readonly<Record<string, JsonSchema>> = { app: { const: ASSET_APP }, type: { const: ASSET_TYPE } };

export const ASSET_BODY: JsonSchema = {
  type: 'object',
  properties: {
    ...KIND,
    name: { type: 'string', minLength: 1, maxLength: 255, description: 'Letters, digits, white space and @ : . _ - &' },
    contentType: { type: 'string', maxLength: 255, examples: ['application/pdf'] },
    size: { type: 'integer', minimum: 0, description: 'Bytes; at most the maximum email size' },
  },
  required: ['app', 'type', 'name', 'contentType', 'size'],
  additionalProperties: false,
};

export const ANNOUNCED_ASSET = exactly({
  altId: { type: 'string', format: 'uuid' },
  name: TEXT,
  contentUrl: { type: 'string', format: 'uri', description: 'Takes the bytes by POST, without a token' },
  signedUrlExpiry: DATE,
});

export const DOWNLOAD_BODY: JsonSchema = {
  type: 'object',
  properties: { ...KIND, altId: { type: 'string', format: 'uuid' } },
  required: ['app', 'type', 'altId'],
  additionalProperties: false,
};

export const DOWNLOADABLE_ASSET = exactly({
  altId: { type: 'string', format: 'uuid' },
  name: TEXT,
  contentType: TEXT,
  size: { type: 'integer', description: 'Bytes' },
  contentUrl: { type: 'string', format: 'uri', description: 'Gives the bytes by GET, without a token' },
});
