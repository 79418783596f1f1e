/** The last part of a page's address: short, in small letters, and the same however it is typed. */
const slugPattern = /^[a-z0-9](?:[a-z0-9]|-(?!-)){1,38}[a-z0-9]$/;
export const longestSlug = 40;

/** Words that would be mistaken for a part of the relay or for whoever runs it. */
const reserved = new Set(
  `about account admin api app assets auth b billing blog book booking bookings business contact dashboard
  data demo dev docs download example feed ftp health healthz help home imprint index info invoice invoices
  legal localhost login logout mail metrics new null official operator owner page pages password pay payment
  payments phishing plumbline privacy profile public relay root secure security service services settings
  shop signin signup static status support system team terms test undefined user users verify webmaster www`
    .split(/\s+/)
    .filter((word) => word !== ''),
);

export type SlugProblem = 'form' | 'reserved';

/** What is wrong with an address that somebody wants; nothing where a relay may give it out. */
export function slugProblem(slug: string): SlugProblem | undefined {
  if (!slugPattern.test(slug)) return 'form';
  return reserved.has(slug) || slug.split('-').every((part) => reserved.has(part)) ? 'reserved' : undefined;
}

/** A first proposal out of a name: “Müller & Söhne” is `muller-sohne`. Empty where no letter can be kept. */
export function slugFrom(name: string): string {
  const plain = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll('ß', 'ss')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, longestSlug)
    .replaceAll(/^-+|-+$/g, '');
  return slugProblem(plain) === undefined ? plain : '';
}
