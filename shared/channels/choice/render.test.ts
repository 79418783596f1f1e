import fc from 'fast-check';
import { expect, test } from 'vitest';
import { channelKinds } from '#shared/domain/channel.ts';
import type { Choice } from '#shared/domain/choice.ts';
import { channelRules } from '../channel.ts';
import { buttonsOf, choiceLimits, renderChoice } from './render.ts';
import { foldTitle } from './titles.ts';

const titles = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('a', 'b', ' ', '1', '(', ')', '👩‍👩‍👧‍👦', 'é', '🇵🇹'), maxLength: 40 }),
  fc.constantFrom('Boiler service with gas safety check, day', 'Boiler service with gas safety check, night'),
);
const choices = fc.record({
  text: fc.string({ minLength: 1, maxLength: 900 }).filter((text) => text.trim() !== ''),
  titles: fc.array(fc.record({ title: titles, description: fc.option(titles, { nil: undefined }) }), {
    minLength: 1,
    maxLength: 60,
  }),
});

function choiceOf(given: {
  text: string;
  titles: { title: string; description?: string | undefined }[];
}): Choice {
  return {
    text: given.text,
    open: 'Choose',
    more: { token: 'more', title: 'More' },
    options: given.titles.map((option, index) => ({ token: `t${index}`, ...option })),
  };
}

const named = (...names: string[]) =>
  choiceOf({ text: 'What do you need?', titles: names.map((title) => ({ title })) });
const many = (count: number) => named(...Array.from({ length: count }, (_, index) => `Service ${index + 1}`));

test('three short options are buttons on WhatsApp, more are a list, and what does not fit follows by “More”', () => {
  expect(renderChoice('whatsapp', named('Prices', 'Book', 'A person'), 0).rendered).toEqual({
    form: 'buttons',
    text: 'What do you need?',
    buttons: [
      { token: 't0', title: 'Prices' },
      { token: 't1', title: 'Book' },
      { token: 't2', title: 'A person' },
    ],
  });
  expect(renderChoice('whatsapp', many(10), 0)).toMatchObject({
    rendered: { form: 'list', open: 'Choose' },
    more: undefined,
  });
  const [first, second] = [0, 1].map((page) => renderChoice('whatsapp', many(14), page));
  expect(buttonsOf(first!.rendered).map(({ title }) => title)).toEqual([
    ...many(9).options.map(({ title }) => title),
    'More',
  ]);
  expect(second!.options.map(({ token }) => token)).toEqual(['t9', 't10', 't11', 't12', 't13']);
});

test('what is shortened in a list stands whole below it', () => {
  const page = renderChoice('whatsapp', named('Annual boiler service with gas safety check'), 0);
  expect(page.rendered).toMatchObject({
    form: 'list',
    rows: [{ title: 'Annual boiler service w…', description: 'Annual boiler service with gas safety check' }],
  });
});

test('where buttons may not be seen the options stand in the text, by number, through all pages', () => {
  const { rendered } = renderChoice('instagram', named('Prices', 'A person'), 0);
  expect(rendered).toMatchObject({
    form: 'quickReplies',
    text: 'What do you need?\n\n1. Prices\n2. A person',
  });
  const next = renderChoice('instagram', many(20), 1).rendered;
  expect(next).toMatchObject({ text: expect.stringContaining('\n13. Service 13\n') as string });
  const asText = renderChoice('whatsapp', many(12), 0, { asText: true }).rendered;
  expect(asText).toMatchObject({
    form: 'text',
    text: expect.stringMatching(/9\. Service 9\n0\. More$/) as string,
  });
});

test('more than quick replies hold goes on Messenger’s cards, three to each', () => {
  const { rendered } = renderChoice('messenger', many(30), 0);
  if (rendered.form !== 'cards') throw new Error(rendered.form);
  expect(rendered.cards.map(({ buttons }) => buttons.length)).toEqual(Array.from({ length: 10 }, () => 3));
  expect(rendered.cards.slice(0, 2).map(({ title }) => title)).toEqual(['What do you need?', '4 …']);
});

test('on every channel each page keeps to Meta’s limits, its titles differ and no character is cut in two', () => {
  const kinds = fc.constantFrom(...channelKinds);
  fc.assert(
    fc.property(kinds, choices, fc.nat(8), (kind, given, page) => {
      const { rendered } = renderChoice(kind, choiceOf(given), page);
      const buttons = buttonsOf(rendered);
      const { whatsapp, pages } = choiceLimits;
      const [most, longest] = {
        buttons: [whatsapp.buttons, whatsapp.button] as const,
        list: [whatsapp.rows, whatsapp.row] as const,
        quickReplies: [pages.replies, pages.reply] as const,
        cards: [pages.cards * pages.cardButtons, pages.reply] as const,
        text: [0, 0] as const,
      }[rendered.form];
      expect(buttons.length).toBeLessThanOrEqual(most);
      expect(new Set(buttons.map(({ title }) => foldTitle(title))).size).toBe(buttons.length);
      for (const { title } of buttons) {
        expect(title.trim()).not.toBe('');
        expect(title.length).toBeLessThanOrEqual(longest);
        expect(title.isWellFormed()).toBe(true);
      }
      const below = rendered.form === 'list' ? rendered.rows.map(({ description = '' }) => description) : [];
      const above = rendered.form === 'cards' ? rendered.cards.map(({ title }) => title) : [];
      expect(Math.max(0, ...below.map((words) => words.length))).toBeLessThanOrEqual(whatsapp.description);
      expect(Math.max(0, ...above.map((words) => words.length))).toBeLessThanOrEqual(pages.cardTitle);
    }),
  );
});

test('page after page every option is shown once and in its order, by buttons and in words alike', () => {
  const kinds = fc.constantFrom(...channelKinds);
  fc.assert(
    fc.property(kinds, choices, (kind, given) => {
      const choice = choiceOf(given);
      const seen: string[] = [];
      for (let page = 0; ; page++) {
        const { options, more, first } = renderChoice(kind, choice, page);
        const asText = renderChoice(kind, choice, page, { asText: true });
        expect(asText).toMatchObject({ first, options });
        seen.push(...options.map(({ token }) => token));
        if (more === undefined) break;
        expect(options.length).toBeGreaterThan(0);
      }
      expect(seen).toEqual(choice.options.map(({ token }) => token));
    }),
  );
});

test('a page has no more options than its text holds in words', () => {
  const longLines = Array.from({ length: 12 }, (_, index) => `${index} ${'ü'.repeat(100)}`);
  const { rendered, more } = renderChoice('instagram', named(...longLines), 0);
  if (rendered.form !== 'quickReplies') throw new Error(rendered.form);
  const { textLength, textLimit } = channelRules('instagram');
  expect(textLength(rendered.text)).toBeLessThanOrEqual(textLimit);
  expect(more).toBeDefined();
});
