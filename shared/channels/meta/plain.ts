import type { Json } from '#shared/lib/json.ts';
import { isJsonObject } from '#shared/lib/json.ts';
import { cleanText } from '#shared/lib/clean-text.ts';

/** Nested more deeply than any body of Meta's, and shallow enough for whoever walks it later. */
const deepest = 32;

/**
 * A copy of parsed JSON that can be stored and shown whatever it holds: numbers that are too big for one, nesting
 * beyond reason and names that JavaScript takes for its own are left out, and only they; texts are cleaned.
 */
export function plainJson(value: Json, depth = 0): Json {
  if (typeof value === 'string') return cleanText(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return depth === deepest ? null : value.map((part) => plainJson(part, depth + 1));
  if (!isJsonObject(value)) return value;
  if (depth === deepest) return null;
  const entries = Object.entries(value).filter(([key]) => key !== '__proto__');
  return Object.fromEntries(entries.map(([key, part]) => [key.toWellFormed(), plainJson(part, depth + 1)]));
}

/** How much of what is not understood is kept, in characters of JSON. */
const longestRaw = 65_536;

/** What came, to be looked at; of something huge its beginning. */
export function keptRaw(raw: Json | undefined): Json {
  if (raw === undefined) return null;
  const text = JSON.stringify(raw);
  return text.length <= longestRaw ? raw : { beginning: text.slice(0, longestRaw).toWellFormed() };
}
