import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { invitationIn, withInvitation } from './invitation-links.ts';

const secret = 'eyJ2ZXJzaW9uIjoxfQ-_';

test('a link that the system hands over is taken up by the window where it is', () => {
  const hash = invitationIn(['/usr/bin/plumbline', '--profile=/home/x', `plumbline://join#join=${secret}`]);
  expect(hash).toBe(`#join=${secret}`);
  expect(invitationIn([`plumbline://join/#join=${secret}`])).toBe(hash);
  expect(withInvitation('app://plumbline/inbox/a?b=1#old', hash)).toBe(
    `app://plumbline/inbox/a?b=1#join=${secret}`,
  );
  expect(withInvitation('app://plumbline/', undefined)).toBe('app://plumbline/');
});

test('nothing but an invitation is taken up, and of two none', () => {
  const others = [
    `https://join#join=${secret}`,
    `plumbline://other#join=${secret}`,
    `plumbline://join@evil.example#join=${secret}`,
    `plumbline://join/settings#join=${secret}`,
    `plumbline://join?x=1#join=${secret}`,
    `plumbline://join#key=${secret}`,
    `plumbline://join#join=${secret}&x`,
    `plumbline://join#join=${secret}\n--inspect`,
    `plumbline://join#join=${'a'.repeat(5000)}`,
    'plumbline://join',
    '--plumbline',
  ];
  for (const word of others) expect([word, invitationIn([word])]).toEqual([word, undefined]);
  const link = `plumbline://join#join=${secret}`;
  expect(invitationIn([link, link])).toBeUndefined();
  fc.assert(fc.property(fc.array(fc.string()), (words) => invitationIn(words) === undefined));
});
