import type { BookContent } from './book-content.ts';

/**
 * What honest devices and an honest relay never do. `forked`: a device has made two statements in the place of one,
 * as two copies of it do. `disproved`: its checkpoint says something else than what it stands for. `refused`: it
 * writes as somebody else, or takes away what stays for good. `invented`: it names work of a device that this one has
 * never written. `taken-away`: work was taken out of the book's room.
 */
export interface Doubt {
  kind: 'forked' | 'disproved' | 'refused' | 'invented' | 'taken-away';
  /** Who is named by it; nobody, where only the relay can tell. */
  deviceId?: string;
}

export function doubtsOf(
  { reader: { chains, held, confirmations }, announced }: Pick<BookContent, 'reader' | 'announced'>,
  takenAway: number,
): Doubt[] {
  const aside = held
    .all()
    // What waits for work that is missing may be right.
    .filter(
      (one) =>
        one.standing === 'aside' &&
        chains.missing(one.statement.device).length === 0 &&
        !confirmations.isConfirmed(one),
    )
    .map(({ statement: { level, device } }): Doubt => ({
      kind: level > 0 ? 'disproved' : 'refused',
      deviceId: device,
    }));
  const invented = announced.invented().map(({ device }): Doubt => ({ kind: 'invented', deviceId: device }));
  const forked = chains.forked().map((deviceId): Doubt => ({ kind: 'forked', deviceId }));
  const all = [...forked, ...aside, ...invented, ...(takenAway > 0 ? [{ kind: 'taken-away' as const }] : [])];
  return [...new Map(all.map((doubt) => [`${doubt.kind} ${doubt.deviceId}`, doubt])).values()];
}
