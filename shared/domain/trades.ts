import { minorDigits } from './currencies.ts';

/** A usual service of a trade, to start a price list from. */
export interface UsualService {
  name: string;
  /** In whole euros or dollars; `usualPrice` brings it to another currency's level. */
  price: number;
  unit?: string | undefined;
  durationMinutes?: number | undefined;
}

export interface Trade {
  id: string;
  name: string;
  services: UsualService[];
}

/** Trades that the first run offers. Prices are places to start from, not market research. */
export const trades: readonly Trade[] = [
  trade('plumbing', 'Plumbing', [
    ['Call-out', 75, 30],
    ['Plumber, per hour', 65, 60, 'hour'],
    ['Unblock a drain', 140, 60],
    ['Replace a tap', 120, 60],
    ['Repair a leak', 110, 60],
    ['Water heater service', 130, 90],
  ]),
  trade('heating', 'Heating and cooling', [
    ['Call-out', 80, 30],
    ['Technician, per hour', 70, 60, 'hour'],
    ['Boiler service', 125, 90],
    ['Air conditioning service', 140, 90],
    ['Thermostat installation', 150, 60],
  ]),
  trade('electrical', 'Electrical', [
    ['Call-out', 75, 30],
    ['Electrician, per hour', 65, 60, 'hour'],
    ['Install a socket', 90, 60],
    ['Install a light', 85, 60],
    ['Safety inspection', 180, 120],
    ['Car charger installation', 650, 240],
  ]),
  trade('cleaning', 'Cleaning', [
    ['Home cleaning, per hour', 32, 60, 'hour'],
    ['Deep cleaning', 240, 300],
    ['End of tenancy cleaning', 320, 360],
    ['Window cleaning', 70, 90],
    ['Office cleaning, per visit', 90, 120],
  ]),
  trade('gardening', 'Gardening', [
    ['Gardener, per hour', 40, 60, 'hour'],
    ['Lawn mowing', 55, 60],
    ['Hedge trimming', 120, 150],
    ['Garden clearance', 280, 300],
    ['Tree pruning', 220, 180],
  ]),
  trade('painting', 'Painting and decorating', [
    ['Painter, per hour', 42, 60, 'hour'],
    ['Paint a room', 380, 480],
    ['Wallpaper a room', 420, 480],
    ['Paint a front door', 160, 180],
    ['Visit for an estimate', 0, 45],
  ]),
  trade('carpentry', 'Carpentry', [
    ['Carpenter, per hour', 55, 60, 'hour'],
    ['Hang a door', 140, 120],
    ['Fit a lock', 90, 60],
    ['Build a shelf', 180, 180],
    ['Repair a window frame', 160, 150],
  ]),
  trade('roofing', 'Roofing', [
    ['Roof inspection', 120, 90],
    ['Repair tiles', 260, 180],
    ['Clean gutters', 110, 90],
    ['Repair a leak', 320, 240],
    ['Roofer, per hour', 60, 60, 'hour'],
  ]),
  trade('locksmith', 'Locksmith', [
    ['Open a door', 110, 45],
    ['Change a lock', 140, 60],
    ['Out of hours call-out', 160, 45],
    ['Cut a key', 12, 15],
  ]),
  trade('appliances', 'Appliance repair', [
    ['Diagnosis', 65, 45],
    ['Technician, per hour', 60, 60, 'hour'],
    ['Washing machine repair', 130, 90],
    ['Oven repair', 120, 90],
    ['Fridge repair', 140, 90],
  ]),
  trade('handyman', 'Handyman', [
    ['Handyman, per hour', 45, 60, 'hour'],
    ['Half a day', 170, 240],
    ['Whole day', 320, 480],
    ['Assemble furniture', 80, 90],
    ['Hang pictures and shelves', 60, 60],
  ]),
  trade('pest-control', 'Pest control', [
    ['Inspection', 80, 60],
    ['Wasp nest removal', 95, 45],
    ['Rodent treatment', 160, 90],
    ['Follow-up visit', 60, 45],
  ]),
  trade('pools', 'Pools', [
    ['Weekly pool service', 60, 60],
    ['Open the pool', 220, 180],
    ['Close the pool', 200, 180],
    ['Pump repair', 180, 120],
  ]),
  trade('moving', 'Moving', [
    ['Two movers and a van, per hour', 95, 60, 'hour'],
    ['Packing service', 220, 240],
    ['Piano transport', 280, 180],
    ['Boxes, set of 20', 45],
  ]),
  trade('car-repair', 'Car repair', [
    ['Mechanic, per hour', 70, 60, 'hour'],
    ['Annual service', 190, 120],
    ['Change tyres, set of four', 60, 45],
    ['Diagnosis', 65, 45],
    ['Brake pads, one axle', 160, 90],
  ]),
  trade('beauty', 'Hair and beauty', [
    ['Haircut', 38, 45],
    ['Colour', 75, 90],
    ['Manicure', 32, 45],
    ['Massage', 65, 60],
  ]),
  trade('it-support', 'Computer help', [
    ['Technician, per hour', 65, 60, 'hour'],
    ['Set up a computer', 110, 90],
    ['Remove malware', 95, 90],
    ['Home network', 140, 120],
  ]),
  trade('other', 'Something else', [
    ['Work, per hour', 50, 60, 'hour'],
    ['First visit', 60, 45],
  ]),
];

export function tradeOf(id: string): Trade {
  return trades.find((known) => known.id === id) ?? trades.at(-1)!;
}

/**
 * Roughly what an hour of a tradesperson costs in a currency, beside one in euros or dollars: not an
 * exchange rate. Currencies that are not listed count as 1.
 */
const priceLevels: Record<string, number> = {
  AED: 3,
  ARS: 600,
  AUD: 1.5,
  BGN: 1.2,
  BRL: 3,
  CAD: 1.4,
  CHF: 1.6,
  CLP: 500,
  COP: 1500,
  CZK: 15,
  DKK: 8,
  HKD: 8,
  HUF: 200,
  IDR: 4000,
  ILS: 4,
  INR: 20,
  ISK: 150,
  JPY: 100,
  KES: 40,
  KRW: 800,
  MAD: 4,
  MXN: 8,
  MYR: 2,
  NGN: 400,
  NOK: 12,
  NZD: 1.6,
  PEN: 2,
  PHP: 15,
  PLN: 3,
  RON: 3,
  RSD: 60,
  SAR: 3,
  SEK: 11,
  SGD: 1.4,
  THB: 12,
  TRY: 15,
  UAH: 15,
  ZAR: 8,
};

/** A service's price in a currency, in minor units as records hold them, rounded to what one would say. */
export function usualPrice(service: UsualService, currency: string): string {
  const amount = service.price * (priceLevels[currency] ?? 1);
  const step = amount >= 10_000 ? 500 : amount >= 1_000 ? 50 : amount >= 100 ? 5 : 1;
  return String(BigInt(Math.round(amount / step) * step) * 10n ** BigInt(minorDigits(currency)));
}

type Row = [name: string, price: number, durationMinutes?: number, unit?: string];

function trade(id: string, name: string, rows: Row[]): Trade {
  const services = rows.map(([name, price, durationMinutes, unit]) => ({
    name,
    price,
    durationMinutes,
    unit,
  }));
  return { id, name, services };
}
