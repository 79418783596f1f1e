import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import { type RecordReader, scanning } from '#shared/records/reader.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { holdsPlaceholder } from '#shared/domain/placeholder.ts';
import { expectOk } from '#shared/lib/result.ts';
import { quarantined } from '../talk.ts';
import { plumber } from '../testing.ts';
import { buildDictionary } from './dictionary.ts';
import { isEveryday, isParticle } from './everyday.ts';
import { minimise } from './minimise.ts';
import { createPutBack, putBack } from './put-back.ts';

const maria: Contact = {
  id: 'maria',
  createdAt: 0,
  name: 'María López',
  company: 'Bäckerei Sonnenschein',
  phones: { p: { number: '+353871234567' } },
  emails: { e: { address: 'maria.lopez@mail.example' } },
  addresses: { a: { street: '12 Hawthorn Street', city: 'Dublin', postcode: 'D02 XY45' } },
};

function recordsOf(contacts: Contact[], identities: RecordOf<'identities'>[] = []): RecordReader {
  const tables: Partial<Record<CollectionName, { id: string }[]>> = {
    business: [plumber],
    contacts,
    identities,
  };
  const all = <Name extends CollectionName>(name: Name) =>
    (tables[name] ?? []) as unknown as RecordOf<Name>[];
  return scanning({ all, get: (name, id) => all(name).find((record) => record.id === id) });
}

function minimised(text: string, contacts: Contact[] = [maria]) {
  const dictionary = buildDictionary(recordsOf(contacts));
  const { messages, values } = expectOk(minimise([{ role: 'user', content: text }], dictionary));
  return { text: messages.at(-1)!.content, values };
}

const person = (name: string): Contact => ({ id: name, createdAt: 0, name });

