import { expect, test } from 'vitest';
import { onInvitation, takeInvitation } from './invitation.ts';

function windowAt(address: string) {
  const url = new URL(address);
  const shown: string[] = [];
  const location = { hash: url.hash, href: url.href, pathname: url.pathname, search: url.search } as Location;
  const history = {
    state: null,
    replaceState: (_state: unknown, _title: string, to: string) => shown.push(to),
  } as unknown as History;
  return { location, history, shown };
}

test('an invitation is taken out of the address, so that its secret stays in no history', () => {
  const opened = windowAt('http://127.0.0.1:4500/inbox?a=1#join=c2VjcmV0');
  expect(takeInvitation(opened)).toBe('http://127.0.0.1:4500/inbox?a=1#join=c2VjcmV0');
  expect(opened.shown).toEqual(['/inbox?a=1']);
});

test('an address without an invitation stays as it is', () => {
  const opened = windowAt('http://127.0.0.1:4500/inbox#key=abc');
  expect(takeInvitation(opened)).toBeUndefined();
  expect(opened.shown).toEqual([]);
});

test('an invitation that comes while the window is open is taken up, and no longer after that has ended', () => {
  const links: string[] = [];
  const place = windowAt('http://127.0.0.1:4500/inbox');
  const target = Object.assign(new EventTarget(), place) as unknown as Parameters<typeof onInvitation>[0];
  const end = onInvitation(target, (link) => links.push(link));
  const change = (address: string): void => {
    Object.assign(place.location, { hash: new URL(address).hash, href: address });
    (target as unknown as EventTarget).dispatchEvent(new Event('hashchange'));
  };
  change('http://127.0.0.1:4500/inbox#section');
  change('http://127.0.0.1:4500/inbox#join=c2VjcmV0');
  end();
  change('http://127.0.0.1:4500/inbox#join=YW5vdGhlcg');
  expect(links).toEqual(['http://127.0.0.1:4500/inbox#join=c2VjcmV0']);
});
