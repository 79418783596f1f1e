import type { Business } from '#shared/domain/business.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation } from '#shared/domain/conversation.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { composeDocument } from '#shared/domain/invoice-content.ts';
import { momentOf } from '#shared/domain/local-time.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { type Scene, sceneOf } from '../acts/scene.ts';

type Records = { [Name in CollectionName]?: RecordOf<Name>[] };

const id = 'trial';

/** A customer who is known by their number, and has a visit and an invoice, writes to the business: all made up. */
export function trialScene(records: RecordReader, now: number): Result<Scene> {
  const business = records.get('business', 'business');
  if (business === undefined) return problem('acts.no-business', 'The business is not set up yet.');
  const talk: Conversation = {
    id,
    contactId: id,
    identityId: id,
    channel: 'whatsapp',
    accountId: id,
    state: 'open',
    createdAt: now,
    lastAt: now,
  };
  return ok(sceneOf(withRecords(records, customerOf(business, now)), talk, business, now));
}

function customerOf(business: Business, now: number): Records {
  const contact: Contact = { id, name: 'Trial', createdAt: now };
  const today = dayOf(now, business.timeZone);
  const start = momentOf(addDays(today, 3), '10:00', business.timeZone)!;
  const time = { start, end: start + 60 * 60_000, zone: business.timeZone };
  const document = {
    id,
    kind: 'invoice',
    contactId: id,
    currency: business.currency,
    issueDate: today,
    lines: { line: { name: 'Work', quantity: '1', unitPrice: '10000', order: 0 } },
    createdAt: now,
  } as const;
  const content = composeDocument({ document, business, contact, today });
  return {
    contacts: [contact],
    identities: [{ id, channel: 'whatsapp', kind: 'phone', value: id, contactId: id, createdAt: now }],
    jobs: [{ id, contactId: id, title: 'Work', createdAt: now }],
    visits: [{ id, jobId: id, plannedFor: start, time, createdAt: now }],
    issued: [{ ...content, id, number: '1', seriesId: id, sequence: 1, issuedAt: now, salt: id }],
  };
}

/** Records with a few more, which are stored nowhere. */
function withRecords(records: RecordReader, more: Records): RecordReader {
  const added = <Name extends CollectionName>(name: Name) => (more[name] ?? []) as RecordOf<Name>[];
  return {
    get: (name, wanted) => added(name).find((record) => record.id === wanted) ?? records.get(name, wanted),
    all: (name) => [...added(name), ...records.all(name)],
    by: (name, field, value) => [
      ...added(name).filter((record) => record[field] === value),
      ...records.by(name, field, value),
    ],
  };
}
