import type { z } from 'zod';

/** For tests: one of several values, by chance. */
export type Draw = <Value>(values: readonly Value[]) => Value;

interface Asked {
  draw: Draw;
  /** Ids of what there is, by the name of the field that asks. */
  ids(field: string): readonly string[];
  /** Epoch milliseconds. */
  now: number;
}

type Schema = z.core.$ZodTypes;

/** Texts that are taken somewhere, and texts that break what is not prepared for them. */
const texts = [
  'Ann',
  '',
  'a/b~c',
  '__proto__',
  'constructor',
  '\u202Eturned',
  '12500',
  '-100',
  '0.5',
  '33.333333',
  'EUR',
  'NL',
  'nl-NL',
  'Mars/Olympus',
  'Europe/Amsterdam',
  '2026-11-28',
  '1900-01-01',
  '2199-12-31',
  '09:30',
  '+31612345678',
  'ann@example.com',
  'https://example.com/x',
  'FREQ=WEEKLY',
  'FREQ=DAILY',
  'A'.repeat(43),
  'abcdefghijklmnopqrstuv',
  'image/jpeg',
];

/** For tests: arguments that a command may be given, made from its schema. Most of them fit. */
export function anyArgs(schema: z.ZodType, asked: Asked): unknown {
  return valueFor(schema as unknown as Schema, asked, '', 0);
}

function valueFor(schema: Schema, asked: Asked, field: string, depth: number): unknown {
  const { draw } = asked;
  const { def } = schema._zod;
  const within = (part: unknown, name = field) => valueFor(part as Schema, asked, name, depth + 1);
  if (depth > 12) return undefined;
  switch (def.type) {
    case 'string':
      return textFor(schema, asked, field);
    case 'number':
      return fitting(schema, draw, [0, 1, 30, 100, 0.5, 1e6, asked.now, asked.now + 86_400_000]);
    case 'boolean':
      return draw([true, false]);
    case 'null':
      return null;
    case 'literal':
      return draw(def.values);
    case 'enum':
      return draw(Object.values(def.entries));
    case 'object':
      return objectOf(Object.entries(def.shape), (part, name) => within(part, name));
    case 'record':
      return Object.fromEntries(
        draw([[], [0], [0, 1]]).map(() => [String(within(def.keyType)), within(def.valueType)]),
      );
    case 'array':
      return draw([[0], [], [0, 1]]).map(() => within(def.element));
    case 'union':
      return within(draw(def.options));
    case 'optional':
      return draw([true, false]) ? within(def.innerType) : undefined;
    case 'nullable':
      return draw([true, true, false]) ? within(def.innerType) : null;
    case 'default':
    case 'catch':
    case 'readonly':
      return within(def.innerType);
    case 'pipe':
      return within(def.in);
    case 'lazy':
      return within(def.getter());
    default:
      return undefined;
  }
}

function textFor(schema: Schema, { draw, ids }: Asked, field: string): unknown {
  const known = ids(field);
  return known.length > 0 && draw([true, true, true, false]) ? draw(known) : fitting(schema, draw, texts);
}

function fitting<Value>(schema: Schema, draw: Draw, values: readonly Value[]): Value {
  const fit = values.filter((value) => (schema as unknown as z.ZodType).safeParse(value).success);
  return draw(fit.length > 0 ? fit : values);
}

/** With an end after its start, where it has both. */
function objectOf(parts: [string, unknown][], make: (part: unknown, name: string) => unknown): object {
  const made = parts.map(([name, part]) => [name, make(part, name)] as const);
  const fields = Object.fromEntries(made.filter(([, value]) => value !== undefined));
  const { start, end } = fields;
  if (typeof start === 'number' && typeof end === 'number') fields['end'] = start + 3_600_000;
  return fields;
}
