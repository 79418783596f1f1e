import { provesPayment } from '../payment-id.ts';
import { provesItself } from '../proven.ts';
import { documentSchema, issuedDocumentSchema, paymentSchema, seriesSchema } from '../invoice.ts';
import { messageRateSchema } from '../message-rate.ts';
import { breachSchema } from '../breach.ts';
import { costSchema } from '../cost.ts';
import { decisionSchema } from '../finding.ts';
import { enquiryWorthSchema } from '../enquiry.ts';
import { pastInvoiceSchema } from '../past-invoice.ts';
import { planTermsSchema } from '../plan-terms.ts';
import { type Collection, erasures, clearances, ofAPerson, ofTheBusiness } from '../collection.ts';

/** What it costs and who owes it. */
export const moneyCollections = {
  enquiryWorths: {
    compartment: 'money',
    book: 'one',
    indexes: ['enquiryId'] as const,
    references: { enquiryId: 'enquiries' },
    handling: ofAPerson('enquiryId'),
    schema: enquiryWorthSchema,
  },
  planTerms: {
    compartment: 'money',
    book: 'one',
    indexes: ['planId'] as const,
    references: { planId: 'plans' },
    handling: ofAPerson('planId'),
    schema: planTermsSchema,
  },
  documents: {
    compartment: 'money',
    book: 'year',
    dateField: 'createdAt',
    indexes: ['contactId', 'jobId', 'planId'] as const,
    references: { contactId: 'contacts', jobId: 'jobs' },
    named: { planId: 'plans', correctsId: 'issued', 'lines.*.serviceId': 'services' },
    handling: ofAPerson('contactId'),
    schema: documentSchema,
  },
  issued: {
    compartment: 'money',
    book: 'year',
    dateField: 'issuedAt',
    immutable: true,
    indexes: ['contactId', 'documentId', 'jobId', 'correctsId', 'seriesId', 'number'] as const,
    references: { contactId: 'contacts', documentId: 'documents', jobId: 'jobs', correctsId: 'issued' },
    handling: { person: 'contactId', exported: 'person', erased: 'kept', kept: 'law' },
    schema: issuedDocumentSchema,
    erasures: 'moneyErasures' as const,
    verify: provesItself,
  },
  payments: {
    compartment: 'money',
    book: 'year',
    dateField: 'createdAt',
    immutable: true,
    indexes: ['issuedId'] as const,
    references: { issuedId: 'issued' },
    handling: { person: 'issuedId', exported: 'person', erased: 'kept', kept: 'law' },
    schema: paymentSchema,
    erasures: 'moneyErasures' as const,
    verify: provesPayment,
  },
  pastInvoices: {
    compartment: 'money',
    book: 'year',
    dateField: 'issuedAt',
    indexes: ['contactId'] as const,
    references: { contactId: 'contacts' },
    handling: { person: 'contactId', exported: 'person', erased: 'kept', kept: 'law' },
    schema: pastInvoiceSchema,
  },
  series: {
    compartment: 'money',
    book: 'year',
    dateField: 'createdAt',
    handling: ofTheBusiness,
    schema: seriesSchema,
  },
  moneyErasures: erasures('money', 'year'),
  moneyClearances: clearances('money'),
  costs: {
    compartment: 'money',
    book: 'one',
    indexes: ['subjectId'] as const,
    handling: ofTheBusiness,
    schema: costSchema,
  },
  messageRates: { compartment: 'money', book: 'one', handling: ofTheBusiness, schema: messageRateSchema },
  breaches: {
    compartment: 'money',
    book: 'one',
    handling: { exported: 'business', erased: 'nobodys', kept: 'law' },
    schema: breachSchema,
  },
  decisions: { compartment: 'money', book: 'one', handling: ofTheBusiness, schema: decisionSchema },
} satisfies Record<string, Collection>;
