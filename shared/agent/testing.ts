import type { Business, Service } from '#shared/domain/business.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { ReplyFacts } from './facts.ts';
import type { FoundKnowledge } from './retrieval/find.ts';

const weekday = [
  { from: '08:00', to: '12:00' },
  { from: '13:00', to: '17:00' },
];

/** For tests: a plumber in Dublin with split shifts, a short Saturday and no Sunday. */
export const plumber: Business = {
  id: 'business',
  name: 'Byrne Plumbing',
  trade: 'plumber',
  country: 'IE',
  currency: 'EUR',
  locale: 'en-IE',
  timeZone: 'Europe/Dublin',
  address: { street: '5 Canal Street', city: 'Dublin', postcode: 'D02 XY45' },
  phone: '+353 1 555 0100',
  website: 'https://byrne-plumbing.example.com',
  taxes: { vat: { label: 'VAT', rate: '13.5', category: 'S' } },
  defaultTaxIds: ['vat'],
  pricesIncludeTax: true,
  taxRounding: 'category',
  paymentTermsDays: 14,
  paperSize: 'A4',
  invoiceTemplate: 'modern',
  hours: {
    mon: weekday,
    tue: weekday,
    wed: weekday,
    thu: weekday,
    fri: weekday,
    sat: [{ from: '09:00', to: '12:00' }],
  },
  createdAt: 0,
};

export const priceList: Service[] = [
  {
    id: 'tap',
    name: 'Tap repair',
    unitPrice: '8000',
    currency: 'EUR',
    durationMinutes: 45,
    order: 1,
    createdAt: 0,
  },
  {
    id: 'boiler',
    name: 'Boiler service',
    unitPrice: '12050',
    currency: 'EUR',
    durationMinutes: 90,
    order: 2,
    createdAt: 0,
  },
  { id: 'drain', name: 'Drain unblocking', unitPrice: '9900', currency: 'EUR', order: 3, createdAt: 0 },
  { id: 'labour', name: 'Labour', unitPrice: '6500', currency: 'EUR', unit: 'hour', order: 4, createdAt: 0 },
];

/** Friday, 20 November 2026, 10:00 in Dublin. */
export const fridayMorning = Date.UTC(2026, 10, 20, 10);

/** Facts of a conversation in which the customer wrote these texts, one a minute, and nobody answered yet. */
export function factsFor(texts: string | string[], changes: Partial<ReplyFacts> = {}): ReplyFacts {
  const inbound = [texts].flat();
  return {
    now: fridayMorning,
    business: plumber,
    services: priceList,
    contact: { id: 'maria', name: 'Maria Lopez', createdAt: 0 },
    isMinor: false,
    jobs: [],
    sites: [],
    invoices: [],
    messages: inbound.map((text, i) => messageOf(text, 'in', i - inbound.length)),
    knowledge: [],
    slots: [],
    voice: {},
    ...changes,
  };
}

/** A message so many minutes from Friday morning. */
export function messageOf(text: string, direction: 'in' | 'out', minutes: number): Message {
  const at = fridayMorning + minutes * 60_000;
  return { id: `m${minutes + 1000}`, conversationId: 'talk', direction, type: 'text', at, text };
}

/** A passage of the approved knowledge that fits the question. */
export function passage(id: string, title: string, text: string, exact = false): FoundKnowledge {
  const kind = exact ? 'answer' : 'passage';
  return { row: { id, kind, title, text, status: 'approved', source: 'owner', createdAt: 0 }, exact };
}
