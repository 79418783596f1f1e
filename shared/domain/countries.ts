import type { Business, Tax } from './business.ts';

/** Rates as of January 2026: suggestions that the owner checks, never advice. */
export interface Country {
  /** ISO 3166-1 alpha-2. */
  code: string;
  /** ISO 4217. */
  currency: string;
  /** BCP 47: the usual one; a country of several languages starts with the largest. */
  locale: string;
  /** What its sales tax is called on invoices; empty where there is none. */
  taxLabel: string;
  /** Usual rates in percent, the standard one first. */
  rates: readonly string[];
  /** Taxes that are charged together on one line, instead of `rates`: label and percent. */
  together?: readonly (readonly [label: string, rate: string])[] | undefined;
  /** What the business's tax number is called on invoices. */
  taxIdLabel: string;
  paperSize: 'A4' | 'Letter';
  taxRounding: 'category' | 'line';
  /** For the owner: what Plumbline does not do there. */
  note?: string | undefined;
}

type Row = [
  code: string,
  currency: string,
  locale: string,
  taxLabel: string,
  rates: string,
  taxIdLabel: string,
];

/** Rates are separated by blanks. A4 paper and one rounding a tax, unless said otherwise below. */
const rows: Row[] = [
  ['AE', 'AED', 'en-AE', 'VAT', '5', 'TRN'],
  ['AR', 'ARS', 'es-AR', 'IVA', '21 10.5 27', 'CUIT'],
  ['AT', 'EUR', 'de-AT', 'USt', '20 13 10', 'UID-Nr.'],
  ['AU', 'AUD', 'en-AU', 'GST', '10', 'ABN'],
  ['BE', 'EUR', 'nl-BE', 'BTW', '21 12 6', 'BTW-nr.'],
  ['BG', 'EUR', 'bg-BG', 'ДДС', '20 9', 'ДДС №'],
  ['BR', 'BRL', 'pt-BR', 'ISS', '5 2', 'CNPJ'],
  ['CA', 'CAD', 'en-CA', 'GST', '5 13 14 15', 'GST/HST no.'],
  ['CH', 'CHF', 'de-CH', 'MWST', '8.1 2.6 3.8', 'UID'],
  ['CL', 'CLP', 'es-CL', 'IVA', '19', 'RUT'],
  ['CO', 'COP', 'es-CO', 'IVA', '19 5', 'NIT'],
  ['CY', 'EUR', 'el-CY', 'ΦΠΑ', '19 9 5', 'ΑΦΜ'],
  ['CZ', 'CZK', 'cs-CZ', 'DPH', '21 12', 'DIČ'],
  ['DE', 'EUR', 'de-DE', 'USt', '19 7', 'USt-IdNr.'],
  ['DK', 'DKK', 'da-DK', 'moms', '25', 'CVR-nr.'],
  ['EE', 'EUR', 'et-EE', 'KM', '24 13 9', 'KMKR nr'],
  ['ES', 'EUR', 'es-ES', 'IVA', '21 10 4', 'NIF'],
  ['FI', 'EUR', 'fi-FI', 'ALV', '25.5 13.5 10', 'ALV-nro'],
  ['FR', 'EUR', 'fr-FR', 'TVA', '20 10 5.5', 'N° TVA'],
  ['GB', 'GBP', 'en-GB', 'VAT', '20 5', 'VAT no.'],
  ['GR', 'EUR', 'el-GR', 'ΦΠΑ', '24 13 6', 'ΑΦΜ'],
  ['HK', 'HKD', 'en-HK', '', '', 'BR no.'],
  ['HR', 'EUR', 'hr-HR', 'PDV', '25 13 5', 'OIB'],
  ['HU', 'HUF', 'hu-HU', 'ÁFA', '27 18 5', 'Adószám'],
  ['ID', 'IDR', 'id-ID', 'PPN', '11', 'NPWP'],
  ['IE', 'EUR', 'en-IE', 'VAT', '23 13.5 9', 'VAT no.'],
  ['IL', 'ILS', 'he-IL', 'מע״מ', '18', 'ע.מ.'],
  ['IN', 'INR', 'en-IN', 'IGST', '18 5', 'GSTIN'],
  ['IS', 'ISK', 'is-IS', 'VSK', '24 11', 'VSK-nr.'],
  ['IT', 'EUR', 'it-IT', 'IVA', '22 10 5 4', 'P. IVA'],
  ['JP', 'JPY', 'ja-JP', '消費税', '10 8', '登録番号'],
  ['KE', 'KES', 'en-KE', 'VAT', '16', 'KRA PIN'],
  ['KR', 'KRW', 'ko-KR', '부가세', '10', '사업자등록번호'],
  ['LI', 'CHF', 'de-LI', 'MWST', '8.1 2.6 3.8', 'MWST-Nr.'],
  ['LT', 'EUR', 'lt-LT', 'PVM', '21 12 5', 'PVM kodas'],
  ['LU', 'EUR', 'fr-LU', 'TVA', '17 14 8 3', 'N° TVA'],
  ['LV', 'EUR', 'lv-LV', 'PVN', '21 12 5', 'PVN nr.'],
  ['MA', 'MAD', 'fr-MA', 'TVA', '20 10', 'ICE'],
  ['MT', 'EUR', 'en-MT', 'VAT', '18 12 7 5', 'VAT no.'],
  ['MX', 'MXN', 'es-MX', 'IVA', '16 8', 'RFC'],
  ['MY', 'MYR', 'en-MY', 'SST', '8 6', 'SST no.'],
  ['NG', 'NGN', 'en-NG', 'VAT', '7.5', 'TIN'],
  ['NL', 'EUR', 'nl-NL', 'btw', '21 9', 'btw-id'],
  ['NO', 'NOK', 'nb-NO', 'MVA', '25 15 12', 'Org.nr.'],
  ['NZ', 'NZD', 'en-NZ', 'GST', '15', 'GST no.'],
  ['PE', 'PEN', 'es-PE', 'IGV', '18', 'RUC'],
  ['PH', 'PHP', 'en-PH', 'VAT', '12', 'TIN'],
  ['PL', 'PLN', 'pl-PL', 'VAT', '23 8 5', 'NIP'],
  ['PT', 'EUR', 'pt-PT', 'IVA', '23 13 6', 'NIF'],
  ['RO', 'RON', 'ro-RO', 'TVA', '21 11', 'CIF'],
  ['RS', 'RSD', 'sr-RS', 'ПДВ', '20 10', 'ПИБ'],
  ['SA', 'SAR', 'ar-SA', 'VAT', '15', 'VAT no.'],
  ['SE', 'SEK', 'sv-SE', 'moms', '25 12 6', 'VAT-nr'],
  ['SG', 'SGD', 'en-SG', 'GST', '9', 'GST reg. no.'],
  ['SI', 'EUR', 'sl-SI', 'DDV', '22 9.5 5', 'ID za DDV'],
  ['SK', 'EUR', 'sk-SK', 'DPH', '23 19 5', 'IČ DPH'],
  ['TH', 'THB', 'th-TH', 'VAT', '7', 'Tax ID'],
  ['TR', 'TRY', 'tr-TR', 'KDV', '20 10 1', 'VKN'],
  ['UA', 'UAH', 'uk-UA', 'ПДВ', '20 7', 'ІПН'],
  ['US', 'USD', 'en-US', 'Sales tax', '', 'EIN'],
  ['ZA', 'ZAR', 'en-ZA', 'VAT', '15', 'VAT no.'],
];

