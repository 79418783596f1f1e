import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import { collections } from '#shared/domain/collections.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { Result } from '#shared/lib/result.ts';
import { createPseudonyms } from '#shared/lib/pseudonym.ts';
import { ok } from '#shared/lib/result.ts';
import type { Command, CommandContext } from './command.ts';
import { execute } from './command.ts';
import type { AppCommandName, ArgsOf, ValueOf } from './index.ts';
import { registry } from './index.ts';
import { type Change, withValueAt } from '#shared/records/change.ts';
import { allMessages } from '#shared/records/messages.ts';
import { type RecordReader, scanning } from '#shared/records/reader.ts';

type Tables = Map<CollectionName, Map<string, JsonObject>>;

/** Records in memory that commands run against: what the vault is in the product, without its keys and its database. */
export interface MemoryRecords {
  readonly records: RecordReader;
  /** Mutable: a test moves `now` along. */
  readonly context: CommandContext & { now: number; deviceId: string; memberId: string };
  /** Runs a command by its name and applies what it changes, or nothing when it fails. */
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Result<ValueOf<Name>>;
  run<Args, Value>(command: Command<string, Args, Value>, args: Args): Result<Value>;
  /** The changes that the last successful command made. */
  readonly lastChanges: Change[];
  apply(changes: Change[]): void;
  list<Name extends CollectionName>(collection: Name): RecordOf<Name>[];
  /** All messages with what became of them. */
  messages(): Message[];
  /**
   * Every record, sorted by collection and id, messages with what became of them: two worlds are alike when their
   * snapshots are equal.
   */
  snapshot(): Record<string, JsonObject[]>;
}

const names = createPseudonyms(new Uint8Array(32), 'workspace');
/** One key for all compartments. */
const namer = (_compartment: string, text: string): string => names(text);

/** For tests: an empty world with a clock that stands still at 2026-11-21T09:00:00Z and ids that count up. */
export function createMemoryRecords(): MemoryRecords {
  const tables: Tables = new Map();
  let lastId = 0;
  let lastChanges: Change[] = [];
  const context = {
    now: Date.UTC(2026, 10, 21, 9),
    newId: () => `id-${++lastId}`,
    deviceId: 'device-1',
    memberId: 'member-1',
    pseudonym: namer,
  };
  const records = readerOf(tables);

  function apply(changes: Change[]): void {
    for (const change of changes) applyChange(tables, change);
  }

  function run(nameOrCommand: string | Command, args: unknown): Result<never> {
    const command = typeof nameOrCommand === 'string' ? registry.get(nameOrCommand)! : nameOrCommand;
    const result = execute(command, args, records, context);
    if (!result.ok) return result;
    apply(result.value.changes);
    lastChanges = result.value.changes;
    return ok(result.value.value as never);
  }

  return {
    records,
    context,
    run,
    apply,
    get lastChanges() {
      return lastChanges;
    },
    list: (collection) => [...records.all(collection)],
    messages: () => [...allMessages(records)],
    snapshot: () => snapshotOf(tables, records),
  };
}

function readerOf(tables: Tables): RecordReader {
  return scanning({
    get: <Name extends CollectionName>(collection: Name, id: string) =>
      tables.get(collection)?.get(id) as RecordOf<Name> | undefined,
    all: <Name extends CollectionName>(collection: Name) =>
      [...(tables.get(collection)?.values() ?? [])] as unknown as RecordOf<Name>[],
  });
}

function applyChange(tables: Tables, { collection, id, path, after }: Change): void {
  const table = tables.get(collection) ?? new Map<string, JsonObject>();
  tables.set(collection, table);
  const next = withValueAt(table.get(id), path, after);
  if (next === undefined) table.delete(id);
  else table.set(id, next);
}

/** Which order things came in leaves no trace but who was joined with whom by itself. */
function withoutSigns(contacts: Map<string, JsonObject>): Map<string, JsonObject> {
  const isSign = ({ mergedInto, archivedAt }: JsonObject = {}): boolean =>
    mergedInto !== undefined && archivedAt === undefined;
  const shown = new Map<string, JsonObject>();
  for (const [id, { sameAs = {}, ...contact }] of contacts) {
    if (isSign(contacts.get(id))) continue;
    const same = Object.entries(sameAs as JsonObject).filter(
      ([key, other]) => !isSign(contacts.get(other === true ? key : (other as string))),
    );
    shown.set(id, { ...contact, ...(same.length > 0 && { sameAs: Object.fromEntries(same) }) });
  }
  return shown;
}

function snapshotOf(tables: Tables, records: RecordReader): Record<string, JsonObject[]> {
  const sorted = (table: Map<string, JsonObject> | undefined) =>
    [...(table?.entries() ?? [])].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, record]) => record);
  const messages = Array.from(
    allMessages(records),
    (message) => [message.id, message as JsonObject] as const,
  );
  const shown: Tables = new Map(tables).set('messages', new Map(messages));
  shown.set('contacts', withoutSigns(tables.get('contacts') ?? new Map()));
  shown.delete('messageStates');
  const names = Object.keys(collections) as CollectionName[];
  return Object.fromEntries(names.map((name) => [name, sorted(shown.get(name))]));
}

/** What an owner types in to connect a number. */
export const whatsappAccount = {
  kind: 'whatsapp' as const,
  name: 'Main line',
  phoneNumberId: '106540352242922',
  businessAccountId: '102290129340398',
  accessToken: 'token-1',
  appSecret: 'secret-1',
  graphUrl: 'https://graph.facebook.com',
};

/** A business of the Netherlands without taxes and hours of its own. */
export const dutchBusiness: ArgsOf<'business.setUp'>['profile'] = {
  name: 'Rivera Plumbing',
  trade: 'plumbing',
  country: 'NL',
  currency: 'EUR',
  locale: 'nl-NL',
  timeZone: 'Europe/Amsterdam',
  taxes: {},
  pricesIncludeTax: false,
  taxRounding: 'category',
  paymentTermsDays: 14,
  paperSize: 'A4',
  invoiceTemplate: 'modern',
  hours: {},
};

/** The profile of a plumber in the United Kingdom, who charges no tax. */
export const ukBusiness: ArgsOf<'business.setUp'>['profile'] = {
  name: 'Rossi Plumbing',
  trade: 'plumbing',
  country: 'GB',
  currency: 'GBP',
  locale: 'en-GB',
  timeZone: 'Europe/London',
  taxes: {},
  pricesIncludeTax: true,
  taxRounding: 'category',
  paymentTermsDays: 14,
  paperSize: 'A4',
  invoiceTemplate: 'modern',
  hours: {},
};
