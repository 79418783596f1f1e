import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeFileName, safeMimeType } from './safe-file.ts';

test('a saved name is one that every system takes, and hides neither folder nor true ending', () => {
  expect(safeFileName('../../etc/passwd', 'file')).toBe('-..-etc-passwd');
  expect(safeFileName('C:\\Windows\\x.exe', 'file')).toBe('C--Windows-x.exe');
  // A right-to-left override would show this as `photo-exe.jpg`.
  expect(safeFileName('photo-\u202Egpj.exe', 'file')).toBe('photo-gpj.exe');
  expect(safeFileName('con.txt', 'file')).toBe('file-con.txt');
  expect(safeFileName('.bashrc', 'file')).toBe('bashrc');
  expect(safeFileName('…', 'file')).toBe('…');
  expect(safeFileName(undefined, 'whatsapp-image', 'image/jpeg')).toBe('whatsapp-image.jpg');
  expect(safeFileName('voice', 'file', 'audio/ogg; codecs=opus')).toBe('voice.ogg');
  expect(safeFileName(`${'a'.repeat(300)}.pdf`, 'file')).toMatch(/^a{116}\.pdf$/);
});

test('any name becomes a harmless one', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const safe = safeFileName(name, 'file');
      expect(safe).not.toMatch(/[/\\:*?"<>|\p{Cc}\p{Cf}]|^[.\s]|[.\s]$/u);
      expect(safe.length).toBeGreaterThan(0);
      expect(safe.length).toBeLessThanOrEqual(130);
    }),
  );
});

test('what could run as a page has no type', () => {
  for (const type of [
    'text/html',
    'image/svg+xml',
    'application/xhtml+xml',
    'application/pdf',
    'IMAGE/SVG+XML',
    '',
  ])
    expect(safeMimeType(type)).toBe('application/octet-stream');
  expect(safeMimeType('Audio/OGG; codecs=opus')).toBe('audio/ogg');
});
