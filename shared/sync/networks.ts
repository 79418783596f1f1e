import ipaddr, { type IPv4, type IPv6 } from 'ipaddr.js';
import { type Networks, ownerRole } from './membership.ts';

/** The role that a list always binds. */
const boundRole = 'manager';

/** A network as `192.0.2.0/24`, `2001:db8::/32`, or one address, in the one form of all; `undefined` where it is none. */
export function plainRange(text: string): string | undefined {
  const range = rangeOf(text);
  return range === undefined ? undefined : `${range[0].toString()}/${range[1]}`;
}

/** Whether an address is in one of the networks. One of IPv4 that is written as of IPv6 is the same address. */
export function isInside(ranges: readonly string[], address: string): boolean {
  const plain = address.split('%', 1)[0]!;
  const asked = plainAddress(plain);
  if (asked === undefined) return false;
  return ranges.some((text) => {
    const range = rangeOf(text);
    return range !== undefined && range[0].kind() === asked.kind() && asked.match(range);
  });
}

/** Whether a member of a role may connect from an address; unknown addresses are in no network. */
export function mayConnect(
  networks: Networks | undefined,
  role: string,
  address: string | undefined,
): boolean {
  if (networks === undefined) return true;
  const isBound = role === boundRole || (role === ownerRole && networks.owners === true);
  return !isBound || (address !== undefined && isInside(networks.ranges, address));
}

/** One of IPv4 that is written as of IPv6 is of IPv4. */
function plainAddress(text: string): IPv4 | IPv6 | undefined {
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.parse(text);
  return isMapped(address) ? address.toIPv4Address() : address;
}

function isMapped(address: IPv4 | IPv6): address is IPv6 {
  return address.kind() === 'ipv6' && (address as IPv6).isIPv4MappedAddress();
}

function rangeOf(text: string): [IPv4 | IPv6, number] | undefined {
  const trimmed = text.trim();
  const whole = trimmed.includes('/') ? trimmed : `${trimmed}/${trimmed.includes(':') ? 128 : 32}`;
  // Other forms of IPv4 (`10.1`, `012.1.1.1`) mean other things to other programs.
  if (!ipaddr.isValidCIDR(whole) || !(whole.includes(':') || /^(\d{1,3}\.){3}\d{1,3}\//.test(whole)))
    return undefined;
  if (!whole.includes(':') && /(^|\.)0\d/.test(whole)) return undefined;
  const [address, bits] = ipaddr.parseCIDR(whole);
  if (isMapped(address)) return bits >= 96 ? networkOf(address.toIPv4Address(), bits - 96) : undefined;
  return networkOf(address, bits);
}

/** The first address of the network, whichever of it was written. */
function networkOf(address: IPv4 | IPv6, bits: number): [IPv4 | IPv6, number] {
  const bytes = address.toByteArray().map((byte, index) => {
    const kept = Math.min(8, Math.max(0, bits - 8 * index));
    return byte & (0xff << (8 - kept)) & 0xff;
  });
  return [bytes.length === 4 ? new ipaddr.IPv4(bytes) : new ipaddr.IPv6(bytes), bits];
}
