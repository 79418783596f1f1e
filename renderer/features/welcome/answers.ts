import type { ArgsOf } from '#shared/commands/index.ts';
import type { Hours } from '#shared/domain/business.ts';
import { countries, countryOf, suggestTaxes, type Country } from '#shared/domain/countries.ts';
import { formatAmount, parseMoney } from '#shared/domain/money-text.ts';
import { tradeOf, usualPrice } from '#shared/domain/trades.ts';

/** A line of the price list while it is being typed. */
export interface ServiceAnswer {
  key: string;
  name: string;
  /** As typed, in the business's locale. */
  price: string;
  unit?: string;
  durationMinutes?: number;
}

/** What the owner has said so far. */
export interface Answers {
  mode: 'fresh' | 'sample';
  name: string;
  trade: string;
  country: string;
  /** What invoices carry of the business; each may be left empty. */
  street: string;
  postcode: string;
  city: string;
  taxId: string;
  paymentInstructions: string;
  hours: Hours;
  services: ServiceAnswer[];
  passphrase: string;
  words: string[];
}

const workday = [{ from: '08:00', to: '17:00' }];

export const firstAnswers: Answers = {
  mode: 'fresh',
  name: '',
  trade: 'plumbing',
  country: likelyCountry(),
  street: '',
  postcode: '',
  city: '',
  taxId: '',
  paymentInstructions: '',
  hours: { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday },
  services: [],
  passphrase: '',
  words: [],
};

/** The country of the computer's language, where Plumbline knows it. */
function likelyCountry(): string {
  const region = new Intl.Locale(navigator.language).maximize().region;
  return countryOf(region ?? '')?.code ?? 'US';
}

export function countryFor(answers: Answers): Country {
  return countryOf(answers.country) ?? countries[0]!;
}

/** The trade's usual services at the country's price level, as an owner there would write them. */
export function usualServices({ trade, country }: Pick<Answers, 'trade' | 'country'>): ServiceAnswer[] {
  const { currency, locale } = countryOf(country) ?? countries[0]!;
  return tradeOf(trade).services.map((service) => ({
    key: crypto.randomUUID(),
    name: service.name,
    price: formatAmount(usualPrice(service, currency), currency, locale),
    unit: service.unit,
    durationMinutes: service.durationMinutes,
  }));
}

/** A service's price in minor units; `undefined` where what is typed is no price. */
export function priceOf({ price }: ServiceAnswer, { currency, locale }: Country): string | undefined {
  const minor = parseMoney(price, currency, locale);
  return minor === undefined || minor < 0n ? undefined : String(minor);
}

/** Whether anything of what invoices carry has been said. */
export function hasDetails({ street, postcode, city, taxId, paymentInstructions }: Answers): boolean {
  return [street, postcode, city, taxId, paymentInstructions].some((text) => text.trim() !== '');
}

function addressOf({ street, postcode, city, country }: Answers) {
  const parts = { street: filled(street), postcode: filled(postcode), city: filled(city) };
  return Object.values(parts).every((part) => part === undefined) ? undefined : { ...parts, country };
}

function filled(text: string): string | undefined {
  return text.trim() === '' ? undefined : text.trim();
}

/** The answers as the command that sets the business up takes them. */
export function setUpArgs(answers: Answers): ArgsOf<'business.setUp'> {
  const country = countryFor(answers);
  return {
    profile: {
      name: answers.name.trim(),
      trade: answers.trade,
      country: country.code,
      currency: country.currency,
      locale: country.locale,
      timeZone: new Intl.DateTimeFormat().resolvedOptions().timeZone,
      address: addressOf(answers),
      taxId: filled(answers.taxId),
      taxIdLabel: country.taxIdLabel,
      paymentInstructions: filled(answers.paymentInstructions),
      ...suggestTaxes(country),
      pricesIncludeTax: false,
      taxRounding: country.taxRounding,
      paymentTermsDays: 14,
      paperSize: country.paperSize,
      invoiceTemplate: 'modern',
      hours: answers.hours,
    },
    services: answers.services.map((service) => ({
      name: service.name.trim(),
      unitPrice: priceOf(service, country) ?? '0',
      unit: service.unit,
      durationMinutes: service.durationMinutes,
    })),
  };
}
