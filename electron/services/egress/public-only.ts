import { lookup as systemLookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';
import { Agent } from 'undici';
import { isLoopback } from '#shared/domain/egress.ts';
import { causesOf } from './not-connected.ts';

/** Where a network without IPv4 has all addresses of IPv4. */
const translated = ipaddr.IPv6.parse('64:ff9b::');
const translatedBits = 96;

/** Whether an address is none of the internet: of a network at home, of this computer. IPv4 within IPv6 is what it is. */
export function isInside(address: string): boolean {
  if (!ipaddr.isValid(address)) return true;
  const parsed = ipaddr.process(address);
  if (parsed instanceof ipaddr.IPv6 && parsed.match(translated, translatedBits))
    return isInside(parsed.toByteArray().slice(-4).join('.'));
  return parsed.range() !== 'unicast';
}

/** The refusal's code, in what `fetch` fails with. */
const insideCode = 'EINSIDE';

/** Whether a request failed because its name leads into a private network. */
export function isInsideError(error: unknown): boolean {
  return (
    error instanceof Error && causesOf(error).some((cause) => 'code' in cause && cause.code === insideCode)
  );
}

/** Resolves a name, and fails where it leads into a network at home: a name is chosen by who owns it. */
export const publicLookup: LookupFunction = (name, options, done) => {
  systemLookup(name, { ...options, all: true }, (error, found) => {
    if (error) return done(error, '', 0);
    const outside = found.filter(({ address }) => !isInside(address));
    if (outside.length === 0 || outside.length < found.length)
      return done(Object.assign(new Error('It leads into a private network'), { code: insideCode }), '', 0);
    const [first] = outside;
    return options.all ? done(null, outside) : done(null, first!.address, first!.family);
  });
};

/** How long a server may take that nobody knows, in milliseconds. */
const patience = 20_000;
const timeouts = { headersTimeout: patience, bodyTimeout: patience };
const outsideOnly = new Agent({ ...timeouts, connect: { lookup: publicLookup, timeout: patience } });
const here = new Agent(timeouts);

/** Connects to places of the internet, and to this computer where it is named as such. */
export function publicDispatcher(url: URL): Agent {
  return isLoopback(url) ? here : outsideOnly;
}

/** Whether an address names a place of a network at home by its number. */
export function namesInside(url: URL): boolean {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  return isIP(host) !== 0 && !isLoopback(url) && isInside(host);
}
