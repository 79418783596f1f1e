import type { Business } from './business.ts';
import type { Address } from './common.ts';
import type { Contact } from './contact.ts';
import { dayOf } from './day.ts';
import { buyerOf, sellerOf } from './invoice-content.ts';
import type { DocumentContent, Party } from './invoice.ts';
import type { JobEvent } from './job-event.ts';
import type { JobFile } from './job-file.ts';
import type { Reading, ReportField, ReportPart } from './job-report.ts';
import { readingsAsked } from './job-report.ts';
import type { JobType } from './job-type.ts';
import { inOrder, type Signature } from './signature.ts';
import type { PlannedJob, VisitRecord } from './visit.ts';

/** So much of something: what it is called and how much, and nothing of its price. */
export interface CountedLine {
  name: string;
  quantity: string;
  unit?: string | undefined;
}

type Counted = Readonly<Record<string, CountedLine & { order: number }>>;

/** Which photos a report shows: those that say what they show. */
export type ShownLabel = Exclude<JobFile['label'], 'other'>;

/** A picture that stands in the document itself. */
export interface ReportPhoto {
  label: ShownLabel;
  /** A data URL. */
  source: string;
}

/**
 * What a report is made of. It names each thing that a customer may read, and nothing else can get in: notes for who
 * works there, costs and prices are in none of these types.
 */
export interface ReportSources {
  business: Pick<
    Business,
    | 'name'
    | 'legalName'
    | 'taxId'
    | 'taxIdLabel'
    | 'email'
    | 'phone'
    | 'website'
    | 'address'
    | 'country'
    | 'locale'
    | 'timeZone'
    | 'paperSize'
    | 'invoiceTemplate'
    | 'invoiceFooter'
  >;
  customer: Pick<Contact, 'name' | 'company' | 'addresses'>;
  /** Where the work was done, if that is known. */
  place: Address | undefined;
  job: Pick<PlannedJob, 'title' | 'completedAt' | 'customerNotes' | 'readings'> & {
    items?: Counted | undefined;
    materials?: Counted | undefined;
  };
  form: Pick<JobType, 'reportTitle' | 'reportFields' | 'reportWithout'> | undefined;
  /** In the order in which they took place. */
  visits: readonly Pick<VisitRecord, 'checks' | 'ticks'>[];
  signatures: readonly SignatureSource[];
  /** What those are called who did it. */
  workers: readonly string[];
  photos: readonly ReportPhoto[];
  /** The moment of looking, for a job that is not done. */
  now: number;
  /** Which of those that were sent it is. */
  version: number;
}

/** `isChanged`: the job says something else now than what was signed for. */
export interface SignatureSource extends Pick<JobEvent, 'at' | 'signature'> {
  isChanged: boolean;
}

/** What a report says, as it is printed. */
export interface ReportContent extends Pick<DocumentContent, 'locale' | 'template' | 'paperSize' | 'footer'> {
  /** Its form's own, where it has one. */
  title: string | undefined;
  seller: Party;
  buyer: Party;
  place: Address | undefined;
  day: string;
  /** The first one says nothing of it. */
  version: number;
  /** The number that it was sent with before it got this one. */
  sentAs?: number | undefined;
  workers: readonly string[];
  subject: string;
  work: CountedLine[];
  readings: Pick<Reading, 'label' | 'kind' | 'unit' | 'value'>[];
  checks: { text: string; isDone: boolean }[];
  materials: CountedLine[];
  notes: string | undefined;
  photos: readonly ReportPhoto[];
  signatures: (Pick<Signature, 'name' | 'strokes' | 'statement'> & {
    day: string;
    /** What was signed for, where that is something else than what stands above. */
    signedFor: readonly string[];
  })[];
}

/** What the report says as the job is now. */
export function composeReport(sources: ReportSources): ReportContent {
  const { business, customer, job, form, visits, now } = sources;
  const shows = (part: ReportPart) => form?.reportWithout?.[part] === undefined;
  const { name, contactName, address } = buyerOf(customer);
  return {
    title: form?.reportTitle,
    locale: business.locale,
    template: business.invoiceTemplate,
    paperSize: business.paperSize,
    footer: business.invoiceFooter === '' ? undefined : business.invoiceFooter,
    seller: sellerOf(business),
    buyer: { name, contactName, address },
    place: sources.place,
    day: dayOf(job.completedAt ?? now, business.timeZone),
    version: sources.version,
    workers: sources.workers,
    subject: job.title,
    work: shows('work') ? counted(job.items) : [],
    readings: readingsOf(form?.reportFields, job.readings),
    checks: shows('checklist') ? visits.flatMap(checksOf) : [],
    materials: shows('materials') ? counted(job.materials) : [],
    notes: job.customerNotes,
    photos: shows('photos') ? sources.photos : [],
    signatures: shows('signature')
      ? sources.signatures.flatMap((each) => signed(each, business.timeZone))
      : [],
  };
}

function readingsOf(
  fields: Readonly<Record<string, ReportField>> | undefined,
  readings: Readonly<Record<string, Reading>> | undefined = {},
): ReportContent['readings'] {
  return readingsAsked(fields, readings).flatMap(({ id }) => {
    const read = readings[id];
    return read === undefined ? [] : [pickReading(read)];
  });
}

function pickReading({ label, kind, unit, value }: Reading): ReportContent['readings'][number] {
  return { label, kind, unit, value };
}

function counted(lines: Counted | undefined): CountedLine[] {
  return inOrder(lines).map(([, { name, quantity, unit }]) => ({ name, quantity, unit }));
}

function checksOf({ checks, ticks = {} }: Pick<VisitRecord, 'checks' | 'ticks'>): ReportContent['checks'] {
  return inOrder(checks).map(([id, { text }]) => ({ text, isDone: Object.hasOwn(ticks, id) }));
}

function signed(
  { at, signature, isChanged }: SignatureSource,
  timeZone: string,
): ReportContent['signatures'] {
  if (signature === undefined) return [];
  const { name, strokes, statement, lines } = signature;
  return [{ name, strokes, statement, day: dayOf(at, timeZone), signedFor: isChanged ? lines : [] }];
}
