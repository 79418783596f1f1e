import { z } from 'zod';
import { idSchema, minorSchema, momentSchema } from '#shared/domain/common.ts';
import { isJsonObject } from '#shared/lib/json.ts';

/** What a value in a command's arguments is, where its type alone does not say it. */
export type FieldKind = 'id' | 'moment' | 'amount' | 'plain';

/** The domain's own schemas are told by their identity: a number is a moment where its schema is `momentSchema`. */
const kinds = new Map<z.core.$ZodType, FieldKind>([
  [idSchema, 'id'],
  [momentSchema, 'moment'],
  [minorSchema, 'amount'],
]);

export function kindOf(schema: z.core.$ZodType): FieldKind | undefined {
  return kinds.get(schema);
}

export type MapField = (kind: FieldKind, value: unknown, path: string[], currency?: string) => unknown;

/**
 * Visits every value of a command's arguments with its kind, its path and its currency (that which stands beside it,
 * else the one given), and puts what comes back in its place.
 */
export function mapFields(
  schema: z.core.$ZodType,
  value: unknown,
  map: MapField,
  path: string[] = [],
  currency?: string,
): unknown {
  const kind = kinds.get(schema);
  if (kind !== undefined) return map(kind, value, path, currency);
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable) {
    return value === undefined || value === null
      ? value
      : mapFields(schema.unwrap(), value, map, path, currency);
  }
  if (schema instanceof z.ZodObject && isJsonObject(value)) {
    const shape = schema.shape as Record<string, z.core.$ZodType>;
    const beside = typeof value['currency'] === 'string' ? value['currency'] : currency;
    return mapEntries(value, (entry, key) =>
      mapFields(shape[key] ?? anything, entry, map, [...path, key], beside),
    );
  }
  if (schema instanceof z.ZodRecord && isJsonObject(value)) {
    return mapEntries(value, (entry, key) =>
      mapFields(schema.valueType, entry, map, [...path, key], currency),
    );
  }
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((entry, index) =>
      mapFields(schema.element, entry, map, [...path, String(index + 1)], currency),
    );
  }
  return mapUnknown(value, map, path);
}

const anything = z.unknown();

/** What no schema describes is shown all the same, part by part. */
function mapUnknown(value: unknown, map: MapField, path: string[]): unknown {
  if (Array.isArray(value)) return value.map((entry, i) => mapUnknown(entry, map, [...path, String(i + 1)]));
  if (isJsonObject(value)) return mapEntries(value, (entry, key) => mapUnknown(entry, map, [...path, key]));
  return map('plain', value, path);
}

function mapEntries(
  value: Record<string, unknown>,
  map: (entry: unknown, key: string) => unknown,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, map(entry, key)]));
}
