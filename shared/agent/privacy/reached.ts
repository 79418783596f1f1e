import { parse } from 'tldts';

type Range = [start: number, end: number];

const at = String.raw`(?:\s?[([{<]\s?(?:at|@)\s?[)\]}>]\s?|\s(?:at|arroba|arobase|chiocciola)\s)`;
const dot = String.raw`(?:\s?[([{<]\s?(?:dot|punto|punkt|ponto|point|\.)\s?[)\]}>]\s?|\s(?:dot|punto|punkt|ponto|point)\s|\.)`;
/** Longer than a part of an address may be nothing is read, so that no text takes long. */
const word = String.raw`[\p{L}\p{N}_-]{1,64}`;
const spoken = new RegExp(
  `(?<![\\p{L}\\p{N}])(?<local>${word}(?:${dot}${word}){0,6})${at}(?<host>${word}(?:${dot}${word}){1,6})`,
  'gu',
);
/** Glued by the sign: whatever it is, it reaches somebody. */
const glued =
  /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}(?:@|%40)[\p{L}\p{N}][\p{L}\p{N}.,-]{0,250}(?<![.,-])/gu;

/** Addresses for mail that are written in words or carelessly, in a folded text. `known`: those of the records. */
export function spokenAddressesIn(text: string, known: ReadonlySet<string>): Range[] {
  const inWords = [...text.matchAll(spoken)].filter(({ groups }) => {
    const [local, host] = [groups!['local']!, groups!['host']!].map((part) =>
      part.replaceAll(new RegExp(dot, 'gu'), '.'),
    );
    return known.has(`${local!}@${host!}`) || parse(host!).isIcann === true;
  });
  return [...inWords, ...text.matchAll(glued)].map(({ 0: found, index }) => [index, index + found.length]);
}

const link =
  /(?:https?:\/\/|(?<![\p{L}\p{N}@.-])www\.)[^\s<>"”’)\]]+|(?<![\p{L}\p{N}@./-])(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}\/[^\s<>"”’)\]]+/giu;

/**
 * Links that lead further than to a site: a path, a query or a name in it can open what is somebody's. `own`: the host
 * of the business, whose pages are public.
 */
export function linksIn(text: string, own: string | undefined): Range[] {
  return [...text.matchAll(link)].flatMap(({ 0: found, index }): Range[] => {
    const written = found.replace(/[.,;:!?\\]+$/, '');
    const { host = '', path = '', more = '' } = partsOf(written);
    const isPublic = path === '' || host === own;
    return isPublic && more === '' ? [] : [[index, index + written.length]];
  });
}

/** The host of a site as it is compared. */
export function hostOf(website: string | undefined): string | undefined {
  return website === undefined ? undefined : partsOf(website).host;
}

/** `more`: a query, a place in the page, or whom it is opened as. */
function partsOf(address: string): { host?: string; path?: string; more?: string } {
  const parts =
    /^(?:https?:\/\/)?(?:www\.)?(?<host>[^/?#:@\s]+)(?::\d+)?\/?(?<path>[^?#@]*)(?<more>.*)$/u.exec(
      address.toLowerCase(),
    );
  return parts?.groups ?? { more: address };
}
