import { fold } from '#shared/lib/fold.ts';
import type { Contact } from './contact.ts';
import { phoneKey } from './phone.ts';

type Entries<Entry> = Record<string, Entry> | undefined;

/**
 * What one contact becomes when another turns out to be the same person: it keeps its own name, gains what it
 * lacks, and everything that both may have several of. What limits one of them stays where it was said: it counts for
 * both (`isLimitedPerson`), and taking the merge back cannot end it.
 */
export function mergedContact(keep: Contact, other: Contact): Contact {
  return {
    ...other,
    ...keep,
    company: keep.company ?? other.company,
    notes: joinNotes(keep.notes, other.notes),
    phones: joinEntries(keep.phones, other.phones, ({ number }) => phoneKey(number, undefined)),
    emails: joinEntries(keep.emails, other.emails, ({ address }) => address.toLowerCase()),
    addresses: joinEntries(keep.addresses, other.addresses, ({ street, postcode, city }) =>
      fold([street, postcode, city].join(' ')),
    ),
    taxIds: joinEntries(keep.taxIds, other.taxIds, ({ value }) => value.replaceAll(/\W/g, '').toUpperCase()),
    preferences: joinEntries(keep.preferences, other.preferences, ({ text }) => fold(text)),
    custom: other.custom === undefined ? keep.custom : { ...other.custom, ...keep.custom },
    tags: joinEntries(keep.tags, other.tags, undefined),
    onlyComments: keep.onlyComments === true && other.onlyComments === true ? true : undefined,
    archivedAt: keep.archivedAt,
    binnedAt: keep.binnedAt,
    apartFrom: joinEntries(keep.apartFrom, other.apartFrom, undefined),
    sameAs: keep.sameAs,
    restrictions: keep.restrictions,
    limits: keep.limits,
  };
}

/**
 * The contact that a merged one has become, however often it was merged; itself where it was not. Where two devices
 * merged both ways at once, it is the same one of them for everybody.
 */
export function mergedTarget(id: string, find: (id: string) => Contact | undefined): string {
  const path = [id];
  for (let next = find(id)?.mergedInto; next !== undefined; next = find(next)?.mergedInto) {
    const from = path.indexOf(next);
    if (from !== -1) return path.slice(from).toSorted()[0]!;
    path.push(next);
  }
  return path.at(-1)!;
}

/** Whether this one was merged into others and is the one that they have become: two devices merged both ways at once. */
export function isMergedInCircle(id: string, find: (id: string) => Contact | undefined): boolean {
  return find(id)?.mergedInto !== undefined && mergedTarget(id, find) === id;
}

function joinNotes(keep: string | undefined, other: string | undefined): string | undefined {
  if (keep === undefined || other === undefined || keep.includes(other)) return keep ?? other;
  return `${keep}\n\n${other}`.slice(0, 20_000);
}

/** All entries of both; of two with the same sense the kept one. */
function joinEntries<Entry>(
  keep: Entries<Entry>,
  other: Entries<Entry>,
  sense: ((entry: Entry) => string) | undefined,
): Entries<Entry> {
  if (other === undefined) return keep;
  const known = new Set(Object.values(keep ?? {}).map((entry) => sense?.(entry)));
  const added = Object.entries(other).filter(([, entry]) => sense === undefined || !known.has(sense(entry)));
  return { ...Object.fromEntries(added), ...keep };
}
