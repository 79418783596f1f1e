import type { AuditEntry } from '#shared/domain/audit.ts';
import type { AuditFilter, AuditPlace } from './api.ts';

/** The entries of the open months: in order, and by the records that they name. */
export interface AuditEntries {
  add(entries: Iterable<AuditEntry>): void;
  /** Forgets all of them. */
  clear(): void;
  get(id: string): AuditEntry | undefined;
  readonly size: number;
  all(): Iterable<AuditEntry>;
  /**
   * Those that fit, the newest first, from the one after `after` on: at most `limit`. `records`: only what names one
   * of these.
   */
  newest(
    fits: (entry: AuditEntry) => boolean,
    limit: number,
    after?: AuditPlace,
    records?: ReadonlySet<string>,
  ): AuditEntry[];
}

export function createAuditEntries(): AuditEntries {
  let inOrder: AuditEntry[] = [];
  let isInOrder = true;
  const byId = new Map<string, AuditEntry>();
  const byRecord = new Map<string, AuditEntry[]>();

  function add(entry: AuditEntry): void {
    if (byId.has(entry.id)) return;
    const last = inOrder.at(-1);
    if (last !== undefined && compare(last, entry) > 0) isInOrder = false;
    byId.set(entry.id, entry);
    inOrder.push(entry);
    for (const record of entry.records) {
      const known = byRecord.get(record);
      if (known === undefined) byRecord.set(record, [entry]);
      else known.push(entry);
    }
  }

  /** The entries among which is looked, the oldest first. */
  function candidates(records: ReadonlySet<string> | undefined): AuditEntry[] {
    if (records === undefined) {
      if (!isInOrder) inOrder.sort(compare);
      isInOrder = true;
      return inOrder;
    }
    const named = [...records].flatMap((record) => byRecord.get(record) ?? []);
    return [...new Set(named)].toSorted(compare);
  }

  return {
    add(entries) {
      for (const entry of entries) add(entry);
    },
    clear() {
      inOrder = [];
      isInOrder = true;
      byId.clear();
      byRecord.clear();
    },
    get: (id) => byId.get(id),
    get size() {
      return inOrder.length;
    },
    all: () => inOrder,
    newest(fits, limit, after, records) {
      const among = candidates(records);
      const found: AuditEntry[] = [];
      let index = after === undefined ? among.length : firstFrom(among, after);
      while (index-- > 0 && found.length < limit) {
        const entry = among[index]!;
        if (fits(entry)) found.push(entry);
      }
      return found;
    },
  };
}

/** The place of the first entry that is not before a moment; of two of one moment, the ids decide. */
function firstFrom(among: AuditEntry[], place: AuditPlace): number {
  let [low, high] = [0, among.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(among[middle]!, place) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compare(a: AuditPlace, b: AuditPlace): number {
  if (a.at !== b.at) return a.at - b.at;
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** Whether an entry is one that a filter asks for; its record is looked up, and not asked here. */
export function fitsFilter(entry: AuditEntry, filter: AuditFilter): boolean {
  const { memberId, deviceId, command, from = -Infinity, until = Infinity } = filter;
  return (
    entry.at >= from &&
    entry.at < until &&
    (memberId === undefined || entry.memberId === memberId) &&
    (deviceId === undefined || entry.deviceId === deviceId) &&
    (command === undefined || entry.command === command) &&
    isBy(entry, filter.by)
  );
}

function isBy({ by, rule }: AuditEntry, wanted: AuditFilter['by']): boolean {
  if (wanted === undefined) return true;
  if (wanted === 'person') return by === undefined && rule === undefined;
  if (wanted === 'assistant' || wanted === 'program') return by === wanted;
  if (wanted === 'rule') return rule !== undefined;
  return rule?.name === 'own' && rule.ruleId === wanted.ruleId;
}
