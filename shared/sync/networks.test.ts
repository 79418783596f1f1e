import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isInside, mayConnect, plainRange } from './networks.ts';

const ipv4 = fc
  .tuple(...[0, 1, 2, 3].map(() => fc.integer({ min: 0, max: 255 })))
  .map((parts) => parts.join('.'));
const ipv6 = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { minLength: 8, maxLength: 8 })
  // What begins so holds an address of IPv4.
  .filter(([first]) => first !== 0)
  .map((parts) => parts.map((part) => part.toString(16)).join(':'));

/** An address as one number, by nothing of what is tested. */
function numberOf(address: string): bigint {
  const [parts, base, bits] = address.includes(':')
    ? [address.split(':'), 16, 16n]
    : [address.split('.'), 10, 8n];
  return parts.reduce((sum, part) => (sum << bits) | BigInt(Number.parseInt(part, base)), 0n);
}

test('an address is in a network where its first bits are those of the network', () => {
  const pair = (address: fc.Arbitrary<string>, size: number) =>
    fc.tuple(
      address,
      address,
      fc.integer({ min: 0, max: size }),
      fc.integer({ min: 0, max: size }),
      fc.constant(size),
    );
  fc.assert(
    fc.property(fc.oneof(pair(ipv4, 32), pair(ipv6, 128)), ([network, other, bits, common, size]) => {
      // Near ones as often as far ones.
      const shift = BigInt(size - common);
      const mixed = ((numberOf(network) >> shift) << shift) | (numberOf(other) & ((1n << shift) - 1n));
      const width = size === 32 ? 8n : 16n;
      const count = size === 32 ? 4 : 8;
      const asked = Array.from(
        { length: count },
        (_, index) => (mixed >> (width * BigInt(count - 1 - index))) & ((1n << width) - 1n),
      )
        .map((part) => part.toString(size === 32 ? 10 : 16))
        .join(size === 32 ? '.' : ':');
      const cut = BigInt(size - bits);
      expect(isInside([`${network}/${bits}`], asked)).toBe(numberOf(network) >> cut === mixed >> cut);
    }),
  );
});

test('an address of IPv4 is the same where it comes as one of IPv6, and a zone changes nothing', () => {
  fc.assert(
    fc.property(ipv4, ipv4, fc.integer({ min: 0, max: 32 }), (network, address, bits) => {
      const range = [`${network}/${bits}`];
      expect(isInside(range, `::ffff:${address}`)).toBe(isInside(range, address));
      expect(isInside([`::ffff:${network}/${bits + 96}`], address)).toBe(isInside(range, address));
    }),
  );
  expect(isInside(['fe80::/10'], 'fe80::1%eth0')).toBe(true);
});

test('networks of one kind hold no addresses of the other', () => {
  fc.assert(
    fc.property(ipv4, ipv6, (four, six) => {
      expect(isInside(['0.0.0.0/0'], six)).toBe(false);
      expect(isInside(['::/0'], four)).toBe(false);
    }),
  );
});

test('a network that is written in two ways is one, and means what it meant', () => {
  fc.assert(
    fc.property(
      fc.oneof(ipv4, ipv6),
      fc.oneof(ipv4, ipv6),
      fc.integer({ min: 0, max: 32 }),
      (network, asked, bits) => {
        const range = `${network}/${bits}`;
        const plain = plainRange(range)!;
        expect(plainRange(plain)).toBe(plain);
        expect(isInside([plain], asked)).toBe(isInside([range], asked));
      },
    ),
  );
  expect(plainRange(' 192.0.2.77/24 ')).toBe('192.0.2.0/24');
  expect(plainRange('2001:DB8:0::1')).toBe('2001:db8::1/128');
});

test('what is no network is none, and lets nobody in', () => {
  const wrong = [
    '',
    'office',
    '10.0.0.0/33',
    '10.1/8',
    '012.0.0.1',
    '10.0.0.0/-1',
    '1::2::3/64',
    '::ffff:10.0.0.1/64',
    '0x0a000001/8',
  ];
  for (const text of wrong) {
    expect([text, plainRange(text)]).toEqual([text, undefined]);
    expect(isInside([text], '10.0.0.1')).toBe(false);
  }
  fc.assert(fc.property(fc.string(), fc.string(), (range, address) => void isInside([range], address)));
});

test('the list binds managers, owners where they want it, and nobody else', () => {
  const networks = { ranges: ['192.0.2.0/24'] };
  const [inside, outside] = ['192.0.2.9', '198.51.100.1'];
  expect(mayConnect(undefined, 'manager', outside)).toBe(true);
  for (const role of ['owner', 'technician', 'somebody new'])
    expect(mayConnect(networks, role, outside)).toBe(true);
  expect(mayConnect(networks, 'manager', inside)).toBe(true);
  for (const address of [outside, undefined, '', 'x'])
    expect(mayConnect(networks, 'manager', address)).toBe(false);
  expect(mayConnect({ ...networks, owners: true }, 'owner', outside)).toBe(false);
  expect(mayConnect({ ...networks, owners: true }, 'technician', outside)).toBe(true);
});
