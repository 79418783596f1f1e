import type { Business, Tax } from '../business.ts';
import type { Contact } from '../contact.ts';
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
