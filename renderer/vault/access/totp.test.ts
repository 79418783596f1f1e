import { Secret, TOTP } from 'otpauth';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { newSecret, setUpLink, stepOf } from './totp.ts';

/** The key of RFC 6238, appendix B: the ASCII digits 1 to 9 and 0, twice. */
const secret = Secret.fromUTF8('12345678901234567890').base32;

/** Appendix B, SHA-1: seconds since 1970, and the last six of its eight digits. */
const vectors = [
  [59, '287082'],
  [1_111_111_109, '081804'],
  [1_111_111_111, '050471'],
  [1_234_567_890, '005924'],
  [2_000_000_000, '279037'],
  [20_000_000_000, '353130'],
] as const;

test('the codes are those of RFC 6238', () => {
  for (const [seconds, code] of vectors)
    expect(stepOf(secret, code, seconds * 1000)).toBe(Math.floor(seconds / 30));
});

test('a code counts in its own half minute and its neighbours, by its own step, and nowhere else', () => {
  const second = fc.integer({ min: 10_000, max: 4_000_000_000 });
  const property = fc.property(second, fc.integer({ min: -4, max: 4 }), (seconds, steps) => {
    const code = new TOTP({ secret }).generate({ timestamp: seconds * 1000 });
    const now = (seconds + steps * 30) * 1000;
    const found = stepOf(secret, code, now);
    // By chance another step of the window may have the same six digits.
    const isNear = found !== undefined && Math.abs(found - Math.floor(now / 30_000)) <= 1;
    return isNear || (Math.abs(steps) > 1 && found === undefined);
  });
  expect(fc.check(property)).toMatchObject({ failed: false });
});

test('what is no six digits is no code', () => {
  for (const text of ['', '28708', '2870822', 'abcdef', ' 287082', '２８７０８２'])
    expect(stepOf(secret, text, 59_000)).toBeUndefined();
});

test('a new secret is 160 random bits that an authenticator app reads from its link', () => {
  const made = newSecret(crypto);
  expect(made).toMatch(/^[A-Z2-7]{32}$/);
  expect(newSecret(crypto)).not.toBe(made);
  const link = new URL(setUpLink(made, 'Müller & Söhne: Heizung'));
  expect(link.protocol).toBe('otpauth:');
  expect(link.searchParams.get('secret')).toBe(made);
  expect(link.searchParams.get('digits')).toBe('6');
});
