import { z } from 'zod';
import type { Command } from '#shared/commands/command.ts';
import { registry } from '#shared/commands/index.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Business } from '#shared/domain/business.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import { minorDigits } from '#shared/domain/currencies.ts';
import { isJsonObject, type JsonObject } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { kindOf, type MapField, mapFields } from './fields.ts';
import { offerOf } from './offered.ts';
import type { ToolContext } from './read-tools.ts';
import type { Refs } from './refs.ts';

/** A command as a model is told of it. */
export interface WriteTool {
  name: string;
  title: string;
  description: string;
  /** JSON Schema of the arguments, with references, local times and amounts in the place of ids and numbers. */
  schema: Record<string, unknown>;
}

/** A command with its exact arguments, checked against its schema. */
export interface Call {
  command: string;
  args: JsonObject;
}

/** What stands in the place of ids and numbers, and how it is written. */
const hints = {
  id: {
    type: 'string',
    title: 'ref',
    description: 'a reference such as contact:1, as it stands in the results',
  },
  moment: { type: 'string', title: 'time', description: 'local date and time such as 2026-11-24T10:00' },
  amount: { type: 'string', title: 'amount', description: 'an amount such as 120.50, without a currency' },
} as const;

/** Every command that the assistant may propose, from the registry: none that is internal, none without an offer. */
export function writeTools(commands: Iterable<Command> = registry.values()): WriteTool[] {
  const tools: WriteTool[] = [];
  for (const command of commands) {
    const offer = command.internal === true ? undefined : offerOf(command.name);
    if (offer === undefined) continue;
    const { name, title } = command;
    const schema = z.toJSONSchema(offeredArgs(command, offer.takes), {
      io: 'input',
      unrepresentable: 'any',
      override: ({ zodSchema, jsonSchema }) => {
        const kind = kindOf(zodSchema);
        if (kind === undefined || kind === 'plain') return;
        for (const key of Object.keys(jsonSchema)) delete jsonSchema[key];
        Object.assign(jsonSchema, hints[kind]);
      },
    });
    delete schema.$schema;
    tools.push({ name, title, description: offer.description, schema });
  }
  return tools;
}

/**
 * A model's arguments as the command takes them: references become ids, local times become moments, amounts
 * become minor units. A reference that was never given, an argument that is not offered and whatever does not fit
 * the schema are refused in words that a model can act on.
 */
export function readCall(
  name: string,
  given: unknown,
  refs: Refs,
  { business, records }: Pick<ToolContext, 'business' | 'records'>,
): Result<Call> {
  const command = registry.get(name);
  const offer = command?.internal === true ? undefined : offerOf(name);
  if (command === undefined || offer === undefined)
    return problem('agent.no-such-tool', `There is no tool “${name.slice(0, 40)}”.`);
  const wrong: string[] = [];
  const schema = offeredArgs(command, offer.takes);
  const read: MapField = (kind, value, path, currency) => {
    const found = kind === 'plain' ? value : readers[kind](value, refs, business, currency);
    if (found === undefined)
      wrong.push(`${path.join('.')}: ${hints[kind as keyof typeof hints].description}`);
    return found;
  };
  const named = isJsonObject(given) ? given['issuedId'] : undefined;
  const invoice = typeof named === 'string' ? refs.recordOf(named) : undefined;
  const exact = mapFields(schema, given, read, [], currencyOfInvoice(invoice?.id, records));
  if (wrong.length > 0) return problem('agent.bad-arguments', wrong.join('; '));
  return checkCall(name, exact);
}

/** Money that is received for an invoice is in the invoice's currency, whatever the business's is by now. */
export function currencyOfInvoice(id: unknown, records: RecordReader): string | undefined {
  return typeof id === 'string' ? records.get('issued', id)?.currency : undefined;
}

/** Arguments with real ids, checked against the schema; what is not offered is refused. */
export function checkCall(name: string, given: unknown): Result<Call> {
  const command = registry.get(name);
  const offer = offerOf(name);
  if (command === undefined || command.internal === true || offer === undefined)
    return problem('agent.no-such-tool', `There is no tool “${name.slice(0, 40)}”.`);
  const parsed = offeredArgs(command, offer.takes).safeParse(given);
  if (parsed.success) return ok({ command: name, args: parsed.data as JsonObject });
  const why = parsed.error.issues.map(({ path, message }) => `${path.join('.') || 'arguments'}: ${message}`);
  return problem('agent.bad-arguments', why.join('; '));
}

/** The command's own schema, less what is not offered. */
function offeredArgs({ args }: Command, takes: readonly string[]): z.ZodObject {
  const { shape } = args as z.ZodObject;
  const offered = Object.entries(shape).filter(([key]) => takes.includes(key));
  return z.strictObject(Object.fromEntries(offered));
}

const readers = {
  id: (value: unknown, refs: Refs) => (typeof value === 'string' ? refs.recordOf(value)?.id : undefined),
  moment(value: unknown, _refs: Refs, { timeZone }: Business) {
    const [, day, time] = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::00)?$/.exec(String(value)) ?? [];
    return day === undefined || time === undefined ? undefined : momentOf(day, time, timeZone);
  },
  amount(value: unknown, _refs: Refs, business: Business, currency = business.currency) {
    const [, sign, whole, fraction = ''] = /^(-?)(\d{1,12})(?:\.(\d+))?$/.exec(String(value)) ?? [];
    const digits = minorDigits(currency);
    if (whole === undefined || fraction.length > digits) return undefined;
    return String(BigInt(`${sign}${whole}${fraction.padEnd(digits, '0')}`));
  },
};
