import { isJsonObject } from '#shared/lib/json.ts';

const most = 40;
const longest = 80;

/** What may stand in a log of arguments: the names of fields and the kind of each, never what was in them. */
export function fieldsOf(args: unknown): string[] {
  return isJsonObject(args) ? namedFields(args, []).slice(0, most) : [];
}

function namedFields(value: object, path: string[]): string[] {
  return Object.entries(value).flatMap(([key, entry]: [string, unknown]) => {
    const at = [...path, key];
    if (typeof entry === 'object' && entry !== null && !Array.isArray(entry) && at.length < 3)
      return namedFields(entry, at);
    return [`${at.join('.')}: ${kindOf(entry)}`.slice(0, longest)];
  });
}

function kindOf(value: unknown): string {
  if (value === null) return 'nothing';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'string' ? 'text' : typeof value;
}
