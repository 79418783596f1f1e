import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isChat, readChat } from './chat.ts';

const read = (text: string, more: Partial<Parameters<typeof readChat>[1]> = {}) =>
  readChat(text, { timeZone: 'Europe/Berlin', files: new Set(), ...more });
const lines = (text: string, more?: Partial<Parameters<typeof readChat>[1]>) =>
  read(text, more).said.map(({ at, author, text: words }) => [
    new Date(at).toISOString().slice(0, 16),
    author,
    words,
  ]);

const unseen = '\u200E';

test.each([
  ['an iPhone', `[25/03/2025, 10:14:33] Ann: Hello`],
  ['an iPhone with twelve hours', `[3/25/25, 10:14:33\u202FAM] Ann: Hello`],
  ['an iPhone with an unseen sign', `${unseen}[25.03.25, 10:14:33] Ann: Hello`],
  ['Android', `25/03/2025, 10:14 - Ann: Hello`],
  ['Android in America', `3/25/25, 10:14 AM - Ann: Hello`],
  ['Android in German', `25.03.25, 10:14 - Ann: Hello`],
  ['Android in Spanish', `25/3/25, 10:14 a. m. - Ann: Hello`],
  ['Android in Dutch', `25-03-2025 10:14 - Ann: Hello`],
  ['Android in French', `25/03/2025 à 10:14 - Ann: Hello`],
  ['Android in Hungarian', `2025. 03. 25. 10:14 - Ann: Hello`],
  ['Android in Arabic', `٢٥/٣/٢٠٢٥، ١٠:١٤ ص - Ann: Hello`],
  ['an iPhone in Chinese', `[2025/3/25 上午10:14:33] Ann: Hello`],
  ['Sweden', `2025-03-25 10:14 - Ann: Hello`],
])('a line of %s is read', (_, line) => {
  expect(lines(line)).toEqual([['2025-03-25T09:14', 'Ann', 'Hello']]);
  expect(isChat(line)).toBe(true);
});

test('afternoons are twelve hours later, in whatever language', () => {
  expect(lines('3/25/25, 2:05 PM - Ann: a\n3/25/25, 12:05 PM - Ann: b\n3/25/25, 12:05 AM - Ann: c')).toEqual([
    ['2025-03-25T13:05', 'Ann', 'a'],
    ['2025-03-25T11:05', 'Ann', 'b'],
    ['2025-03-24T23:05', 'Ann', 'c'],
  ]);
});

test('what is said goes on over lines, and may hold what looks like a name', () => {
  const text =
    '25/03/2025, 10:14 - Ann: Dear all:\n\nat 10:00\n26/03/2025, 9:00 - +49 171 1234567: Price: 20\n';
  expect(lines(text)).toEqual([
    ['2025-03-25T09:14', 'Ann', 'Dear all:\n\nat 10:00'],
    ['2025-03-26T08:00', '+49 171 1234567', 'Price: 20'],
  ]);
});

test('what the app itself says is nobody’s word', () => {
  const text = [
    '25/03/2025, 10:13 - Messages and calls are end-to-end encrypted. Only people in this chat can read them.',
    `[25/03/2025, 10:14:33] Ann: ${unseen}Messages and calls are end-to-end encrypted. Only people in this chat can read them.`,
    `[25/03/2025, 10:15:33] Ann: ${unseen}image omitted`,
    '25/03/2025, 10:16 - Ann: <Media omitted>',
  ].join('\n');
  expect(read(text).said.map(({ text: words }) => words)).toEqual(['image omitted', '<Media omitted>']);
  expect(read(text).system).toBe(2);
});

test('a file is one of the export, whatever the language calls it, and its words stand below', () => {
  const files = new Set(['IMG-20250325-WA0001.jpg', '0001-PHOTO.jpg']);
  const text = [
    '25/03/2025, 10:14 - Ann: IMG-20250325-WA0001.jpg (Datei angehängt)',
    'Look',
    `[25/03/2025, 10:14:33] Ann: ${unseen}<pièce jointe : 0001-PHOTO.jpg>`,
    '25/03/2025, 10:15 - Ann: report.pdf (file attached)',
  ].join('\n');
  expect(read(text, { files }).said.map(({ file, text: words }) => [file, words])).toEqual([
    ['IMG-20250325-WA0001.jpg', 'Look'],
    ['0001-PHOTO.jpg', ''],
    [undefined, 'report.pdf (file attached)'],
  ]);
});

test('which number is the day follows from the whole chat, or is asked', () => {
  const line = (day: string) => `${day}/2025, 10:14 - Ann: a`;
  expect(read([line('3/4'), line('25/4')].join('\n')).order).toBe('dayFirst');
  expect(read([line('3/4'), line('4/25')].join('\n')).order).toBe('monthFirst');
  // It runs forward only where the second number is the day.
  expect(read([line('3/4'), line('3/5'), line('4/1')].join('\n')).order).toBe('monthFirst');
  expect(read(line('3/4')).order).toBeUndefined();
  expect(lines(line('3/4'), { order: 'monthFirst' })[0]![0]).toBe('2025-03-04T09:14');
});

test('what is said twice in a minute is two, and the same in every export', () => {
  const text = '25/03/2025, 10:14 - Ann: ok\n25/03/2025, 10:14 - Ann: ok\n';
  const keys = read(text).said.map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
  expect(
    read(`24/03/2025, 10:00 - Bob: before\n${text}`)
      .said.slice(1)
      .map(({ key }) => key),
  ).toEqual(keys);
});

test('whatever a text holds, no line of it is lost or throws', () => {
  const piece = fc.constantFrom(
    '25/03/2025, 10:14 - ',
    '[3/4/25, 9:00:01 PM] ',
    'Ann: ',
    unseen,
    '<a: b.jpg>',
    '\n',
    '99/99/9999, 99:99 - x: y',
    'ص',
    '٢٥/٣/٢٠٢٥',
  );
  fc.assert(
    fc.property(
      fc.array(fc.oneof(piece, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 20 }),
      (parts) => {
        const chat = read(parts.join(''));
        expect(chat.authors.reduce((sum, { count }) => sum + count, 0)).toBe(chat.said.length);
      },
    ),
  );
});