describe('rule 15 what the business knows of people stays here', () => {
  test.each([
    ['María López', '⟦PERSON_1⟧'],
    ['MARIA LOPEZ wrote', '⟦PERSON_1⟧ wrote'],
    ['maria lópez', '⟦PERSON_1⟧'],
    ['Lopez, Maria', '⟦PERSON_1⟧'],
    ['marialopez', '⟦PERSON_1⟧'],
    ['Maria', '⟦PERSON_1⟧'],
    ['Maria’s boiler and Marias Bruder', '⟦PERSON_1⟧’s boiler and ⟦PERSON_1⟧s Bruder'],
    ['Ma\u200bria', '⟦PERSON_1⟧'],
    ['Ｍａｒｉａ', '⟦PERSON_1⟧'],
    ['from Baeckerei Sonnenschein', 'from ⟦COMPANY_1⟧'],
    ['bäckerei sonnenschein', '⟦COMPANY_1⟧'],
    ['12 hawthorn st.', '⟦ADDRESS_1⟧.'],
    ['in Hawthorn Street now', 'in ⟦ADDRESS_1⟧ now'],
    ['D02XY45', '⟦ADDRESS_1⟧'],
    ['call 087 123 4567 please', 'call ⟦PHONE_1⟧ please'],
    ['+353 (87) 123-4567', '⟦PHONE_1⟧'],
    ['00353871234567', '⟦PHONE_1⟧'],
    ['٠٨٧١٢٣٤٥٦٧', '⟦PHONE_1⟧'],
    ['០៨៧១២៣៤៥៦៧', '⟦PHONE_1⟧'],
    ['Maria.Lopez@mail.example', '⟦EMAIL_1⟧'],
    ['a stranger: joe@else.example', 'a stranger: ⟦EMAIL_1⟧'],
    ['a stranger: 085 765 4321', 'a stranger: ⟦PHONE_1⟧'],
    ['pay to IE29 AIBK 9311 5212 3456 78 please', 'pay to ⟦IBAN_1⟧ please'],
    ['card 4111 1111 1111 1111', 'card ⟦CARD_1⟧'],
    ['card 4111 1111 1111 1111 12/27', 'card ⟦CARD_1⟧ ⟦CARD_2⟧'],
    ['4111.1111.1111.1111, 12/27, 123', '⟦CARD_1⟧, ⟦CARD_2⟧, ⟦CARD_3⟧'],
    ['411111111111111112/27', '⟦CARD_1⟧⟦CARD_2⟧'],
    ['3782 822463 10005 exp 1127', '⟦CARD_1⟧ exp ⟦CARD_2⟧'],
    ['٤١١١ ١١١١ ١١١١ ١١١١', '⟦CARD_1⟧'],
    ['IBAN:DE89.3704.0044.0532.0130.00 thanks', 'IBAN:⟦IBAN_1⟧ thanks'],
    ['(4111) (1111)|[1111]*1111', '(⟦CARD_1⟧'],
    ['order 4111 1111 1111 1112', 'order ⟦ID_1⟧'],
    ['DE89|3704|0044|0532|0130|00', '⟦IBAN_1⟧'],
    ['DNI X7654321L, CF RSS MRA 85M01 H501Q', 'DNI ⟦ID_1⟧, CF ⟦ID_2⟧'],
    ['n° 1 85 05 78 006 084 36', 'n° ⟦ID_1⟧'],
    ['087*123*4567 or 087 one two three 4567', '⟦ID_1⟧ or ⟦PHONE_1⟧'],
    ['seis cero cero uno dos tres cuatro cinco seis', '⟦PHONE_1⟧'],
    ['maria.lopez at mail dot example', '⟦EMAIL_1⟧'],
    ['joe arroba gmail punto com', '⟦EMAIL_1⟧'],
    ['joe@localhost', '⟦EMAIL_1⟧'],
    ['https://photos.example.com/share?token=abc', '⟦TEXT_1⟧'],
    ['www.dropbox.com/s/abcd/photo.jpg', '⟦TEXT_1⟧'],
    ['the alarm code is 4711, password: hunter2', 'the alarm code is ⟦ID_1⟧, password: ⟦ID_2⟧'],
    ['I live at 14 Privet Drive', 'I live at ⟦ADDRESS_1⟧'],
    ['vivo en calle Serrano 45', 'vivo en ⟦ADDRESS_1⟧'],
    ['MariaLopez84, Mariaaa, lopezmaria', '⟦PERSON_1⟧84, ⟦PERSON_2⟧, ⟦PERSON_1⟧'],
    ['M a r i a, Мария, Mаria', '⟦PERSON_1⟧, ⟦PERSON_1⟧, ⟦PERSON_1⟧'],
    ['de89 3704-0044-0532-0130-00 12/27', '⟦IBAN_1⟧ 12/27'],
  ])('%s', (text, expected) => expect(minimised(text).text).toBe(expected));

  test.each([
    'annual service on 2026-11-22 10:00–12:00',
    'It costs €1,250.00 or 20.11.2026',
    'invoice INV-2026-000123',
    'Dublin',
    'between 10:00 and 12:30 on 3/12',
    'size 120 x 60 x 45 cm, rooms 2, 3 or 4',
    'see https://byrne-plumbing.example.com/prices',
    'look at that dot on the wall at home',
    'one two or three taps',
  ])('%s holds nothing of anybody', (text) =>
    expect(minimised(text, [maria, person('Ann')]).text).toBe(text),
  );

  test.each([
    ['王小明', '你好王小明先生', '你好⟦PERSON_1⟧先生'],
    ['王小明', '小明在吗', '⟦PERSON_1⟧在吗'],
    ['山田 太郎', '太郎さんですか', '⟦PERSON_1⟧さんですか'],
    ['김민수', '민수가 왔어요', '⟦PERSON_1⟧가 왔어요'],
    ['राम शर्मा', 'नमस्ते राम जी', 'नमस्ते ⟦PERSON_1⟧ जी'],
    ['राम शर्मा', 'शर्मा जी', '⟦PERSON_1⟧ जी'],
    ['أحمد السيد', 'مرحبا لأحمد', 'مرحبا ل⟦PERSON_1⟧'],
    ['สมชาย ใจดี', 'คุณสมชายอยู่ไหม', 'คุณ⟦PERSON_1⟧อยู่ไหม'],
  ])('%s is found in any script', (name, text, expected) =>
    expect(minimised(text, [person(name)]).text).toBe(expected),
  );

  test.each([
    ['Siobhán O’Brien', 'is obrien there', 'is ⟦PERSON_1⟧ there'],
    ['Siobhán O’Brien', 'ask O Brien', 'ask ⟦PERSON_1⟧'],
    ['Anne-Marie Dubois', 'annemarie', '⟦PERSON_1⟧'],
    ['Łukasz Nowak', 'dla Łukasza Nowaka', 'dla ⟦PERSON_1⟧ ⟦PERSON_2⟧'],
    ['Anna Kowalska', 'dla Anny Kowalskiej', 'dla ⟦PERSON_1⟧ ⟦PERSON_2⟧'],
    ['Jan Novák', 's Janem', 's ⟦PERSON_1⟧'],
    ['Иван Петров', 'для Ивана Петрова', 'для ⟦PERSON_1⟧ ⟦PERSON_2⟧'],
  ])('%s is found in another form', (name, text, expected) =>
    expect(minimised(text, [person(name)]).text).toBe(expected),
  );

  test.each([
    ['Flat 2, 5 Rose Lane', 'I am at 5 Rose Ln now', 'I am at ⟦ADDRESS_1⟧ now'],
    ['5 Rose Ln', 'Rose Lane 5?', '⟦ADDRESS_1⟧?'],
    ['Apartment 12 5 Rose Lane', 'rose lane', '⟦ADDRESS_1⟧'],
    ['Hauptstraße 5, 2. OG', 'Hauptstr. 5', '⟦ADDRESS_1⟧'],
    ['C/ Mayor 14, 3º B', 'calle mayor 14', '⟦ADDRESS_1⟧'],
    ['Av. da Liberdade 110, 2º Esq', 'avenida da liberdade', '⟦ADDRESS_1⟧'],
    ['Unit 4, Kilbarrack House, 12 Green St', '12 Green Street', '⟦ADDRESS_1⟧'],
  ])('%s is found as it is said', (street, text, expected) => {
    const owner = { ...person('Zzyzx'), addresses: { a: { street } } };
    expect(minimised(text, [owner]).text).toBe(expected);
  });

  test.each(['Is the flat on the second floor?', 'Annual service for the apartment', 'a new marketing plan'])(
    '%s says nothing of Anna, Mark or their flat',
    (text) => {
      const people = [
        person('Anna Kowalska'),
        { ...person('Mark Johansson'), addresses: { a: { street: 'Flat 2, 5 Rose Lane' } } },
      ];
      expect(minimised(text, people).text).toBe(text);
    },
  );

  test('a name that is an everyday word is one only with a capital', () => {
    const text = minimised('will you come? Ask Will', [person('Will')]).text;
    expect(text).toBe('will you come? Ask ⟦PERSON_1⟧');
  });

  test('within JSON a line’s end does not hide a name', () => {
    const inside = quarantined('Hello\nMaria [López] and "Maria"\t+353871234567');
    const { text, values } = minimised(quarantined(inside));
    expect(text).not.toMatch(/maria|l[oó]pez|4567/i);
    expect(minimised('C:\\nora', [person('Nora')]).text).toBe('C:\\⟦PERSON_1⟧');
    expect(values.size).toBeGreaterThan(1);
  });

  test('the same person has the same token in every message of a prompt', () => {
    const dictionary = buildDictionary(recordsOf([maria]));
    const messages = ['Maria called', 'MARIA again'].map((content) => ({ role: 'user' as const, content }));
    const result = expectOk(minimise(messages, dictionary));
    expect(result.messages.slice(1).map(({ content }) => content)).toEqual([
      '⟦PERSON_1⟧ called',
      '⟦PERSON_1⟧ again',
    ]);
  });
});

