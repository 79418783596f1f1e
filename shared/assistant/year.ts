import { localTime } from '#shared/agent/clock.ts';
import type { ToolContext } from './read-tools.ts';

const last =
  /\b(?:(?:last|previous) year|a[nñ]o (?:pasado|anterior)|ano (?:passado|anterior)|(?:letzte|vorige|vergangene)[nrms]? jahr|ann[ée]e (?:derni[èe]re|pass[ée]e)|l['’]an (?:dernier|passé)|(?:anno scorso|scorso anno))/iu;
const current = /\b(?:this year|este a[nñ]o|este ano|diese[ns]? jahr|cette ann[ée]e|quest['’]anno)/iu;

/** The year that a sentence of the owner names, on the business's calendar. */
export function yearIn(
  sentence: string,
  { business, now }: Pick<ToolContext, 'business' | 'now'>,
): number | undefined {
  const written = /\b20\d\d\b/.exec(sentence)?.[0];
  if (written !== undefined) return Number(written);
  const year = Number(localTime(now, business.timeZone).day.slice(0, 4));
  if (last.test(sentence)) return year - 1;
  return current.test(sentence) ? year : undefined;
}