const letterPaper = new Set(['CA', 'CL', 'CO', 'MX', 'PH', 'US']);

/** Each line is rounded by itself where the authority asks for it. */
const roundedByLine = new Set(['AE']);

const together: Record<string, Country['together']> = {
  IN: [
    ['CGST', '9'],
    ['SGST', '9'],
  ],
};

const fiscal =
  'Invoices here must be certified by or cleared with the tax authority. Plumbline does not do that: use it for drafts and estimates of what is owed, and issue the fiscal document with an approved program.';

const notes: Record<string, string> = {
  BR: fiscal,
  ES: fiscal,
  IL: fiscal,
  PT: fiscal,
  CA: 'In a province with HST choose its rate; where a provincial tax such as QST is charged besides GST, add it in Settings.',
  IN: 'For a customer in another state choose IGST instead of CGST and SGST.',
  US: 'Sales tax differs from place to place, and many services are free of it: add the rates you charge in Settings.',
};

/** All countries that have suggestions, by code. */
export const countries: readonly Country[] = rows.map(
  ([code, currency, locale, taxLabel, rates, taxIdLabel]) => ({
    code,
    currency,
    locale,
    taxLabel,
    rates: rates === '' ? [] : rates.split(' '),
    together: together[code],
    taxIdLabel,
    paperSize: letterPaper.has(code) ? 'Letter' : 'A4',
    taxRounding: roundedByLine.has(code) ? 'line' : 'category',
    note: notes[code],
  }),
);

/** The suggestions for a country; `undefined` for one that has none. */
export function countryOf(code: string): Country | undefined {
  return countries.find((country) => country.code === code);
}

/** The country's name in the reader's language. */
export function countryName(code: string, locale: string): string {
  return new Intl.DisplayNames(locale, { type: 'region' }).of(code) ?? code;
}

/** All countries by their names in the reader's language, for a list to choose from. */
export function countryOptions(language: string): { value: string; label: string }[] {
  return countries
    .map(({ code }) => ({ value: code, label: countryName(code, language) }))
    .toSorted((a, b) => a.label.localeCompare(b.label, language));
}

/** Taxes to start with, and which of them a new line gets. The owner changes them in Settings. */
export function suggestTaxes(country: Country): Pick<Business, 'taxes' | 'defaultTaxIds'> {
  const joint = (country.together ?? []).map(
    ([label, rate]) => [taxId(label, rate), standard(label, rate)] as const,
  );
  const single = country.rates.map(
    (rate) => [taxId(country.taxLabel, rate), standard(country.taxLabel, rate)] as const,
  );
  const first = joint.length > 0 ? joint : single.slice(0, 1);
  return { taxes: Object.fromEntries([...joint, ...single]), defaultTaxIds: first.map(([id]) => id) };
}

/** The same on every device, so that two that set up the same tax do not make two of it. */
function taxId(label: string, rate: string): string {
  return `${label}-${rate}`.replaceAll(/[^\p{L}\d-]/gu, '-').toLowerCase();
}

function standard(label: string, rate: string): Tax {
  return { label, rate, category: 'S' };
}
