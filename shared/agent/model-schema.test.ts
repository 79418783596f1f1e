import fc from 'fast-check';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { lowerSchema, modelSchema } from './model-schema.ts';

test('what a grammar cannot be made of on every engine is left out, and named', () => {
  const { schema, lost } = lowerSchema(
    z.strictObject({
      day: z.iso.date(),
      code: z.string().regex(/^[0-9]{1,12}$/),
      time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/),
      mail: z.email(),
      long: z.string().max(4096),
      either: z.discriminatedUnion('act', [
        z.strictObject({ act: z.literal('price') }),
        z.strictObject({ act: z.literal('handOver') }),
      ]),
      free: z.record(z.string(), z.unknown()),
    }),
  );
  expect(schema['properties']).toEqual({
    day: { type: 'string', format: 'date' },
    code: { type: 'string', pattern: '^[0-9]{1,12}$' },
    time: { type: 'string' },
    mail: { type: 'string' },
    long: { type: 'string', maxLength: 2000 },
    either: {
      anyOf: ['price', 'handOver'].map((act) => ({
        type: 'object',
        properties: { act: { type: 'string', const: act } },
        required: ['act'],
        additionalProperties: false,
      })),
    },
    free: { type: 'object', additionalProperties: {} },
  });
  expect(lost).toEqual(['/time/pattern', '/mail/format', '/mail/pattern'].map((end) => `/properties${end}`));
});

test('whatever pattern and length a schema asks for, nothing leaves that ends a server', () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.boolean(), (source, length, isDay) => {
      const text = isDay ? z.iso.date() : z.string().max(length);
      const json = JSON.stringify(
        modelSchema(z.strictObject({ text: text.meta({ pattern: source, not: {} }) })),
      );
      const { pattern, not, maxLength = 0, format } = JSON.parse(json).properties.text;
      expect(not).toBeUndefined();
      expect(maxLength).toBeLessThanOrEqual(2000);
      expect(pattern ?? '^$').toMatch(/^\^[^(\\|]*\$$/);
      expect(format === undefined || pattern === undefined).toBe(true);
    }),
  );
});
