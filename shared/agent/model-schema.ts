import { z } from 'zod';
import { isJsonObject } from '#shared/lib/json.ts';

/** JSON Schema as a model's server gets it. */
export type JsonSchema = Record<string, unknown>;

/**
 * What every engine since Ollama 0.13 makes a grammar of. A schema is code for a server: of what it does not know
 * one version dies, another fails, a third takes any answer.
 */
const plain = [
  'type',
  'enum',
  'const',
  'required',
  'minItems',
  'maxItems',
  'minLength',
  'minimum',
  'maximum',
];

const longestText = 2000;
const formats = ['date', 'time', 'uuid'];

/** Literals and classes of digits, with a count: all that each engine reads alike. */
const plainPattern = /^\^(?:(?:\[[0-9](?:-[0-9])?\]|[A-Za-z:-])(?:\{[0-9]+(?:,[0-9]+)?\})?)+\$$/;

/** A schema in the subset, and what had to be left out of it: an answer may break that, and is then refused. */
interface Lowered {
  schema: JsonSchema;
  lost: string[];
}

/** The form of an answer, for any engine. What the form cannot say the zod schema still checks. */
export function modelSchema(format: z.ZodType): JsonSchema {
  return lowerSchema(format).schema;
}

/** The same, with the path to each part that no engine can be told. A schema of the product has none. */
export function lowerSchema(format: z.ZodType): Lowered {
  const lost: string[] = [];
  const given = z.toJSONSchema(format, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return { schema: lower(given, '', lost), lost };
}

function lower(given: unknown, path: string, lost: string[]): JsonSchema {
  if (!isJsonObject(given)) return {};
  const schema: JsonSchema = {};
  for (const [key, value] of Object.entries(given)) {
    const part = partOf(key, value, given, `${path}/${key}`, lost);
    if (part !== undefined) schema[part.key] = part.value;
    else if (!silent.has(key) && !(key === 'pattern' && hasKnownFormat(given))) lost.push(`${path}/${key}`);
  }
  return schema;
}

/** They bind nothing, or another word in the same schema says it. */
const silent = new Set(['$schema', 'default', 'title', 'description', 'propertyNames']);

function partOf(
  key: string,
  value: unknown,
  beside: JsonSchema,
  path: string,
  lost: string[],
): { key: string; value: unknown } | undefined {
  const list = () => (value as unknown[]).map((each, i) => lower(each, `${path}/${i}`, lost));
  if (plain.includes(key)) return { key, value };
  switch (key) {
    case 'properties':
    case '$defs': {
      const entries = Object.entries(value as JsonSchema);
      return {
        key,
        value: Object.fromEntries(
          entries.map(([name, each]) => [name, lower(each, `${path}/${name}`, lost)]),
        ),
      };
    }
    case 'items':
      return { key, value: lower(value, path, lost) };
    case 'additionalProperties':
      return { key, value: typeof value === 'boolean' ? value : lower(value, path, lost) };
    case 'anyOf':
    case 'allOf':
      return { key, value: list() };
    case 'oneOf':
      return { key: 'anyOf', value: list() };
    case '$ref':
      return { key, value };
    case 'maxLength':
      return { key, value: Math.min(Number(value), longestText) };
    case 'format':
      return hasKnownFormat(beside) ? { key, value } : undefined;
    case 'pattern':
      return beside['format'] === undefined && plainPattern.test(String(value)) ? { key, value } : undefined;
    default:
      return undefined;
  }
}

/** A pattern beside it says the same once more. */
function hasKnownFormat({ format }: JsonSchema): boolean {
  return formats.includes(String(format));
}
