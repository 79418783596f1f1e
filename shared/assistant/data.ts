import { dayOf } from '#shared/domain/day.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import { formatMoney, formatSums } from '#shared/domain/money-text.ts';
import type { Business } from '#shared/domain/business.ts';
import type { Finding } from './read-tools.ts';
import type { Refs } from './refs.ts';

/**
 * Findings as a model that may propose changes gets to see them: references, states, local times, amounts and the
 * owner's own price list. Names, titles, notes and messages stay out, because customers write them.
 */
export function asData(
  findings: readonly Finding[],
  refs: Refs,
  business: Business,
): Record<string, unknown>[] {
  return findings.map((finding) => dataOf(finding, refs, business));
}

function dataOf(finding: Finding, refs: Refs, business: Business): Record<string, unknown> {
  const at = (moment: number): string => localMoment(moment, business);
  const money = (minor: bigint | string, currency: string): string =>
    formatMoney(minor, currency, business.locale);
  switch (finding.kind) {
    case 'contact':
      return {
        ref: refs.nameOf('contacts', finding.id),
        owes: formatSums(finding.owes, business.currency, business.locale),
        openJobs: finding.openJobs,
      };
    case 'job':
      return {
        ref: refs.nameOf('jobs', finding.id),
        contact: refs.nameOf('contacts', finding.contactId),
        state: finding.state,
        invoiced: finding.invoiced,
        ...(finding.visit && visitData(finding.visit, refs, at)),
      };
    case 'invoice':
      return {
        ref: refs.nameOf('issued', finding.id),
        contact: refs.nameOf('contacts', finding.contactId),
        number: finding.number,
        status: finding.status,
        total: money(finding.total, finding.currency),
        due: money(finding.due, finding.currency),
        issued: finding.issueDate,
        dueDate: finding.dueDate,
      };
    case 'draft':
      return {
        ref: refs.nameOf('documents', finding.id),
        contact: refs.nameOf('contacts', finding.contactId),
        status: 'draft',
      };
    case 'conversation':
      return {
        ref: refs.nameOf('conversations', finding.id),
        contact: refs.nameOf('contacts', finding.contactId),
        state: finding.state,
        lastAt: at(finding.lastAt),
        unanswered: finding.unanswered,
      };
    case 'visit':
      return {
        ref: refs.nameOf('jobs', finding.jobId),
        contact: refs.nameOf('contacts', finding.contactId),
        state: finding.state,
        ...visitData(finding, refs, at),
      };
    case 'slot':
      return { from: at(finding.start), to: at(finding.end) };
    default: {
      const { name, unitPrice, currency, unit, durationMinutes } = finding.service;
      return {
        ref: refs.nameOf('services', finding.id),
        name,
        price: money(unitPrice, currency),
        unit,
        durationMinutes,
      };
    }
  }
}

function visitData(
  { visitId, start, end }: { visitId: string; start: number; end: number },
  refs: Refs,
  at: (moment: number) => string,
): Record<string, string> {
  return { visit: refs.nameOf('visits', visitId), start: at(start), end: at(end) };
}

/** As commands take it back: `2026-11-24T10:00` on the business's wall clock. */
export function localMoment(moment: number, { timeZone }: Business): string {
  return `${dayOf(moment, timeZone)}T${timeOf(moment, timeZone)}`;
}
