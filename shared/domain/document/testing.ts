import type { Business, Tax } from '../business.ts';
import type { Contact } from '../contact.ts';
import type { ReportContent } from '../report-content.ts';
import type { DocumentContent, Line } from '../invoice.ts';
import { composeDocument } from '../invoice-content.ts';

interface SampleOptions {
  lineCount?: number;
  locale?: string;
  currency?: string;
  /** All of them on every line. */
  taxes?: Record<string, Tax>;
  buyer?: Partial<Contact>;
  template?: 'modern' | 'classic';
  paperSize?: 'A4' | 'Letter';
}

/** For tests: a document of a plumber in Bristol, with as many lines as asked for. */
export function sampleContent(options: SampleOptions = {}): DocumentContent {
  const { lineCount = 3, locale = 'en-GB', currency = 'GBP' } = options;
  const taxes = options.taxes ?? { vat: { label: 'VAT', rate: '20', category: 'S' } };
  const business: Business = {
    id: 'business',
    name: 'Harbour Plumbing & Heating',
    trade: 'plumber',
    country: 'GB',
    currency,
    locale,
    timeZone: 'Europe/London',
    address: { street: '14 Quayside', city: 'Bristol', postcode: 'BS1 4DJ', country: 'GB' },
    taxId: 'GB 123 4567 89',
    taxIdLabel: 'VAT no.',
    paymentInstructions: 'Bank transfer, please quote the invoice number.',
    taxes,
    pricesIncludeTax: false,
    taxRounding: 'category',
    paymentTermsDays: 14,
    paperSize: options.paperSize ?? 'A4',
    invoiceTemplate: options.template ?? 'modern',
    invoiceFooter: 'Registered in England and Wales.',
    hours: {},
    createdAt: 0,
  };
  const lines = Array.from({ length: lineCount }, (_, order): [string, Line] => [
    `line-${order}`,
    {
      name: `Service ${order + 1}`,
      quantity: '1',
      unitPrice: order === 0 ? '123450' : '9990',
      taxIds: Object.keys(taxes),
      order,
    },
  ]);
  return composeDocument({
    document: {
      id: 'draft',
      kind: 'invoice',
      contactId: 'contact',
      currency,
      lines: Object.fromEntries(lines),
      notes: 'Thank you.',
      createdAt: 0,
    },
    business,
    contact: { id: 'contact', createdAt: 0, name: 'Marta Kowalska', ...options.buyer },
    today: '2026-11-21',
  });
}

/** A report of a boiler service; it has no photos. */
export function sampleReport(): ReportContent {
  const { seller, buyer } = sampleContent();
  return {
    title: 'Boiler service record',
    locale: 'en-GB',
    template: 'modern',
    paperSize: 'A4',
    footer: 'Registered in England and Wales.',
    seller,
    buyer,
    place: { street: '22 Mill Lane', city: 'Bristol', postcode: 'BS2 1AA', country: 'GB' },
    version: 1,
    day: '2026-11-30',
    workers: ['Ines Rivera'],
    subject: 'Yearly service',
    work: [{ name: 'Boiler service', quantity: '1' }],
    readings: [
      { label: 'Inlet pressure', kind: 'number', unit: 'mbar', value: '19.8' },
      { label: 'Safe to use', kind: 'yesNo', unit: undefined, value: 'yes' },
    ],
    checks: [
      { text: 'Burner cleaned', isDone: true },
      { text: 'Customer shown the gauge', isDone: false },
    ],
    materials: [{ name: 'Gasket', quantity: '2' }],
    notes: 'The pressure was low when we came.',
    photos: [],
    signatures: [
      {
        name: 'Marta Kowalska',
        strokes: '10,10 90,90',
        statement: 'The work was done.',
        day: '2026-11-30',
        signedFor: [],
      },
    ],
  };
}
