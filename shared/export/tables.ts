import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { Address } from '#shared/domain/common.ts';
import { minorDigits } from '#shared/domain/currencies.ts';
import { plainAmount } from '#shared/domain/money-text.ts';
import { internationalPhone } from '#shared/domain/phone.ts';
import { siteLabel } from '#shared/domain/site.ts';
import { writeCsv } from '#shared/import/csv.ts';
import { readJob } from '#shared/records/jobs.ts';
import type { RecordReader } from '#shared/records/reader.ts';

/** An amount of money as it is written: a file has it with all its digits, a spreadsheet reckons with it. */
interface Amount {
  amount: string;
}
export type Cell = string | number | Amount | undefined;
type Cells<Name extends CollectionName> = (
  record: RecordOf<Name>,
  records: RecordReader,
) => Record<string, Cell>;

/** A table for spreadsheets: a row for each record. Its columns are the names of its cells. */
interface ExportTable<Name extends CollectionName> {
  name: TableName;
  of: Name;
  cells: Cells<Name>;
}

export const tableNames = [
  'contacts',
  'sites',
  'enquiries',
  'jobs',
  'visits',
  'invoices',
  'payments',
  'services',
  'messages',
  'tasks',
] as const;
export type TableName = (typeof tableNames)[number];

/** The same table whatever it is of, so that all can stand in one list. */
export interface AnyTable {
  name: TableName;
  path: string;
  of: CollectionName;
  /** The row of each record. */
  rows(
    records: RecordReader,
    keeps: (record: RecordOf<CollectionName>) => boolean,
  ): { id: string; cells: Record<string, Cell> }[];
  /** The whole file. `keeps`: which records stand in it. */
  write(records: RecordReader, keeps: (record: RecordOf<CollectionName>) => boolean): string;
}

function table<Name extends CollectionName>({ name, of, cells }: ExportTable<Name>): AnyTable {
  const rows: AnyTable['rows'] = (records, keeps) =>
    [...records.all(of)].filter(keeps).map((record) => ({ id: record.id, cells: cells(record, records) }));
  return {
    name,
    path: `tables/${name}.csv`,
    of,
    rows,
    write(records, keeps) {
      const found = rows(records, keeps);
      const headers = Object.keys(found[0]?.cells ?? {});
      return writeCsv([headers, ...found.map((row) => headers.map((header) => textOf(row.cells[header])))]);
    },
  };
}

function textOf(cell: Cell): string {
  return typeof cell === 'object' ? cell.amount : String(cell ?? '');
}

