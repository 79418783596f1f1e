import { isJsonObject, type Json } from '#shared/lib/json.ts';

/**
 * A JSON Schema in a line that a small model reads easily and cheaply: `{id: ref, start: time, notes?: text}`. It is
 * for the prompt only; what comes back is checked against the schema itself.
 */
export function signatureOf(schema: unknown): string {
  if (!isJsonObject(schema)) return 'any';
  const { title, type, properties, items, additionalProperties, required } = schema;
  const choices = schema['enum'];
  if (typeof title === 'string') return title;
  if (Array.isArray(choices)) return choices.map((choice) => JSON.stringify(choice)).join('|');
  if (type === 'array') return `[${signatureOf(items)}]`;
  if (isJsonObject(properties)) return `{${fieldsOf(properties, required)}}`;
  if (type === 'object') return `{key: ${signatureOf(additionalProperties)}}`;
  if (schema['format'] === 'date') return 'day';
  if (typeof type !== 'string') return 'any';
  return type === 'string' ? 'text' : type;
}

function fieldsOf(properties: Record<string, Json>, required: Json | undefined): string {
  const needed = Array.isArray(required) ? required : [];
  return Object.entries(properties)
    .map(([name, schema]) => `${name}${needed.includes(name) ? '' : '?'}: ${signatureOf(schema)}`)
    .join(', ');
}
