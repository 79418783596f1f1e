import type { ContactRow, RowCustomer } from '#shared/domain/import.ts';
import { readContactRow } from './contact-row.ts';
import { joinRows } from './join.ts';
import { createKnownIndex, type KnownIndex } from './known.ts';
import type { RowProblem } from './problems.ts';
import type { ImportSettings } from './settings.ts';
import type { Row } from './table.ts';
import { isOfCustomer } from './targets.ts';

/** Says whose a row of a file of jobs or invoices is: somebody who is known, or somebody new of the file. */
export interface Customers {
  of(row: Row): { customer: RowCustomer } | { problems: RowProblem[] };
}

/**
 * By phone and email as everywhere; a name alone means the only one who is called so. Rows of one customer make one:
 * what later rows say of them is added to what goes out with all of them.
 */
export function createCustomers(settings: ImportSettings, known: KnownIndex): Customers {
  const own = createKnownIndex(settings.business.country);
  const customers: RowCustomer[] = [];
  const mapping = settings.mapping.map((target) => (isOfCustomer(target) ? target : ''));
  const ofCustomers: ImportSettings = { ...settings, mapping, takesFlawed: false };

  return {
    of(row) {
      const { draft, problems } = readContactRow({ ...row, isFlawed: false }, ofCustomers);
      if (draft.name === '') return { problems: [{ code: 'nobody' }] };
      if (problems.length > 0) return { problems };
      const isReached = reachesOf(draft) > 0;
      const matches = isReached ? known.find(draft) : known.findName(draft.name);
      if (matches.length > 1)
        return { problems: [{ code: 'several', value: matches.map(({ name }) => name).join(', ') }] };
      const [match] = matches;
      for (const { id } of isReached ? own.find(draft) : own.findName(draft.name)) {
        const earlier = customers[Number(id)]!;
        const joined = joinRows(earlier.row, draft);
        if (joined === undefined) continue;
        const isMore = reachesOf(joined) > reachesOf(earlier.row);
        earlier.row = joined;
        if (match !== undefined) earlier.knownId = match.id;
        if (isMore) remember(Number(id));
        return { customer: earlier };
      }
      const customer: RowCustomer = {
        key: String(customers.length),
        row: draft,
        ...(match !== undefined && { knownId: match.id }),
      };
      customers.push(customer);
      remember(customers.length - 1);
      return { customer };
    },
  };

  function remember(place: number): void {
    const { row } = customers[place]!;
    own.add({
      id: String(place),
      name: row.name,
      phones: (row.phones ?? []).map(({ number }) => number),
      emails: (row.emails ?? []).map(({ address }) => address),
    });
  }
}

/** By how many phones and emails somebody is known. */
const reachesOf = ({ phones = [], emails = [] }: ContactRow): number => phones.length + emails.length;
