import { fromUtf8 } from './bytes.ts';

/** JSON as data: what a record's fields may hold. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parses JSON text; `undefined` when the text is no JSON. */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

/** Parses JSON in UTF-8; `undefined` when the bytes are no JSON. */
export function parseJsonBytes(bytes: Uint8Array): Json | undefined {
  try {
    return parseJson(fromUtf8(bytes));
  } catch {
    return undefined;
  }
}

/**
 * Whether a value of unknown make is JSON through and through. Yjs carries more than JSON: numbers that are
 * none, bytes, objects with a prototype of the sender's choice, and nesting that exhausts the stack of whoever
 * walks it. Costs one walk over the value.
 */
export function isPlainJson(value: unknown, deepest = 64): value is Json {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object' || deepest === 0) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== Array.prototype && prototype !== Object.prototype) return false;
  for (const part of Object.values(value)) if (!isPlainJson(part, deepest - 1)) return false;
  return true;
}

/** JSON with sorted keys: the same value always gives the same text, so that it can be hashed and signed. */
export function canonicalJson(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  let text = '';
  for (const key of Object.keys(value).toSorted())
    text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(value[key]!)}`;
  return `{${text}}`;
}

export function equalJson(a: Json | undefined, b: Json | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined) return false;
  return canonicalJson(a) === canonicalJson(b);
}
