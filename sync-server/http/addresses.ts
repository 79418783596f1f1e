import type { IncomingMessage } from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';
import proxyAddr from '@fastify/proxy-addr';

const withoutMapping = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/, '');

/** Whether an address is this computer's own. */
export function isLoopback(address: string): boolean {
  const plain = withoutMapping(address);
  return plain === '::1' || (isIPv4(plain) && plain.startsWith('127.'));
}

/** What requests are counted by: an IPv4 address, or the /64 network that one household or server has. */
export function countedBy(address: string): string {
  const plain = withoutMapping(address);
  if (!isIPv6(plain)) return plain;
  const [head = '', tail = ''] = plain.split('%', 1)[0]!.split('::');
  const before = head.split(':').filter((part) => part !== '');
  const after = tail.split(':').filter((part) => part !== '');
  const zeros = Array.from({ length: Math.max(0, 8 - before.length - after.length) }, () => '0');
  const network = [...before, ...zeros, ...after].slice(0, 4);
  return `${network.map((part) => Number.parseInt(part, 16).toString(16)).join(':')}::/64`;
}

const windowMilliseconds = 60_000;
const mostAddresses = 100_000;

/** From where a request comes; of proxies that are trusted, what they say of it. */
export function createAddressOf(trustedProxies: string[]) {
  const trust = proxyAddr.compile(trustedProxies);
  return (request: IncomingMessage): string => proxyAddr(request, trust);
}
export type AddressOf = ReturnType<typeof createAddressOf>;

/** Counts upgrades by who asks. A fixed window of a minute, as the limit for requests has. */
export function createUpgradeLimit(deps: { perMinute: number; addressOf: AddressOf; now: () => number }) {
  let counts = new Map<string, number>();
  let started = deps.now();

  return {
    allows(request: IncomingMessage): boolean {
      if (deps.now() - started >= windowMilliseconds || counts.size >= mostAddresses) {
        counts = new Map();
        started = deps.now();
      }
      const key = countedBy(deps.addressOf(request));
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      return count <= deps.perMinute;
    },
  };
}
export type UpgradeLimit = ReturnType<typeof createUpgradeLimit>;
