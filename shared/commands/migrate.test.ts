import fc from 'fast-check';
import { everything } from '#shared/records/testing.ts';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { type CollectionName, collections } from '#shared/domain/collections.ts';
import { expectOk } from '#shared/lib/result.ts';
import { isJsonObject, type Json, type JsonObject } from '#shared/lib/json.ts';
import { RecordMap } from '#shared/records/record-map.ts';
import { execute } from './command.ts';
import { createMigrateCommand, migratedTo } from './migrate.ts';
import { type Migration, migrations as shipped } from './migrations.ts';
import { type RecordReader, scanning } from '#shared/records/reader.ts';

/** A first version knew one phone of a contact, as text; a second one calls the source by another name. */
const migrations: Migration[] = [
  {
    number: 1,
    collection: 'contacts',
    changes: ({ phone }) =>
      typeof phone !== 'string'
        ? []
        : [
            { path: ['phones', 'first'], value: { number: phone } },
            { path: ['phone'], value: undefined },
          ],
  },
  {
    number: 2,
    collection: 'contacts',
    changes: ({ source }) => (source === 'wa' ? [{ path: ['source'], value: 'whatsapp' }] : []),
  },
];

/** One device: its documents, and what its version of Plumbline knows. */
class Device {
  readonly doc = new Y.Doc();
  readonly #maps = new Map<CollectionName, RecordMap>();
  readonly #known: Migration[];

  constructor(known: Migration[]) {
    this.#known = known;
    for (const name of ['contacts', 'aiSettings', 'modelProviders', 'schemas'] as const) {
      const map = this.doc.getMap<Json | undefined>(name);
      const records = new RecordMap(map, everything);
      map.observe((event) => records.refresh(event.keysChanged as Set<string>));
      this.#maps.set(name, records);
    }
  }

  readonly records: RecordReader = scanning({
    get: (name, id) => this.#maps.get(name)!.records.get(id) as never,
    all: (name) => this.#maps.get(name)!.records.values() as never,
  });

