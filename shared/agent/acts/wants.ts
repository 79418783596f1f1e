import type { Act } from '#shared/domain/act.ts';
import type { Reading } from './read.ts';

/** What a customer wants, in the fewest words, for the owner's list and panel. */
export const wants = [
  'human',
  'complaint',
  'change',
  'price',
  'booking',
  'hours',
  'location',
  'payment',
  'thanks',
  'greeting',
  'other',
] as const;
export type Want = (typeof wants)[number];

const ofAct: Partial<Record<Act['act'], Want>> = {
  price: 'price',
  services: 'price',
  slots: 'booking',
  held: 'booking',
  hours: 'hours',
  area: 'location',
  howToPay: 'payment',
  balance: 'payment',
  moveRequested: 'change',
  cancelRequested: 'change',
  handOver: 'human',
  callBack: 'human',
};

/** By the same acts that an answer is composed of; the most pressing first. */
export function wantsOf({ acts, touched, matter, near, saysThanks }: Reading): Want[] {
  if (matter !== undefined) return [matter === 'person' ? 'complaint' : 'change'];
  const named: Want[] =
    acts?.flatMap((act) => wantOf(act) ?? []) ?? [...touched].flatMap((act) => ofAct[act] ?? []);
  const instead: Want[] = near.length > 0 ? ['booking'] : saysThanks ? ['thanks'] : [];
  const found = named.length === 0 ? instead : named;
  const sorted = wants.filter((want) => found.includes(want));
  return sorted.length === 0 ? ['other'] : sorted;
}

function wantOf(act: Act): Want | undefined {
  if (act.act === 'acknowledge') return act.what;
  if (act.act === 'choose' && act.purpose !== undefined) return act.purpose === 'price' ? 'price' : 'booking';
  return ofAct[act.act];
}
