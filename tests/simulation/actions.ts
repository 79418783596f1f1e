import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import { type Device, killed, type Outcome } from './device.ts';
import type { Oracle } from './oracle.ts';
import type { Random } from './random.ts';

/** What people do with a device. Each action is one command of the registry, with what must follow from it. */
type Action = (device: Device, oracle: Oracle, random: Random) => Promise<Outcome<unknown>> | undefined;

const customers = ['4915110000001', '4915110000002', '4915110000003'];

const addContact: Action = async (device, oracle) => {
  const text = oracle.text(device);
  const done = await device.run('contact.create', { name: text });
  if (isDone(done)) oracle.expect(device, `contacts/${done.value.id}`);
  return done;
};

const noteOnContact: Action = (device, oracle, random) =>
  withOne(device, 'contacts', random, async ({ id }) => {
    const notes = oracle.text(device);
    const write = oracle.overwrites(device, `contacts/${id}`, notes);
    const done = await device.run('contact.update', { id, fields: { notes } });
    if (isDone(done)) write.done();
    return done;
  });

const addJob: Action = (device, oracle, random) =>
  withOne(device, 'contacts', random, async ({ id: contactId }) => {
    const text = oracle.text(device);
    const done = await device.run('job.create', {
      contactId,
      title: 'Job',
      notes: text,
      items: [itemOf(text)],
    });
    if (isDone(done)) oracle.expect(device, `jobs/${done.value.id}`, text);
    return done;
  });

const addItem: Action = (device, oracle, random) =>
  withOne(device, 'jobs', random, async ({ id }) => {
    const text = oracle.text(device);
    const done = await device.run('job.setItem', { id, item: itemOf(text) });
    if (isDone(done)) oracle.expect(device, `jobs/${id}`, text);
    return done;
  });

const scheduleVisit: Action = (device, oracle, random) =>
  withOne(device, 'jobs', random, async ({ id }) => {
    const start = Date.UTC(2026, random.below(12), 1 + random.below(28), 9);
    const done = await device.run('job.schedule', { id, start, end: start + 3_600_000 });
    if (isDone(done)) oracle.expect(device, `visits/${done.value.visitId}`);
    return done;
  });

const moveJob: Action = (device, _oracle, random) =>
  withOne(device, 'jobs', random, ({ id }) =>
    device.run(random.pick(['job.complete', 'job.reopen'] as const), { id }),
  );

/** What happened is appended: two devices that do so at once lose nothing. */
const noteWork: Action = (device, oracle, random) =>
  withOne(device, 'jobs', random, async ({ id }) => {
    const done = await device.run(random.pick(['job.setOut', 'job.start', 'job.pause'] as const), { id });
    if (isDone(done)) oracle.expect(device, `jobEvents/${done.value.eventId}`);
    return done;
  });

const draftInvoice: Action = (device, oracle, random) =>
  withOne(device, 'contacts', random, async ({ id: contactId }) => {
    const text = oracle.text(device);
    const lines = [{ ...itemOf(text), taxIds: ['vat'] }];
    const done = await device.run('invoice.draft', { contactId, lines });
    if (isDone(done)) oracle.expect(device, `documents/${done.value.id}`, text);
    return done;
  });

const issueInvoice: Action = (device, oracle, random) =>
  withOne(device, 'documents', random, async ({ id }) => {
    const done = await device.run('invoice.issue', { id });
    if (isDone(done)) oracle.expect(device, `issued/${done.value.issuedId}`, done.value.number);
    return done;
  });

const recordPayment: Action = (device, oracle, random) =>
  withOne(device, 'issued', random, async ({ id }) => {
    const reference = oracle.text(device);
    const done = await device.run('invoice.recordPayment', {
      issuedId: id,
      amount: '100',
      method: 'cash',
      reference,
    });
    if (isDone(done)) oracle.expect(device, `payments/${done.value.id}`, reference);
    return done;
  });

const receiveMessage: Action = async (device, oracle, random) => {
  const text = oracle.text(device);
  const phone = random.pick(customers);
  const at = Date.UTC(2026, random.between(8, 10), 1 + random.below(28));
  const event = {
    kind: 'message' as const,
    channel: 'whatsapp' as const,
    accountId: 'account',
    externalId: text,
    customer: { phone, name: 'A customer' },
    at,
    type: 'text' as const,
    text,
    echo: false,
  };
  const done = await device.run('inbox.ingest', { events: [event] });
  const message =
    isDone(done) && [...device.session.library.all('messages')].find((one) => one.text === text);
  if (message) oracle.expect(device, `messages/${message.id}`, text);
  return done;
};

const addNote: Action = (device, oracle, random) =>
  withOne(device, 'conversations', random, async ({ id: conversationId }) => {
    const text = oracle.text(device);
    const done = await device.run('note.add', { conversationId, text });
    if (isDone(done)) oracle.expect(device, `messages/${done.value.id}`, text);
    return done;
  });

const changeConversation: Action = (device, _oracle, random) =>
  withOne(device, 'conversations', random, ({ id }) =>
    device.run(
      random.pick(['conversation.resolve', 'conversation.reopen', 'conversation.markRead'] as const),
      { id },
    ),
  );

const changeSettings: Action = async (device, oracle) => {
  const website = oracle.text(device);
  const write = oracle.overwrites(device, 'business/business', website);
  const done = await device.run('business.update', { fields: { website } });
  if (isDone(done)) write.done();
  return done;
};

/** Only an owner's device is let do it. What is written about them meanwhile elsewhere goes as well. */
const erasePerson: Action = (device, _oracle, random) =>
  withOne(device, 'contacts', random, ({ id }) => device.run('person.erase', { kind: 'contacts', id }));

/** For a device that does nothing else meanwhile: what is undone is what was done last. */
const addAndUndo: Action = async (device, oracle) => {
  const done = await device.run('contact.create', { name: oracle.text(device) });
  if (!isDone(done)) return done;
  const undone = await device.undo();
  if (isDone(undone)) oracle.expectGone(device, `contacts/${done.value.id}`);
  return undone;
};

export const actions = {
  addContact,
  noteOnContact,
  addJob,
  addItem,
  scheduleVisit,
  moveJob,
  noteWork,
  draftInvoice,
  issueInvoice,
  recordPayment,
  receiveMessage,
  addNote,
  changeConversation,
  changeSettings,
  erasePerson,
  addAndUndo,
};
export type ActionName = keyof typeof actions;

/** How often each is done. */
export const usual: Record<ActionName, number> = {
  addContact: 10,
  noteOnContact: 10,
  addJob: 8,
  addItem: 8,
  scheduleVisit: 4,
  moveJob: 2,
  noteWork: 3,
  draftInvoice: 6,
  issueInvoice: 8,
  recordPayment: 4,
  receiveMessage: 6,
  addNote: 6,
  changeConversation: 4,
  changeSettings: 3,
  erasePerson: 1,
  addAndUndo: 3,
};

export function isDone<T>(outcome: Outcome<T>): outcome is { ok: true; value: T } {
  return outcome !== killed && outcome.ok;
}

function itemOf(name: string): { name: string; quantity: string; unitPrice: string } {
  return { name, quantity: '1', unitPrice: '10000' };
}

/** Does something with one of the records that this device shows, if it shows any. */
function withOne<Name extends CollectionName, T>(
  device: Device,
  collection: Name,
  random: Random,
  act: (record: RecordOf<Name>) => Promise<Outcome<T>>,
): Promise<Outcome<T>> | undefined {
  const all = [...device.session.library.all(collection)];
  return all.length === 0 ? undefined : act(random.pick(all));
}
