/** The fixed words of a document. A language is one more entry in the table below. */
export interface DocumentLabels {
  /** BCP 47 of the words themselves. */
  language: string;
  invoice: string;
  creditNote: string;
  draft: string;
  number: string;
  billTo: string;
  issueDate: string;
  supplyDate: string;
  dueDate: string;
  corrects: string;
  description: string;
  quantity: string;
  price: string;
  tax: string;
  amount: string;
  discount: string;
  subtotal: string;
  net: string;
  total: string;
  paid: string;
  credited: string;
  amountDue: string;
  /** What the customer has paid beyond it. */
  customerCredit: string;
  /** Before a tax that the prices hold already. */
  includes: string;
  on: string;
  pricesIncludeTax: string;
  payment: string;
  notes: string;
  page: string;
  reverseCharge: string;
  exempt: string;
  report: string;
  version: string;
  /** Before the number that a report was sent with before it got another. */
  sentAs: string;
  customer: string;
  place: string;
  day: string;
  carriedOutBy: string;
  work: string;
  readings: string;
  checklist: string;
  done: string;
  notDone: string;
  materials: string;
  photos: string;
  before: string;
  after: string;
  signature: string;
  signedOn: string;
  /** Above what was signed for, where the job says something else now. */
  changedSince: string;
  yes: string;
  no: string;
}

const english: DocumentLabels = {
  language: 'en',
  invoice: 'Invoice',
  creditNote: 'Credit note',
  draft: 'Draft',
  number: 'Number',
  billTo: 'Bill to',
  issueDate: 'Issue date',
  supplyDate: 'Date of supply',
  dueDate: 'Due date',
  corrects: 'Corrects invoice',
  description: 'Description',
  quantity: 'Quantity',
  price: 'Price',
  tax: 'Tax',
  amount: 'Amount',
  discount: 'Discount',
  subtotal: 'Subtotal',
  net: 'Net total',
  total: 'Total',
  paid: 'Paid',
  credited: 'Credited',
  amountDue: 'Amount due',
  customerCredit: 'Your credit',
  includes: 'Includes',
  on: 'on',
  pricesIncludeTax: 'Prices include tax.',
  payment: 'Payment',
  notes: 'Notes',
  page: 'Page',
  reverseCharge: 'Reverse charge: the customer accounts for the tax.',
  exempt: 'Exempt from tax.',
  report: 'Job report',
  version: 'Version',
  sentAs: 'sent before as version',
  customer: 'Customer',
  place: 'Place',
  day: 'Date',
  carriedOutBy: 'Carried out by',
  work: 'Work',
  readings: 'Readings',
  checklist: 'Checklist',
  done: 'Done',
  notDone: 'Not done',
  materials: 'Materials',
  photos: 'Photos',
  before: 'Before',
  after: 'After',
  signature: 'Signature',
  signedOn: 'signed on',
  changedSince: 'Changed since it was signed. What was signed for:',
  yes: 'Yes',
  no: 'No',
};

const tables: Record<string, DocumentLabels> = { en: english };

/** The words for a locale; English where its language has none yet. */
export function documentLabels(locale: string): DocumentLabels {
  return tables[locale.split('-')[0]!] ?? english;
}
