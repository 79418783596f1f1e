import type { Refs } from '#shared/assistant/refs.ts';
import type { Archive } from '../archive/archive.ts';

/** Years that are closed: their work and invoices are not among the records until they are opened. */
export interface Earlier {
  /** Opens the years that hold something of a contact. */
  openFor(contactId: string): Promise<void>;
  /** Opens a year and all after it. */
  openFrom(year: number): Promise<void>;
  /** The newest year that is closed, in which nothing is looked up. */
  closedYear(): number | undefined;
}

type YearsOfArchive = Pick<Archive, 'openHistory' | 'earlierYear' | 'openNewestClosed'>;

const compartments = ['work', 'money'] as const;

export function createEarlier(archive: YearsOfArchive): Earlier {
  return {
    openFor: (contactId) => archive.openHistory(contactId),
    async openFrom(year) {
      for (const compartment of compartments) {
        while ((archive.earlierYear(compartment) ?? -Infinity) >= year)
          await archive.openNewestClosed(compartment);
      }
    },
    closedYear() {
      const years = compartments.flatMap((compartment) => archive.earlierYear(compartment) ?? []);
      return years.length === 0 ? undefined : Math.max(...years);
    },
  };
}

/** Opens the closed years that a tool is asked about. Gives the newest year in which it does not look. */
export async function lookBack(
  earlier: Earlier,
  { tool, arguments: args }: { tool: string; arguments: Record<string, unknown> },
  refs: Pick<Refs, 'recordOf'>,
): Promise<number | undefined> {
  if (tool !== 'find_jobs' && tool !== 'find_invoices') return undefined;
  const contact = refs.recordOf(String(args['contact']));
  if (contact?.collection === 'contacts') await earlier.openFor(contact.id);
  else if (typeof args['year'] === 'number') await earlier.openFrom(args['year']);
  else return earlier.closedYear();
  return undefined;
}
