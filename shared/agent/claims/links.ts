import { parse } from 'tldts';
import type { Claim } from './claim.ts';

const candidate =
  /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s<>"”’)]+|[\p{L}\d.!#$%&'*+/=?^_`{|}~-]+@[\p{L}\d-]+(?:\.[\p{L}\d-]+)+|(?<![\p{L}\p{M}\d._@-])[\p{L}\d-]+(?:\.[\p{L}\p{M}\d-]+)+(?::\d{2,5})?(?:[/?#][^\s<>"”’)]*)?/giu;

/** Links, addresses for mail and bare hosts whose ending is a public suffix (publicsuffix.org, by `tldts`). */
export function linksIn(text: string): Claim[] {
  return [...text.matchAll(candidate)].flatMap((match): Claim[] => {
    const written = match[0].replace(/[.,;:!?]+$/, '');
    if (!isLink(written)) return [];
    const { index: start } = match;
    return [
      { kind: 'link', text: written, address: plainAddress(written), start, end: start + written.length },
    ];
  });
}

function isLink(written: string): boolean {
  if (written.includes('://')) return true;
  const { isIcann, isPrivate, isIp, domain, publicSuffix } = parse(written, { allowPrivateDomains: true });
  // An address of four numbers; two are an amount or a time.
  if (isIp === true) return written.split('.').length > 3;
  if (domain === null || (isIcann !== true && isPrivate !== true)) return false;
  // A sentence that ends without a space before the next: `done.It will be …`
  const host = written.split(/[@/?#:]/)[0]!;
  return written.includes('@') || !/\.\p{Lu}\p{Ll}+$/u.test(host) || publicSuffix === null;
}

/** An address without what may be left out: `https://www.example.com/` is `example.com`. Host and path are compared whole. */
export function plainAddress(text: string): string {
  return text
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:)/, '')
    .replace(/^www\./, '')
    .replace(/[.,;:!?/]+$/, '');
}
