import type { Contact } from '#shared/domain/contact.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import type { VisitRecord } from '#shared/domain/visit.ts';
import type { Job } from '#shared/domain/job.ts';

/** A large business: what a plumber with three vans has after some years. */
export interface BusinessData {
  contacts: Contact[];
  jobs: Job[];
  visits: VisitRecord[];
  conversations: Conversation[];
  messages: Message[];
}

export interface BusinessSize {
  contacts: number;
  jobs: number;
  messages: number;
}

const first = [
  'Anna',
  'Bram',
  'Chiara',
  'Dirk',
  'Esra',
  'Femke',
  'Giulia',
  'Hassan',
  'Ilse',
  'Joost',
  'Kwame',
  'Lotte',
];
const last = [
  'Bakker',
  'Conti',
  'Dekker',
  'Evers',
  'Fischer',
  'Groen',
  'Haddad',
  'Ivanov',
  'Jansen',
  'Kaya',
  'Lambert',
];
const streets = [
  'Canal Street',
  'Mill Lane',
  'Station Road',
  'Church Square',
  'Harbour Way',
  'Orchard Close',
];
const works = [
  'Replace boiler valve',
  'Unblock kitchen drain',
  'Fit bathroom tap',
  'Repair leaking pipe',
  'Yearly service',
];
const words =
  'the tap in our kitchen drips again could you come by this week please we are home after four thanks a lot'.split(
    ' ',
  );
const states = ['created', 'scheduled', 'completed', 'invoiced', 'closed'] as const;
const newest = Date.UTC(2026, 10, 20);
const twoYears = 2 * 365 * 24 * 60 * 60 * 1000;

/** Makes the same business every time. Messages are spread over two years, as the books are cut by month. */
export function makeBusiness(size: BusinessSize): BusinessData {
  const random = mulberry32(20_261_121);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)] as T;
  const moment = () => Math.floor(newest - random() * twoYears);
  const id = (kind: string, index: number) => `${kind}${String(index).padStart(14, '0')}`;

  const contacts = Array.from({ length: size.contacts }, (_, index): Contact => ({
    id: id('ct', index),
    createdAt: moment(),
    name: `${pick(first)} ${pick(last)} ${index}`,
    phones: { p1: { number: `+3161${String(index).padStart(7, '0')}` } },
    addresses: {
      a1: { street: `${pick(streets)} ${1 + Math.floor(random() * 200)}`, city: 'Utrecht', country: 'NL' },
    },
    source: 'whatsapp',
  }));

  const jobs = Array.from({ length: size.jobs }, (_, index): Job => {
    const createdAt = moment();
    return {
      id: id('jb', index),
      contactId: id('ct', Math.floor(random() * size.contacts)),
      title: pick(works),
      state: pick(states),
      createdAt,
      items: { i1: { name: pick(works), quantity: '1', unitPrice: '8500', currency: 'EUR', order: 1 } },
    };
  });

  const visits = jobs.map((job, index): VisitRecord => {
    const start = job.createdAt + 86_400_000;
    const time = { start, end: start + 3_600_000, zone: 'Europe/Amsterdam' };
    return { id: id('vs', index), jobId: job.id, createdAt: job.createdAt, plannedFor: start, time };
  });

  const talking = Math.min(size.contacts, Math.ceil(size.messages / 10));
  const messages = Array.from({ length: size.messages }, (_, index): Message => ({
    id: id('ms', index),
    conversationId: id('cv', index % talking),
    direction: index % 2 === 0 ? 'in' : 'out',
    type: 'text',
    at: moment(),
    text: Array.from({ length: 6 + Math.floor(random() * 14) }, () => pick(words)).join(' '),
    externalId: `wamid.${id('', index)}`,
  }));

  const conversations = Array.from({ length: talking }, (_, index): Conversation => ({
    id: id('cv', index),
    contactId: id('ct', index),
    channel: 'whatsapp',
    accountId: '106540352242922',
    state: 'open',
    createdAt: newest - twoYears,
    lastAt: moment(),
    lastText: 'thanks a lot',
    lastDirection: 'in',
  }));
  return { contacts, jobs, visits, conversations, messages };
}

/** A small generator of equal numbers for equal seeds (mulberry32, public domain). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
