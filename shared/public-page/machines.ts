import type { PageDocument, ShownPrice, ShownService } from './document.ts';

const dayNames: Record<string, string> = {
  mon: 'Monday',
  tue: 'Tuesday',
  wed: 'Wednesday',
  thu: 'Thursday',
  fri: 'Friday',
  sat: 'Saturday',
  sun: 'Sunday',
};

function decimal(amount: string, digits: number): string {
  const padded = amount.padStart(digits + 1, '0');
  const cut = padded.length - digits;
  return digits === 0 ? padded : `${padded.slice(0, cut)}.${padded.slice(cut)}`;
}

function specificationOf(price: ShownPrice): object | undefined {
  if (price.kind === 'ask') return undefined;
  const { currency, digits } = price;
  const value = decimal(price.amount, digits);
  const of = { '@type': 'PriceSpecification', priceCurrency: currency };
  if (price.kind === 'fixed') return { ...of, price: value };
  return { ...of, minPrice: value, ...(price.kind === 'range' && { maxPrice: decimal(price.to, digits) }) };
}

function offerOf({ name, description, price }: ShownService): object {
  const priceSpecification = specificationOf(price);
  const itemOffered = { '@type': 'Service', name, ...(description !== undefined && { description }) };
  return { '@type': 'Offer', itemOffered, ...(priceSpecification && { priceSpecification }) };
}

/** What search engines read: a LocalBusiness of schema.org. `place`: how the page and its picture are reached. */
export function structuredData(
  { profile }: PageDocument,
  place: { url?: string | undefined; picture?: string | undefined },
): object {
  const { name, description, area, services, hours, languages, contact = {} } = profile;
  const { phone, email, website } = contact;
  return {
    '@context': 'https://schema.org',
    '@type': 'LocalBusiness',
    name,
    ...(description !== undefined && { description }),
    ...(area !== undefined && { areaServed: area }),
    ...(phone !== undefined && { telephone: phone }),
    ...(email !== undefined && { email }),
    ...(place.url !== undefined && { url: place.url }),
    ...(website !== undefined && { sameAs: website }),
    ...(place.picture !== undefined && { image: place.picture }),
    ...(languages !== undefined && { knowsLanguage: languages }),
    ...(services !== undefined && { makesOffer: services.map(offerOf) }),
    ...(hours !== undefined && {
      openingHoursSpecification: Object.entries(hours).flatMap(([day, spans]) =>
        spans.map(({ from, to }) => ({
          '@type': 'OpeningHoursSpecification',
          dayOfWeek: `https://schema.org/${dayNames[day]}`,
          opens: from,
          closes: to,
        })),
      ),
    }),
  };
}

/** The same for programs, with the signature by which they can tell that it is the business's own word. */
export function pageFeed(
  document: PageDocument,
  signed: { payload: string; signature: string; device: string },
): object {
  const { slug, issuedAt, expiresAt, timeZone, country, profile, requests } = document;
  return {
    version: 1,
    slug,
    issuedAt,
    expiresAt,
    timeZone,
    country,
    profile,
    takesRequests: requests !== undefined,
    signed,
  };
}
