import type { ColumnStyle } from './column-style.ts';

/** What a column of people can become. `''` in a mapping: it is left out. */
export const contactTargets = [
  'name',
  'firstName',
  'lastName',
  'company',
  'kind',
  'phone',
  'phoneLabel',
  'email',
  'emailLabel',
  'street',
  'line2',
  'postcode',
  'city',
  'region',
  'country',
  'taxId',
  'tags',
  'notes',
  'rowId',
] as const;
export type ContactTarget = (typeof contactTargets)[number];

/** What a column of a price list can become. */
export const serviceTargets = ['name', 'description', 'price', 'unit', 'minutes', 'rowId'] as const;
export type ServiceTarget = (typeof serviceTargets)[number];

/** What a column can say of the customer of a job or an invoice. */
export const customerTargets = [
  'name',
  'firstName',
  'lastName',
  'company',
  'phone',
  'email',
  'street',
  'line2',
  'postcode',
  'city',
  'region',
  'country',
] as const;
const ofCustomers: ReadonlySet<string> = new Set(customerTargets);

export const isOfCustomer = (target: string): boolean => ofCustomers.has(target);

/** What a column of a list of jobs can become. Rows of one number are visits of one job. */
export const jobTargets = [
  'title',
  'day',
  'time',
  'endDay',
  'endTime',
  'minutes',
  'status',
  'price',
  'createdDay',
  'doneDay',
  'jobNotes',
  'rowId',
  ...customerTargets,
] as const;

/** What a column of a list of invoices can become. */
export const invoiceTargets = [
  'number',
  'issuedDay',
  'dueDay',
  'total',
  'lineTotal',
  'paidAmount',
  'openAmount',
  'paidDay',
  'currency',
  'status',
  'type',
  'title',
  'jobNotes',
  ...customerTargets,
] as const;

export const targetsOf = {
  contacts: contactTargets,
  services: serviceTargets,
  jobs: jobTargets,
  invoices: invoiceTargets,
} as const;

/** What a file of rows can be brought in as. */
export type ImportOf = keyof typeof targetsOf;
export const importKinds = Object.keys(targetsOf) as ImportOf[];

/** By column: one of the targets, `custom:` with the id of a field of the owner's own, or empty where it is left out. */
export type Mapping = readonly string[];

const customPrefix = 'custom:';

export const customTarget = (fieldId: string): string => customPrefix + fieldId;

/** The id of the owner's field that a target names. */
export function customFieldId(target: string): string | undefined {
  return target.startsWith(customPrefix) ? target.slice(customPrefix.length) : undefined;
}

/** What a phone, an email or an address is, as the header of its column says. */
export const labels = ['Mobile', 'Work', 'Home', 'Fax', 'Billing', 'Shipping'] as const;
export type Label = (typeof labels)[number];

/** A column as it was recognised. */
export interface Column {
  header: string;
  target: string;
  label?: Label | undefined;
  /** Columns of one address, or of one phone and what it is called, have the same. */
  group: string;
  style?: ColumnStyle;
}