/** What most owners look for in a spreadsheet. Everything else stands in the files of records. */
export const exportTables: readonly AnyTable[] = [
  table({
    name: 'contacts',
    of: 'contacts',
    cells: ({
      id,
      kind,
      name,
      company,
      phones,
      emails,
      addresses,
      taxIds,
      tags,
      language,
      notes,
      createdAt,
    }) => ({
      Name: name,
      Company: company,
      Kind: kind ?? 'person',
      Phone: joined(Object.values(phones ?? {}).map(({ number }) => internationalPhone(number))),
      Email: joined(Object.values(emails ?? {}).map(({ address }) => address)),
      ...addressCells(Object.values(addresses ?? {})[0]),
      'Tax number': joined(Object.values(taxIds ?? {}).map(({ value }) => value)),
      Tags: joined(Object.keys(tags ?? {})),
      Language: language,
      Notes: notes,
      Since: moment(createdAt),
      Id: id,
    }),
  }),
  table({
    name: 'sites',
    of: 'sites',
    cells: ({ id, contactId, name, address, access, hazards, equipment }, records) => ({
      Customer: nameOf(records, contactId),
      Site: name,
      ...addressCells(address),
      Access: access,
      Hazards: hazards,
      Equipment: joined(
        Object.values(equipment ?? {}).map(({ name: called, make, model, serial }) =>
          [called, make, model, serial].filter(Boolean).join(' '),
        ),
      ),
      Id: id,
    }),
  }),
  table({
    name: 'enquiries',
    of: 'enquiries',
    cells: (
      { id, contactId, siteId, title, stage, source, memberId, createdAt, expectedOn, notes },
      records,
    ) => ({
      Enquiry: title,
      Customer: nameOf(records, contactId),
      Site: siteOf(records, siteId),
      Stage: records.get('stages', stage)?.name ?? stage,
      Source: source,
      Who: memberId === undefined ? undefined : whoIs(records, memberId),
      Created: moment(createdAt),
      Expected: expectedOn,
      Notes: notes,
      Id: id,
    }),
  }),
  table({
    name: 'jobs',
    of: 'jobs',
    cells: ({ id, contactId, siteId, title, notes, createdAt }, records) => ({
      Job: title,
      Customer: nameOf(records, contactId),
      Site: siteOf(records, siteId),
      State: readJob(records, id)?.state,
      Created: moment(createdAt),
      Notes: notes,
      Id: id,
    }),
  }),
  table({
    name: 'visits',
    of: 'visits',
    cells: ({ id, jobId, time, assignees, notes }, records) => {
      const job = records.get('jobs', jobId);
      return {
        Job: job?.title,
        Customer: nameOf(records, job?.contactId),
        Start: moment(time.start),
        End: moment(time.end),
        'Time zone': time.zone,
        Who: joined(Object.keys(assignees ?? {}).map((each) => whoIs(records, each))),
        Notes: notes,
        Id: id,
      };
    },
  }),
  table({
    name: 'invoices',
    of: 'issued',
    cells: ({ id, number, kind, issueDate, dueDate, buyer, currency, digits, totals, correctsNumber }) => ({
      Number: number,
      Kind: kind,
      Date: issueDate,
      Due: dueDate,
      Customer: buyer.name,
      Net: amount(totals.net, digits),
      Tax: amount(totals.tax, digits),
      Total: amount(totals.gross, digits),
      Currency: currency,
      Corrects: correctsNumber,
      Id: id,
    }),
  }),
  table({
    name: 'payments',
    of: 'payments',
    cells: ({ id, issuedId, day, amount: paid, currency, method, reference }, records) => ({
      Invoice: records.get('issued', issuedId)?.number,
      Day: day,
      Amount: amount(paid, minorDigits(currency)),
      Currency: currency,
      Method: method,
      Reference: reference,
      Id: id,
    }),
  }),
  table({
    name: 'services',
    of: 'services',
    cells: ({ id, name, description, unitPrice, currency, unit, durationMinutes }) => ({
      Service: name,
      Description: description,
      Price: amount(unitPrice, minorDigits(currency)),
      Currency: currency,
      Unit: unit,
      Minutes: durationMinutes,
      Id: id,
    }),
  }),
  table({
    name: 'messages',
    of: 'messages',
    cells: ({ id, conversationId, direction, type, at, text, memberId, channel }, records) => {
      const conversation = records.get('conversations', conversationId);
      return {
        Customer: nameOf(records, conversation?.contactId),
        Channel: channel ?? conversation?.channel,
        When: moment(at),
        Direction: direction,
        Kind: type,
        Text: text,
        By: memberId === undefined ? undefined : whoIs(records, memberId),
        Id: id,
      };
    },
  }),
  table({
    name: 'tasks',
    of: 'tasks',
    cells: ({ id, title, asks, notes, due, memberId, done }, records) => ({
      Task: title || [asks?.kind, asks?.about].filter(Boolean).join(' '),
      Due: [due?.day, due?.time].filter(Boolean).join(' '),
      Who: memberId === undefined ? undefined : whoIs(records, memberId),
      Done: done === undefined ? undefined : moment(done.at),
      Notes: notes,
      Id: id,
    }),
  }),
];

function addressCells(address: Address | undefined): Record<string, Cell> {
  return {
    Street: [address?.street, address?.line2].filter(Boolean).join(', '),
    Postcode: address?.postcode,
    City: address?.city,
    Region: address?.region,
    Country: address?.country,
  };
}

function amount(minor: string, digits: number): Amount {
  return { amount: plainAmount(minor, digits) };
}

/** ISO 8601 in UTC: every program reads it alike. */
function moment(at: number): string {
  return new Date(at).toISOString();
}

function joined(parts: readonly string[]): string {
  return parts.join('; ');
}

function nameOf(records: RecordReader, contactId: string | undefined): string | undefined {
  return contactId === undefined ? undefined : records.get('contacts', contactId)?.name;
}

function siteOf(records: RecordReader, siteId: string | undefined): string | undefined {
  const site = siteId === undefined ? undefined : records.get('sites', siteId);
  return site && siteLabel(site);
}

function whoIs(records: RecordReader, id: string): string {
  return records.get('staff', id)?.name ?? records.get('members', id)?.name ?? id;
}
