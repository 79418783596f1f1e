import { findingId, type FindingKind, type Side } from '#shared/domain/finding.ts';
import { isStanding } from '#shared/domain/invoice-status.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { type Finding, finding, type Invariant, type Settlement } from './invariant.ts';

/** A number names one document. Two have one where an old backup brought an old counter back. */
export const oneDocumentANumber: Invariant = {
  watches: ['issued'],
  subjectsOf: (_, { number }) => (typeof number === 'string' ? [number] : []),
  find(number, records) {
    // What was issued twice is a finding of its own, and is settled with it.
    const byWork = Map.groupBy(inOrder(records.by('issued', 'number', number)), workOf);
    const documents = Array.from(byWork.values(), ([first]) => first!);
    return eachPair('numberTwice', documents, records);
  },
};

/** A job is invoiced once, and so is a draft issued once, unless what was issued first was taken back. */
export const oneInvoiceAJob: Invariant = {
  watches: ['issued'],
  subjectsOf: (_, record) => (typeof record['documentId'] === 'string' ? [workOf(record)] : []),
  find(subject, records) {
    const [by, id] = subject.split('/') as [string, string];
    const issued =
      by === 'job'
        ? records.by('issued', 'jobId', id).filter(({ kind }) => kind === 'invoice')
        : records.by('issued', 'documentId', id);
    return eachPair('issuedTwice', issued, records);
  },
};

/** Credit notes give back no more than their invoice asked for. */
export const creditWithinInvoice: Invariant = {
  watches: ['issued'],
  subjectsOf: (_, { id, kind, correctsId }) =>
    kind === 'creditNote' && typeof correctsId === 'string' ? [correctsId] : [id],
  find(invoiceId, records) {
    const invoice = records.get('issued', invoiceId);
    if (invoice?.kind !== 'invoice') return [];
    const credits = oneADraft(records.by('issued', 'correctsId', invoiceId)).filter((credit) =>
      isStanding(credit, records.by('issued', 'correctsId', credit.id)),
    );
    const given = credits.reduce((sum, { totals }) => sum + BigInt(totals.gross), 0n);
    if (credits.length < 2 || BigInt(invoice.totals.gross) + given >= 0n) return [];
    return ofDocuments('creditBeyond', [invoice, ...credits], records);
  },
};

/** What an invoice is for: a job, or a draft of its own. A credit note is for what it was drafted for. */
function workOf({ kind, jobId, documentId }: { [field: string]: unknown }): string {
  return kind === 'invoice' && typeof jobId === 'string' ? `job/${jobId}` : `document/${String(documentId)}`;
}

/** The first document with each of the following, as long as both count. */
function eachPair(kind: FindingKind, issued: IssuedDocument[], records: RecordReader): Finding[] {
  const [first, ...others] = inOrder(issued).filter((document) =>
    isStanding(document, records.by('issued', 'correctsId', document.id)),
  );
  return others.flatMap((other) => ofDocuments(kind, [first!, other], records));
}

function ofDocuments(kind: FindingKind, documents: IssuedDocument[], records: RecordReader): Finding[] {
  const sides = documents.map(({ id }): Side => ({ collection: 'issued', id }));
  const id = findingId(kind, sides);
  // An invoice is taken back where it is one too many; a credit note is charged again.
  const toSettle = kind === 'creditBeyond' ? documents.slice(1) : documents;
  const settlements = toSettle.map((document): Settlement => {
    return {
      command: document.kind === 'invoice' ? 'finding.credit' : 'finding.charge',
      args: { finding: id, issuedId: document.id },
      side: { collection: 'issued', id: document.id },
    };
  });
  const keep: Settlement = { command: 'finding.keep', args: { finding: id, kind } };
  return finding(records, { kind, sides, decides: 'money', settlements: [...settlements, keep] });
}

/** Of what was issued from one draft only the first: that it was issued twice is a finding of its own. */
function oneADraft(issued: IssuedDocument[]): IssuedDocument[] {
  const drafts = new Set<string>();
  return inOrder(issued).filter(({ documentId }) => !drafts.has(documentId) && drafts.add(documentId));
}

function inOrder(issued: IssuedDocument[]): IssuedDocument[] {
  return issued.toSorted((a, b) => a.issuedAt - b.issuedAt || (a.id < b.id ? -1 : 1));
}
