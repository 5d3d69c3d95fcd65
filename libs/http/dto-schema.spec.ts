import { describe, expect, it } from '@jest/globals';
import { Choice, Flag, Items, Key, Text, TextList, WholeNumber } from '#wire/body-members.js';
import { dtoSchema } from './dto-schema.js';

class ShelfBody {
  @Key(20)
  name!: string;

  @WholeNumber(1, 9)
  level?: number;
}

class LibraryBody {
  @Key(255)
  name!: string;

  @Text(10, { mayBeEmpty: true, rule: { pattern: /^x*$/, reason: 'only x' } })
  marks?: string;

  @Flag()
  open?: boolean;

  @Choice(['public', 'private'])
  kind?: string;

  @TextList(5, 30)
  tags?: string[];

  @Items(() => ShelfBody, 3)
  shelves?: ShelfBody[];
}

describe('The JSON Schema of a body class', () => {
  it('says what its members are checked for, those of its items included', () => {
    expect(dtoSchema(LibraryBody)).toEqual({
      type: 'object',
      properties: {
        name: { type: 'string', minLength: 1, maxLength: 255 },
        marks: { type: ['string', 'null'], minLength: 0, maxLength: 10, pattern: '^x*$' },
        open: { type: ['boolean', 'null'] },
        kind: { enum: ['public', 'private', null] },
        tags: { type: ['array', 'null'], maxItems: 5, items: { type: 'string', minLength: 1, maxLength: 30 } },
        shelves: {
          type: ['array', 'null'],
          maxItems: 3,
          items: {
            type: 'object',
            properties: {
              name: { type: 'string', minLength: 1, maxLength: 20 },
              level: { type: ['integer', 'null'], minimum: 1, maximum: 9 },
            },
            required: ['name'],
            additionalProperties: false,
          },
        },
      },
      required: ['name'],
      additionalProperties: false,
    });
  });
});
