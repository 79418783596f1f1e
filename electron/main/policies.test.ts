import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { isTrustedSender, mayLoad, mayOpenOutside, mayUse } from './policies.ts';
import { answerWindowRequest, windowSchemePrivileges } from './protocol.ts';
import { lockedDown, printWindowOptions, windowOptions } from './window-options.ts';
import { isWindowUrl } from './window-origin.ts';

const impostors = [
  'app://plumbline.example/',
  'app://plumbline@evil.example/',
  'app://evil@plumbline/',
  'app://plumbline:8080/',
  'app:plumbline',
  'https://plumbline/',
  'http://x/app://plumbline/',
  'file:///app://plumbline/',
  'data:text/html,app://plumbline/',
  'javascript:location="app://plumbline/"',
  'blob:https://evil.example/0b4e',
  'about:blank',
  '',
];

test('the window stays on its own page and loads nothing else, however an address is dressed up', () => {
  expect(isWindowUrl('app://plumbline/contacts/abc?q=1#x')).toBe(true);
  for (const address of impostors) expect([address, isWindowUrl(address)]).toEqual([address, false]);
  fc.assert(fc.property(fc.webUrl(), (address) => !isWindowUrl(address) && !mayLoad(address)));
});

test('the bridge listens to the top frame of our page and to no other', () => {
  expect(isTrustedSender({ url: 'app://plumbline/jobs', parent: null })).toBe(true);
  expect(isTrustedSender({ url: 'app://plumbline/jobs', parent: {} })).toBe(false);
  expect(isTrustedSender(null)).toBe(false);
  expect(isTrustedSender(undefined)).toBe(false);
  for (const url of impostors) expect(isTrustedSender({ url, parent: null })).toBe(false);
});

test('only plain web and mail links open outside, and none that carries a password', () => {
  expect(mayOpenOutside('https://example.com/help?a=b')).toBe(true);
  expect(mayOpenOutside('mailto:ann@example.com')).toBe(true);
  expect(mayOpenOutside('sms:+447700900001?body=Hello')).toBe(true);
  const refused = [
    'http://example.com',
    'https://ann:pw@example.com',
    'https://ann@example.com',
    'file:///etc/passwd',
    'smb://x',
    'javascript:alert(1)',
    'ms-msdt:x',
    'vscode://x',
    'app://plumbline/',
    'not a link',
  ];
  for (const address of refused) expect([address, mayOpenOutside(address)]).toEqual([address, false]);
});

test('every permission is denied but copying and keeping data, and those only to our page', () => {
  expect(mayUse('clipboard-sanitized-write', 'app://plumbline/')).toBe(true);
  expect(mayUse('persistent-storage', 'app://plumbline/')).toBe(true);
  expect(mayUse('clipboard-sanitized-write', 'https://evil.example/')).toBe(false);
  fc.assert(fc.property(fc.string(), (name) => !mayUse(name, 'app://plumbline/')));
  for (const name of [
    'media',
    'geolocation',
    'notifications',
    'clipboard-read',
    'usb',
    'openExternal',
    'fileSystem',
  ]) {
    expect([name, mayUse(name, 'app://plumbline/')]).toEqual([name, false]);
  }
});

test('every window runs in a sandbox, apart from Node and without the web’s back doors', () => {
  expect(lockedDown).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    webSecurity: true,
    nodeIntegration: false,
    webviewTag: false,
    navigateOnDragDrop: false,
  });
  const packaged = windowOptions({ preload: '/preload.cjs', isPackaged: true }).webPreferences;
  expect(packaged).toMatchObject({ ...lockedDown, devTools: false });
  expect(printWindowOptions('print-1').webPreferences).toMatchObject({ ...lockedDown, javascript: false });
});

test('the window’s scheme has the rights of a secure site and no way around the content policy', () => {
  expect(windowSchemePrivileges.privileges).toMatchObject({ standard: true, secure: true });
  expect(windowSchemePrivileges.privileges?.bypassCSP).toBeUndefined();
});

test('a request for another host gets nothing, whatever it asks for', async () => {
  const asked: string[] = [];
  const files = {
    async answer(_method: string, address: string) {
      asked.push(address);
      return { status: 200, headers: {}, body: '' };
    },
  };
  await answerWindowRequest(files, { method: 'GET', url: 'app://plumbline/assets/a.js?x#y' });
  await answerWindowRequest(files, { method: 'GET', url: 'app://evil/assets/a.js' });
  expect(asked).toEqual(['/assets/a.js?x', '/no such host']);
});
