import { lookup as systemLookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent } from 'undici';
import { isLoopback } from '#shared/domain/egress.ts';

/** What is no place of the internet: this computer's network, and what stands for it. */
const inside = new BlockList();
for (const [address, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(address, bits, 'ipv4');
for (const [address, bits] of [
  ['::', 127],
  ['64:ff9b:1::', 48],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inside.addSubnet(address, bits, 'ipv6');

/** Whether an address is one of a network at home, or of this computer. IPv4 within IPv6 counts as what it is. */
export function isInside(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const family = isIP(mapped);
  return family === 0 || inside.check(mapped, family === 4 ? 'ipv4' : 'ipv6');
}

/** The refusal's code, in what `fetch` fails with. */
export const insideCode = 'EINSIDE';

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