  write(name: CollectionName, id: string, path: string[], value: Json | undefined): void {
    this.doc.transact(() => this.#maps.get(name)!.write(id, path, value));
  }

  migrate(compartment: 'people' | 'desk' = 'people'): number {
    const context = { now: this.doc.clientID, newId: () => 'unused', deviceId: 'd', memberId: 'm' };
    const command = createMigrateCommand(this.#known);
    const { changes } = expectOk(execute(command, { compartment }, this.records, context));
    for (const { collection, id, path, after } of changes) this.write(collection, id, path, after);
    return changes.length;
  }

  contacts(): JsonObject[] {
    return [...this.records.all('contacts')].toSorted((a, b) => (a.id < b.id ? -1 : 1)) as never;
  }
}

function exchange(a: Device, b: Device): void {
  const [fromA, fromB] = [Y.encodeStateAsUpdate(a.doc), Y.encodeStateAsUpdate(b.doc)];
  Y.applyUpdate(b.doc, fromA);
  Y.applyUpdate(a.doc, fromB);
}

function withContact(device: Device, fields: JsonObject): void {
  device.write('contacts', 'c1', [], { id: 'c1', createdAt: 0, name: 'Anna', ...fields });
}

test('Two devices that migrate at once, apart from each other, hold the same afterwards', () => {
  const [a, b] = [new Device(migrations), new Device(migrations)];
  withContact(a, { phone: '0612', source: 'wa' });
  exchange(a, b);
  a.migrate();
  b.migrate();
  exchange(a, b);
  expect(a.contacts()).toEqual([
    { id: 'c1', createdAt: 0, name: 'Anna', source: 'whatsapp', phones: { first: { number: '0612' } } },
  ]);
  expect(b.contacts()).toEqual(a.contacts());
  expect(a.migrate() + b.migrate()).toBe(0);
});

test('The mark is the highest that any device has reached: one of an earlier version does not set it back', () => {
  const [newer, older] = [new Device(migrations), new Device(migrations.slice(0, 1))];
  withContact(newer, { phone: '0612' });
  exchange(newer, older);
  newer.migrate();
  older.migrate();
  exchange(newer, older);
  expect(migratedTo(newer.records, 'people')).toBe(2);
  expect(migratedTo(older.records, 'people')).toBe(2);
  older.migrate();
  exchange(older, newer);
  expect(migratedTo(newer.records, 'people')).toBe(2);
});

test('What a device of an earlier version writes in the old way is migrated by the next one that sees it', () => {
  const [newer, older] = [new Device(migrations), new Device([])];
  withContact(newer, { phone: '0612', notes: 'ring twice' });
  exchange(newer, older);
  newer.migrate();
  exchange(newer, older);
  older.write('contacts', 'c1', ['phone'], '0699');
  older.write('contacts', 'c1', ['name'], 'Anna B.');
  exchange(newer, older);
  newer.migrate();
  exchange(newer, older);
  expect(older.contacts()).toMatchObject([
    { name: 'Anna B.', notes: 'ring twice', phones: { first: { number: '0699' } } },
  ]);
  expect(older.contacts()[0]).not.toHaveProperty('phone');
});

test('In whatever order devices write, migrate and meet, they come to hold the same, in the new form', () => {
  const step = fc.record({
    who: fc.nat(2),
    what: fc.constantFrom('migrate', 'old way', 'rename', 'meet'),
    other: fc.nat(2),
    value: fc.nat(99),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const devices = [new Device(migrations), new Device(migrations), new Device([])];
      withContact(devices[0]!, { phone: '0612' });
      for (const device of devices) exchange(devices[0]!, device);
      for (const { who, what, other, value } of steps) {
        const device = devices[who]!;
        if (what === 'migrate') device.migrate();
        if (what === 'old way') device.write('contacts', 'c1', ['phone'], String(value));
        if (what === 'rename') device.write('contacts', 'c1', ['name'], String(value));
        if (what === 'meet' && who !== other) exchange(device, devices[other]!);
      }
      for (let round = 0; round < 2; round++) {
        for (const device of devices) for (const met of devices) if (met !== device) exchange(device, met);
        devices[0]!.migrate();
        devices[1]!.migrate();
      }
      for (const device of devices) for (const met of devices) if (met !== device) exchange(device, met);
      const [record] = devices[0]!.contacts();
      expect(record).not.toHaveProperty('phone');
      expect(isJsonObject(record?.['phones'])).toBe(true);
      for (const device of devices) expect(device.contacts()).toEqual(devices[0]!.contacts());
    }),
    { numRuns: 60 },
  );
});

const settingsOfBefore = {
  id: 'ai',
  localOnly: true,
  provider: 'ollama',
  ollamaUrl: 'http://127.0.0.1:11500',
  model: 'qwen3:4b',
  contextTokens: 16_384,
  tone: 'friendly',
};

function withSettings(device: Device, settings: JsonObject): void {
  device.write('aiSettings', 'ai', [], settings);
}

const modelsOf = ({ records }: Device) => [...records.all('modelProviders')];

test('the model of earlier settings is in the list and is asked, also where two devices see to it at once', () => {
  const [a, b] = [new Device([...shipped]), new Device([...shipped])];
  withSettings(a, settingsOfBefore);
  exchange(a, b);
  a.migrate('desk');
  b.migrate('desk');
  exchange(a, b);
  const [model] = modelsOf(a);
  expect(modelsOf(a)).toMatchObject([
    {
      kind: 'ollama',
      name: 'Ollama',
      url: 'http://127.0.0.1:11500',
      model: 'qwen3:4b',
      contextTokens: 16_384,
      hasKey: false,
    },
  ]);
  expect(collections.modelProviders.schema.safeParse(model).success).toBe(true);
  expect(modelsOf(b)).toEqual(modelsOf(a));
  for (const device of [a, b])
    expect(device.records.get('aiSettings', 'ai')).toEqual({ ...settingsOfBefore, chain: [model!.id] });
  expect(a.migrate('desk') + b.migrate('desk')).toBe(0);
});

test('who has chosen since keeps what was chosen, and who never had a model gets none', () => {
  for (const settings of [
    { ...settingsOfBefore, chain: [] },
    { ...settingsOfBefore, provider: 'basic' },
    { ...settingsOfBefore, ollamaUrl: 'no address' },
    { id: 'ai', localOnly: true },
  ]) {
    const device = new Device([...shipped]);
    withSettings(device, settings);
    device.migrate('desk');
    expect(modelsOf(device)).toEqual([]);
    expect(device.records.get('aiSettings', 'ai')).toEqual(settings);
  }
});
