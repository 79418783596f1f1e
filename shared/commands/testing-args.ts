import type { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';

/** For tests: one of several values, by chance. */
export type Draw = <Value>(values: readonly Value[]) => Value;

interface Asked {
  draw: Draw;
  /** An id for the field that asks; none for one that may be mere words, unless it is known to name something. */
  id(field: string, isId: boolean): string | undefined;
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
  'USD',
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
      return numberFor(schema, asked);
    case 'boolean':
      return draw([true, false]);
    case 'null':
      return null;
    case 'literal':
      return draw(def.values);
    case 'enum':
      return draw(Object.values(def.entries));
    case 'object':
      return objectOf(draw, Object.entries(def.shape), (part, name) => within(part, name));
    case 'record':
      return Object.fromEntries(
        draw([[], [0], [0, 1]]).map(() => [String(within(def.keyType, `${field}Id`)), within(def.valueType)]),
      );
    case 'array':
      return draw([[0], [], [0, 1], [0, 1, 2]]).map(() => within(def.element));
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

/** Ids are nearly always of what there is; the longest text that fits is among the others. */
function textFor(schema: Schema, { draw, id }: Asked, field: string): unknown {
  const isId = (schema as unknown) === idSchema || /Ids?$|^ids?$/.test(field);
  return id(field, isId) ?? draw(fittingTexts(schema));
}

const known = new WeakMap<Schema, readonly string[]>();

function fittingTexts(schema: Schema): readonly string[] {
  const found = known.get(schema);
  if (found !== undefined) return found;
  const longest = schema._zod.bag['maximum'];
  const fit = fitting(schema, [...texts, 'x'.repeat(typeof longest === 'number' ? longest : 100)]);
  known.set(schema, fit);
  return fit;
}

/** Its limits, and what stands for an hour, an amount or a moment. */
function numberFor(schema: Schema, { draw, now }: Asked): number {
  const { minimum, maximum } = schema._zod.bag;
  const limits = [minimum, maximum].filter((limit) => typeof limit === 'number');
  const moments = [-366, -1, 0, 1, 2, 45].map((days) => now + days * 86_400_000);
  return draw(fitting(schema, [0, 1, 30, 100, 0.5, 1e6, ...moments, ...limits]));
}

function fitting<Value>(schema: Schema, values: readonly Value[]): readonly Value[] {
  const fit = values.filter((value) => (schema as unknown as z.ZodType).safeParse(value).success);
  return fit.length > 0 ? fit : values;
}

/** With an end mostly after its start, where it has both. */
function objectOf(
  draw: Draw,
  parts: [string, unknown][],
  make: (part: unknown, name: string) => unknown,
): object {
  const made = parts.map(([name, part]) => [name, make(part, name)] as const);
  const fields = Object.fromEntries(made.filter(([, value]) => value !== undefined));
  const { start, end } = fields;
  if (typeof start === 'number' && typeof end === 'number')
    fields['end'] = start + draw([1, 1, 1, 2, -1]) * 3_600_000;
  return fields;
}
