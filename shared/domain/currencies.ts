import { divideRounded } from './money.ts';

/**
 * The currencies of ISO 4217 by how many decimals they have: List One of the maintenance agency, SIX, as of 2026,
 * without funds, metals and test codes. Ours, because `Intl` answers differently from one engine to the next: of
 * the Serbian dinar Chromium says 0, Node 2 and the standard 2.
 */
const byDigits: readonly (readonly [digits: number, codes: string])[] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'],
  [
    2,
    `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP
     CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
     INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN
     MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE
     SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR
     ZMW ZWG`,
  ],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
];

/** Decimals by code: 2 for EUR, 0 for JPY, 3 for KWD. */
export const currencies: ReadonlyMap<string, number> = new Map(
  byDigits.flatMap(([digits, codes]) => codes.split(/\s+/).map((code) => [code, digits] as const)),
);

/**
 * The amount of another currency that is written with the same number: 75.00 INR (`7500`) and 75 JPY (`75`). Not
 * their exchange: only for an owner who says that the currency was wrong. Decimals that there are not are rounded.
 */
export function sameNumber(minor: string, from: string, to: string): string {
  const fewer = minorDigits(from) - minorDigits(to);
  const value = BigInt(minor);
  return String(fewer > 0 ? divideRounded(value, 10n ** BigInt(fewer)) : value * 10n ** BigInt(-fewer));
}

/** How many decimals a currency has; two for one that the table does not know, as nearly all have. */
export function minorDigits(currency: string): number {
  return currencies.get(currency) ?? 2;
}
