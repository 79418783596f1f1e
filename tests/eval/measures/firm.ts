import type { Business, Service } from '#shared/domain/business.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { composeDocument } from '#shared/domain/invoice-content.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import type { Knowledge } from '#shared/domain/knowledge.ts';
import { type RecordReader, scanning } from '#shared/records/reader.ts';
import type { BusinessSet, HeldOutLanguage } from './sets.ts';

export const conversationId = 'talk';
const createdAt = 0;
const customerId = 'customer';

/** The firm of the questions as records, in one language, and a conversation in which its customer wrote this. */
export function firmRecords(firm: BusinessSet, language: HeldOutLanguage, text: string): RecordReader {
  const now = Date.parse(firm.now);
  const at = now - 60_000;
  const business = businessOf(firm);
  const contact: Contact = {
    id: customerId,
    name: firm.customer.name,
    phones: { main: { number: '+353 86 555 0110' } },
    createdAt,
  };
  const services = servicesOf(firm, language);
  const tables: { [Name in CollectionName]?: RecordOf<Name>[] } = {
    business: [business],
    services,
    knowledge: knowledgeOf(firm, language),
    contacts: [contact],
    identities: [
      {
        id: 'number',
        channel: 'whatsapp',
        kind: 'phone',
        value: '353865550110',
        contactId: customerId,
        createdAt,
      },
    ],
    conversations: [
      {
        id: conversationId,
        contactId: customerId,
        channel: 'whatsapp',
        accountId: 'account',
        identityId: 'number',
        state: 'open',
        createdAt,
        lastAt: at,
        lastInboundAt: at,
      },
    ],
    messages: [{ id: 'question', conversationId, direction: 'in', type: 'text', at, text }],
    jobs: [jobOf(firm, services)],
    issued: [invoiceOf(firm, business, contact, services)],
  };
  const all = <Name extends CollectionName>(name: Name) =>
    (tables[name] ?? []) as unknown as RecordOf<Name>[];
  return scanning({ all, get: (name, id) => all(name).find((record) => record.id === id) });
}

function businessOf(firm: BusinessSet): Business {
  return {
    id: 'business',
    name: firm.name,
    trade: firm.trade,
    country: firm.country,
    currency: firm.currency,
    locale: 'en-IE',
    timeZone: firm.timeZone,
    address: firm.address,
    serviceArea: firm.area.join(', '),
    paymentInstructions: firm.paymentWays.join(', '),
    taxes: { vat: { label: 'VAT', rate: '13.5', category: 'S' } },
    defaultTaxIds: ['vat'],
    pricesIncludeTax: true,
    taxRounding: 'category',
    paymentTermsDays: 14,
    paperSize: 'A4',
    invoiceTemplate: 'modern',
    hours: firm.hours,
    createdAt,
  };
}

function servicesOf(firm: BusinessSet, language: HeldOutLanguage): Service[] {
  return firm.services.map(({ id, price, name }, order) => ({
    id,
    name: name[language],
    unitPrice: price,
    currency: firm.currency,
    durationMinutes: 60,
    order,
    createdAt,
  }));
}

function knowledgeOf(firm: BusinessSet, language: HeldOutLanguage): Knowledge[] {
  return firm.knowledge.map(({ id, title, text }) => ({
    id,
    kind: 'answer',
    title: title[language],
    text: text[language],
    status: 'approved',
    source: 'owner',
    createdAt,
  }));
}

function jobOf(firm: BusinessSet, services: Service[]): PlannedJob {
  const { service, start, end } = firm.customer.visit;
  return {
    id: 'job',
    contactId: customerId,
    title: serviceOf(services, service).name,
    state: 'scheduled',
    visits: { visit: { start: Date.parse(start), end: Date.parse(end) } },
    createdAt,
  };
}

function invoiceOf(
  firm: BusinessSet,
  business: Business,
  contact: Contact,
  services: Service[],
): IssuedDocument {
  const { service, number, issued } = firm.customer.invoice;
  const { name, unitPrice } = serviceOf(services, service);
  const content = composeDocument({
    document: {
      id: 'draft',
      kind: 'invoice',
      contactId: contact.id,
      currency: firm.currency,
      issueDate: issued,
      lines: { line: { name, quantity: '1', unitPrice, taxIds: ['vat'], order: 0 } },
      createdAt,
    },
    business,
    contact,
    today: issued,
  });
  const issuedAt = Date.parse(issued);
  return { ...content, id: 'invoice', number, seriesId: 'series', sequence: 42, issuedAt, salt: 'salt' };
}

function serviceOf(services: Service[], id: string): Service {
  return services.find((service) => service.id === id)!;
}
