import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import { termsInForce } from '#shared/commands/retention/commands.ts';
import { dayOf } from '#shared/domain/day.ts';
import { openHolds } from '#shared/domain/retention/legal-hold.ts';
import type { RetentionTerms } from '#shared/domain/retention/order.ts';
import { cutOf, daysOf } from '#shared/domain/retention/windows.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import { type Due, dueBy } from '#shared/rights/retention/due.ts';
import { heldBy } from '#shared/rights/retention/held.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { Claims } from '../claims/claims.ts';
import type { CommandDone } from '../commands/api.ts';
import { booksDue } from './due-books.ts';

export interface RetentionDeps {
  library: Library;
  keyring: Pick<Keyring, 'roster' | 'keybag'>;
  claims: Claims;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<CommandDone>>;
  isOver(): boolean;
}

/** By kind, how many records would go, or have gone. */
export type RetentionCounts = Partial<Record<keyof Due | 'egress', number>>;

/**
 * A standing order of an owner, carried out: what belongs to the business by one of the owners' devices each day, what
 * belongs to a device by itself.
 */
export interface Retention {
  /** `now`: what is taken for the time by clocks that agree. Epoch milliseconds. */
  apply(now: number): Promise<void>;
  /** What would go by these terms at once. Nothing is changed; closed books are opened. */
  preview(terms: RetentionTerms, now: number): Promise<Result<RetentionCounts>>;
  /** Whether the newest order was signed by an owner: only then it holds. */
  orderInForce(): string | undefined;
  /** How long a device keeps its backups, in days. */
  backupDays(): number;
}

/** How often all closed books are looked at, for what has come to them late. */
const wholeLook = 30 * 86_400_000;

export function createRetention({ library, keyring, claims, run, isOver }: RetentionDeps): Retention {
  let doneOn = '';
  const isOwners = (deviceId: string): boolean => keyring.roster.isOwners(deviceId);
  const signed = (collection: 'retentionOrders' | 'legalHolds') => (id: string) =>
    library.writersOf(collection, id).some(({ deviceId }) => isOwners(deviceId));
  const inForce = () => termsInForce(library, signed('retentionOrders'));
  const holds = () => openHolds(library.all('legalHolds'), signed('legalHolds'));
  const country = (): string => library.get('business', 'business')?.country ?? '';

  /** The last day on which this order was carried out, and the first. */
  function runsOf(orderId: string): { last: number; first: number } | undefined {
    const runs = [...library.all('retentionRuns')].filter((each) => each.orderId === orderId);
    const moments = runs.map(({ at }) => at);
    return moments.length === 0 ? undefined : { last: Math.max(...moments), first: Math.min(...moments) };
  }

  async function apply(now: number): Promise<void> {
    trimLedger(now);
    const { orderId, terms } = inForce();
    const turn = `${orderId} ${dayOf(now, 'UTC')}`;
    if (orderId === undefined || turn === doneOn || !isOwners(keyring.keybag.deviceId)) return;
    const claim = await claims.take('retention', turn);
    // Without the relay's word it waits for the next look.
    if (claim === 'unknown' || isOver()) return;
    doneOn = turn;
    if (claim === 'mine') await carryOut(orderId, terms, now);
  }

  async function carryOut(orderId: string, terms: RetentionTerms, now: number): Promise<void> {
    const runs = runsOf(orderId);
    const isWhole = runs === undefined || Math.floor(now / wholeLook) !== Math.floor(runs.last / wholeLook);
    const asked = { terms, country: country(), now, since: isWhole ? undefined : runs.last };
    for (const name of booksDue(library.closedBooks.keys(), asked)) await library.open(name);
    for (let isMore = true; isMore && !isOver();) {
      const done = await run('retention.apply', {
        orderId,
        holds: holds().map(({ id }) => id),
        trustedNow: now,
      });
      if (!done.ok) return;
      ({ isMore } = done.value.value as { isMore: boolean });
    }
  }

  /** The ledger is this device's own. Its lines go by the same window, whoever has set it. */
  function trimLedger(now: number): void {
    const old = oldLines(inForce().terms, now);
    if (old.length === 0 || !library.mayBegin().ok) return;
    library.apply(
      old.map(({ id }) => ({ collection: 'egress', id, path: [], before: undefined, after: undefined })),
    );
  }

  function oldLines({ windows }: RetentionTerms, now: number) {
    const cut = cutOf('egress', { windows, country: country(), now });
    return [...library.all('egress')].filter(({ at }) => at < cut);
  }

  return {
    apply,
    async preview(terms, now) {
      const asked = { terms, country: country(), now, since: undefined };
      for (const name of booksDue(library.closedBooks.keys(), asked)) await library.open(name);
      const due = dueBy(library, { terms, held: heldBy(library, holds()), now });
      const counts = Object.entries(due).map(([kind, ids]) => [kind, ids.length] as const);
      return ok({ ...Object.fromEntries(counts), egress: oldLines(terms, now).length });
    },
    orderInForce: () => inForce().orderId,
    backupDays: () => daysOf('backups', inForce().terms.windows, country()) ?? Infinity,
  };
}
