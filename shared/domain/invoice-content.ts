import type { Business, Tax } from './business.ts';
import type { Contact } from './contact.ts';
import { creditTotals } from './credit.ts';
import { minorDigits } from './currencies.ts';
import { addDays } from './day.ts';
import type { DocumentContent, DraftDocument, IssuedDocument, Line, Party } from './invoice.ts';
import { proven } from './proven.ts';
import type { ComputedTotals } from './totals.ts';
import { computeTotals } from './totals.ts';

export interface DocumentSources {
  document: DraftDocument;
  business: Business;
  contact: Contact;
  /** For a credit note: the issued invoice that it corrects, whose taxes and names it takes over. */
  corrected?: IssuedDocument | undefined;
  /** The credit notes that have been issued for that invoice; others may be among them. */
  credits?: readonly IssuedDocument[] | undefined;
  /** The day of issue where the draft names none. */
  today: string;
}

/** What the document says if it is issued as it is now. */
export function composeDocument(sources: DocumentSources): DocumentContent {
  const { document, business, corrected } = sources;
  const terms = taxTerms(business, corrected);
  const lines = orderedLines(document.lines);
  const { totals, lineAmounts } = draftTotals(document, business, corrected, sources.credits);
  const issueDate = document.issueDate ?? sources.today;
  const invoice = document.kind === 'invoice';
  return {
    documentId: document.id,
    kind: document.kind,
    issueDate,
    supplyDate: document.supplyDate,
    dueDate: invoice ? (document.dueDate ?? addDays(issueDate, business.paymentTermsDays)) : undefined,
    contactId: document.contactId,
    jobId: document.jobId,
    correctsId: corrected?.id,
    correctsNumber: corrected?.number,
    seller: sellerOf(business),
    buyer: corrected?.buyer ?? buyerOf(sources.contact),
    currency: document.currency,
    digits: minorDigits(document.currency),
    locale: business.locale,
    pricesIncludeTax: terms.pricesIncludeTax,
    taxRounding: terms.taxRounding,
    lines: lines.map((line, index) => ({ ...line, amount: String(lineAmounts[index]!) })),
    discount: document.discount,
    totals,
    notes: filled(document.notes),
    paymentInstructions: invoice ? filled(business.paymentInstructions) : undefined,
    footer: filled(business.invoiceFooter),
    template: business.invoiceTemplate,
    paperSize: business.paperSize,
  };
}

/** The amounts of a draft as it is now, for each of its lines in printed order. */
export function draftTotals(
  { lines, discount }: Pick<DraftDocument, 'lines' | 'discount'>,
  business: Business,
  corrected: IssuedDocument | undefined,
  credits: readonly IssuedDocument[] = [],
): ComputedTotals {
  const terms = taxTerms(business, corrected);
  const ordered = orderedLines(lines);
  if (corrected !== undefined) return creditTotals(ordered, corrected, credits, terms);
  return computeTotals({ ...terms, lines: ordered, discount });
}

export interface TaxTerms {
  taxes: Record<string, Tax>;
  pricesIncludeTax: boolean;
  taxRounding: 'category' | 'line';
}

/** The taxes and rules that a document is reckoned by: the business's of today, or those of the invoice it corrects. */
export function taxTerms(business: Business, corrected: IssuedDocument | undefined): TaxTerms {
  if (corrected === undefined) return business;
  const { pricesIncludeTax, taxRounding, totals } = corrected;
  const taxes = Object.fromEntries(totals.taxes.map(({ taxId, tax }) => [taxId, tax]));
  return { taxes, pricesIncludeTax, taxRounding };
}

/** A draft's lines in the order in which they are printed. */
export function orderedLines(lines: Record<string, Line> = {}): (Line & { id: string })[] {
  return Object.entries(lines)
    .map(([id, line]) => ({ ...line, id }))
    .toSorted((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1));
}

/** Gives the content its number and freezes it: the id is the hash of everything else. */
export function freezeDocument(
  content: DocumentContent,
  numbering: Pick<IssuedDocument, 'number' | 'seriesId' | 'sequence' | 'issuedAt' | 'salt'>,
): IssuedDocument {
  return proven({ ...content, ...numbering });
}

/** The business as a party of its documents. */
export function sellerOf(
  business: Pick<
    Business,
    'name' | 'legalName' | 'taxId' | 'taxIdLabel' | 'email' | 'phone' | 'website' | 'address' | 'country'
  >,
): Party {
  const { name, legalName, taxId, taxIdLabel, email, phone, website } = business;
  const address = { ...business.address, country: business.address?.country ?? business.country };
  const taxIds = filled(taxId) === undefined ? undefined : [{ value: taxId!, label: taxIdLabel }];
  return { name, legalName, address, taxIds, email, phone, website };
}

/** A customer as a party of a document. */
export function buyerOf(
  contact: Pick<Contact, 'name' | 'company'> &
    Partial<Pick<Contact, 'addresses' | 'taxIds' | 'emails' | 'phones'>>,
): Party {
  const company = contact.company?.trim() ?? '';
  const taxIds = Object.entries(contact.taxIds ?? {})
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, taxId]) => taxId);
  return {
    name: company === '' ? contact.name : company,
    contactName: company === '' ? undefined : contact.name,
    address: first(contact.addresses),
    taxIds: taxIds.length === 0 ? undefined : taxIds,
    email: first(contact.emails)?.address,
    phone: first(contact.phones)?.number,
  };
}

function filled(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text;
}

/** The entry that every device calls the first: the one with the lowest id. */
function first<Entry>(entries: Record<string, Entry> = {}): Entry | undefined {
  const [id] = Object.keys(entries).toSorted();
  return id === undefined ? undefined : entries[id];
}
