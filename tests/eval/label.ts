import type { Business, Service } from '#shared/domain/business.ts';
import type { Want } from '#shared/agent/acts/wants.ts';
import type { Language as AnyLanguage } from '#shared/agent/basic/language.ts';

/** Those that have messages here. */
type Language = Exclude<AnyLanguage, 'fr' | 'it'>;

/** What a person reads in a message. What is left out, the message does not say. */
export interface Labels {
  /** An id of the trade's price list. */
  service?: string;
  day?: string;
  time?: string;
  /** The words of the address. */
  place?: string;
}

/** One message of a customer, written on Friday, 20 November 2026, at 10:00 where the business is. */
export interface Labelled extends Labels {
  language: Language;
  trade: Trade;
  intent: Want;
  text: string;
}

const priceLists = {
  plumber: ['Tap repair', 'Boiler service', 'Drain unblocking', 'Toilet repair'],
  electrician: ['Socket installation', 'Fuse box inspection', 'Light fitting'],
  cleaner: ['Deep cleaning', 'Window cleaning', 'Carpet cleaning'],
  gardener: ['Lawn mowing', 'Hedge trimming', 'Tree felling'],
  salon: ['Haircut', 'Colouring', 'Manicure'],
};
export type Trade = keyof typeof priceLists;

const places: Record<Language, Pick<Business, 'country' | 'locale' | 'timeZone' | 'currency'>> = {
  en: { country: 'IE', locale: 'en-IE', timeZone: 'Europe/Dublin', currency: 'EUR' },
  es: { country: 'ES', locale: 'es-ES', timeZone: 'Europe/Madrid', currency: 'EUR' },
  pt: { country: 'PT', locale: 'pt-PT', timeZone: 'Europe/Lisbon', currency: 'EUR' },
  de: { country: 'DE', locale: 'de-DE', timeZone: 'Europe/Berlin', currency: 'EUR' },
};

export const languages = Object.keys(places) as Language[];

/** Ids are the first words in small letters: `boiler`, `socket`. */
export function servicesOf(trade: Trade): Service[] {
  return priceLists[trade].map((name, order) => ({
    id: name.split(' ')[0]!.toLowerCase(),
    name,
    unitPrice: '8000',
    currency: 'EUR',
    durationMinutes: 60,
    order,
    createdAt: 0,
  }));
}

export function placeOf(language: Language): (typeof places)[Language] {
  return places[language];
}

type Row = [Trade, Want, string, Labels?];

export function labelled(language: Language, rows: Row[]): Labelled[] {
  return rows.map(([trade, intent, text, labels]) => ({ language, trade, intent, text, ...labels }));
}