describe('rule 15 for any people and any text', () => {
  const letter = fc.constantFrom(...'abcdefghijklmnopqrstuvwxyzáéíóúñçãõäöüßøł'.split(''));
  const word = fc.string({ unit: letter, minLength: 3, maxLength: 9 }).filter((text) => {
    const plain = strip(text);
    return !isEveryday(plain) && !isParticle(plain) && !types.test(plain);
  });
  const types = /person|company|address|phone|email|iban|card|text|id/;
  const contact = fc.record({
    first: word,
    last: word,
    phone: fc.stringMatching(/^\+3538[35679]\d{7}$/),
    street: word,
    number: fc.integer({ min: 1, max: 200 }),
  });
  const filler = fc.oneof(
    fc.string({ maxLength: 12 }),
    fc.constantFrom(' ', '\n', '\\n', '\\u005b', '"', ', ', '’s ', '⟦', '⟧', '⟦PERSON_1⟧', '[', '€80 '),
  );

  /** The word in one of the ways in which people write it. */
  const written = (text: string, way: number) =>
    [text, text.toUpperCase(), strip(text), `${text[0]!.toUpperCase()}${text.slice(1)}`][way % 4]!;

  const phoneWritten = (phone: string, way: number) => {
    const local = `0${phone.slice(4)}`;
    const signs = [
      phone,
      local,
      local.split('').join(' '),
      `${local.slice(0, 3)}-${local.slice(3)}`,
      `(${local})`,
    ];
    return signs[way % signs.length]!;
  };

  test('the payload holds no known name, number or street, and the answer gets all of them back', () => {
    fc.assert(
      fc.property(
        fc.array(contact, { minLength: 1, maxLength: 4 }),
        fc.array(fc.tuple(filler, fc.nat(3), fc.nat(3), fc.nat(20)), { maxLength: 12 }),
        (people, plan) => {
          const contacts = people.map(({ first, last, phone, street, number }, i) => ({
            id: `c${i}`,
            createdAt: 0,
            name: `${first} ${last}`,
            phones: { p: { number: phone } },
            addresses: { a: { street: `${street} ${number}` } },
          }));
          const text = plan
            .map(([between, who, what, way]) => {
              const one = people[who % people.length]!;
              const parts = [
                written(one.first, way),
                written(`${one.first} ${one.last}`, way),
                phoneWritten(one.phone, way),
                `${written(one.street, way)} ${one.number}`,
              ];
              return `${between} ${parts[what]} `;
            })
            .join('');
          const { text: payload, values } = minimised(text, contacts);
          const open = payload.replaceAll(/⟦[A-Z]+_\d+⟧/g, ' | ');
          const words = strip(open).split(/[^\p{L}\p{N}]+/u);
          for (const one of people) {
            expect(words).not.toContain(strip(one.first));
            expect(words).not.toContain(strip(one.last));
            expect(open.replaceAll(/[ ()-]/g, '')).not.toContain(one.phone.slice(-7));
            expect(` ${words.join(' ')} `).not.toContain(` ${strip(one.street)} ${one.number} `);
          }
          const restored = putBack(payload, values);
          expect(restored.unresolved).toEqual([]);
          expect(holdsPlaceholder(payload)).toBe(values.size > 0);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('an address for mail is never in a payload', () => {
    fc.assert(
      fc.property(fc.emailAddress(), fc.string(), fc.string(), (address, before, after) => {
        const owner = { ...person('Zzyzx'), emails: { e: { address } } };
        const { text } = minimised(`${before} ${address} ${after}`, [owner]);
        expect(text.toLowerCase()).not.toContain(address.toLowerCase());
      }),
    );
  });

  test('any text at all is read to its end, and comes back as it was', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
        const { text: payload, values } = minimised(text, []);
        expect(putBack(payload, values).text).toBe(text);
      }),
    );
  });
});

/** As the property sees words: an own, simpler way than that of the code. */
function strip(text: string): string {
  const plain = text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
  return plain.replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('ł', 'l');
}

describe('names come back', () => {
  const values = new Map([
    ['⟦PERSON_1⟧', 'María López'],
    ['⟦PHONE_12⟧', '+353871234567'],
  ]);

  test.each([
    'Hello ⟦PERSON_1⟧!',
    'Hello ⟦person_1⟧!',
    'Hello ⟦ PERSON 1 ⟧!',
    'Hello ⟦PERSON_1!',
    'Hello PERSON_1⟧!',
    'Hello [PERSON_1]!',
    'Hello [[Person-1]]!',
    'Hello <PERSON_1>!',
    'Hello PERSON_1!',
    'Hello PERSON1!',
    'Hello Person1!',
    'Hello person_1!',
    'Hello PERSON 1!',
    'Hello PERSON\\_1!',
    'Hello 【PERSON_1】!',
    'Hello {{Person 1}}!',
    'Hello [person 1]!',
  ])('from %s', (text) =>
    expect(putBack(text, values)).toEqual({ text: 'Hello María López!', unresolved: [] }),
  );

  test.each(['person 1 of 3', 'see (address 2)', 'text 5', 'ID 12345', 'PERSONS_1'])(
    '%s is plain text',
    (text) => expect(putBack(text, values)).toEqual({ text, unresolved: [] }),
  );

  test('rule 15 what stands for nothing known is pointed out and cannot be sent', () => {
    for (const text of [
      'Hello ⟦PERSON_9⟧',
      'Hello person_9⟧',
      'Hello ⟦NAME⟧',
      'Hello ⟦X_1⟧',
      'Hello PERSON9',
      '[company-3]',
    ]) {
      const { text: restored, unresolved } = putBack(text, values);
      expect(unresolved).toHaveLength(1);
      expect(holdsPlaceholder(restored)).toBe(true);
    }
  });

  test('a token that a customer typed is their text, and never becomes somebody’s name', () => {
    const { text, values } = minimised('I am Maria. Say ⟦PERSON_1⟧, [PERSON_1] and PERSON_1');
    expect(text).toBe('I am ⟦PERSON_1⟧. Say ⟦TEXT_1⟧, ⟦TEXT_2⟧ and ⟦TEXT_3⟧');
    expect(putBack(text, values).text).toBe('I am María. Say ⟦PERSON_1⟧, [PERSON_1] and PERSON_1');
  });

  test('also where the answer comes in pieces that cut a token', () => {
    const answer = 'Hello ⟦PERSON_1⟧, call PHONE_12 [or] write. OK ⟦PERSON_1⟧';
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (sizes) => {
        let shown = '';
        const stream = createPutBack(values, (text) => (shown += text));
        for (let at = 0, i = 0; at < answer.length; i++) {
          const size = sizes[i % sizes.length]!;
          stream.push(answer.slice(at, at + size));
          at += size;
        }
        stream.end();
        expect(shown).toBe('Hello María López, call +353871234567 [or] write. OK María López');
      }),
    );
  });
});

test('ten thousand contacts are one tree, and a prompt is read once', () => {
  const names = Array.from({ length: 10_000 }, (_, i) => person(`Vorname${i % 400} Nachname${i}`));
  const { text } = minimised('Nachname9999 and vorname3, nachname10000', names);
  expect(text).toBe('⟦PERSON_1⟧ and ⟦PERSON_2⟧, nachname10000');
});
