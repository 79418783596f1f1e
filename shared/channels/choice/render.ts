import type { ChannelKind } from '#shared/domain/channel.ts';
import type { Choice, ChoiceButton, ChoiceOption, RenderedChoice } from '#shared/domain/choice.ts';
import { channelRules } from '../channel.ts';
import { cleanName } from '#shared/lib/clean-text.ts';
import { distinctTitles, shortened } from './titles.ts';

/** What Meta shows at most, in characters and pieces. */
export const choiceLimits = {
  whatsapp: { buttons: 3, button: 20, rows: 10, row: 24, description: 72, body: 1024 },
  pages: { replies: 13, reply: 20, cards: 10, cardButtons: 3, cardTitle: 80 },
} as const;

/** One page of a choice: which of its options, from `first` on, and how the channel shows them. */
export interface ChoicePage {
  rendered: RenderedChoice;
  /** The options that can be chosen here, in their order, and by which number each is called. */
  first: number;
  options: ChoiceOption[];
  /** The option that leads on, where it is among them. */
  more: ChoiceOption | undefined;
}

/** `asText`: the channel has refused the other form, so that numbers alone have to do. */
export interface RenderOptions {
  asText?: boolean | undefined;
}

/**
 * How a channel shows a page of a choice, from 0. Which options a page holds does not depend on `asText`, so that a
 * number means the same in either form.
 */
export function renderChoice(
  kind: ChannelKind,
  choice: Choice,
  page: number,
  { asText = false }: RenderOptions = {},
): ChoicePage {
  const slice = sliceOf(kind, choice, page);
  const { first, options, more } = slice;
  const rendered = asText ? undefined : kind === 'whatsapp' ? onWhatsapp(slice) : onPages(kind, slice);
  return { rendered: rendered ?? { form: 'text', text: numbered(slice) }, first, options, more };
}

/** All that can be tapped, as the customer reads it. */
export function buttonsOf(rendered: RenderedChoice): ChoiceButton[] {
  if (rendered.form === 'buttons') return rendered.buttons;
  if (rendered.form === 'list') return rendered.rows;
  if (rendered.form === 'quickReplies') return rendered.replies;
  return rendered.form === 'cards' ? rendered.cards.flatMap(({ buttons }) => buttons) : [];
}

interface Slice {
  choice: Choice;
  first: number;
  options: ChoiceOption[];
  more: ChoiceOption | undefined;
}

/** Pages follow each other from the first: each takes as many options as its channel shows and its text holds. */
function sliceOf(kind: ChannelKind, choice: Choice, page: number): Slice {
  let first = 0;
  for (let index = 0; ; index++) {
    const count = countFrom(kind, choice, first);
    const more = first + count < choice.options.length ? choice.more : undefined;
    if (index === page || more === undefined)
      return { choice, first, options: choice.options.slice(first, first + count), more };
    first += count;
  }
}

function countFrom(kind: ChannelKind, choice: Choice, first: number): number {
  const left = choice.options.length - first;
  const most = mostOn(kind, choice);
  if (left <= most && fits(kind, choice, first, left)) return left;
  if (choice.more === undefined) return Math.min(left, most);
  let count = Math.min(left - 1, most - 1);
  while (count > 1 && !fits(kind, choice, first, count)) count--;
  return Math.max(count, 1);
}

function mostOn(kind: ChannelKind, choice: Choice): number {
  if (kind === 'whatsapp') return choiceLimits.whatsapp.rows;
  return usesCards(kind, choice) ? mostOnCards : choiceLimits.pages.replies;
}

/** Whether all of it can be said in words, which is what is left where no button is seen. */
function fits(kind: ChannelKind, choice: Choice, first: number, count: number): boolean {
  const options = choice.options.slice(first, first + count);
  const more = first + count < choice.options.length ? choice.more : undefined;
  const { textLength, textLimit } = channelRules(kind);
  return textLength(numbered({ choice, first, options, more })) <= textLimit;
}

/** The options as lines that can be answered by their number; 0 leads on. */
function numbered({ choice, first, options, more }: Slice): string {
  const lines = options.map(({ title, description }, index) => {
    const number = `${first + index + 1}.`;
    return [number, [inOneLine(title), inOneLine(description)].filter(Boolean).join(' · ')].join(' ').trim();
  });
  const last = more === undefined ? [] : [`0. ${more.title}`];
  return [choice.text, '', ...lines, ...last].join('\n');
}

/** Buttons where all of it fits on them, otherwise a list; `undefined` where the text is too long for either. */
function onWhatsapp({ choice, first, options, more }: Slice): RenderedChoice | undefined {
  const shown = withMore(options, more);
  const { buttons, button, row, description, body } = choiceLimits.whatsapp;
  const { text } = choice;
  if (text.length > body) return undefined;
  const isShort = shown.every((option) => option.description === undefined && option.title.length <= button);
  if (shown.length <= buttons && isShort)
    return { form: 'buttons', text, buttons: named(shown, button, first) };
  const rows = named(shown, row, first).map((line, index) => {
    const option = shown[index]!;
    const title = inOneLine(option.title);
    const whole = title === line.title || option === more ? undefined : title;
    const below = [whole, inOneLine(option.description)].filter(Boolean).join(' · ');
    return below === '' ? line : { ...line, description: shortened(below, description) };
  });
  return { form: 'list', text, open: shortened(choice.open, button), rows };
}

/**
 * Quick replies, with the options in the text too: they are gone after a tap, and Instagram shows none on a desktop.
 * What is too much for them goes on cards, which Messenger shows everywhere.
 */
function onPages(kind: ChannelKind, slice: Slice): RenderedChoice | undefined {
  const { choice, options, more, first } = slice;
  const { reply, cards, cardButtons } = choiceLimits.pages;
  const replies = named(withMore(options, more), reply, first);
  if (!usesCards(kind, choice)) return { form: 'quickReplies', text: numbered(slice), replies };
  const groups = Array.from(
    { length: Math.min(cards, Math.ceil(replies.length / cardButtons)) },
    (_, index) => replies.slice(index * cardButtons, (index + 1) * cardButtons),
  );
  return {
    form: 'cards',
    cards: groups.map((buttons, index) => ({
      title: index === 0 ? choice.text : `${first + index * cardButtons + 1} …`,
      buttons,
    })),
  };
}

const longestWords = 300;
const mostOnCards = choiceLimits.pages.cards * choiceLimits.pages.cardButtons;

/** Cards have no text of their own but their titles, so it has to be short and the options without descriptions. */
function usesCards(kind: ChannelKind, { text, options }: Choice): boolean {
  const { replies, cardTitle } = choiceLimits.pages;
  const isShort = text.length <= cardTitle && !text.includes('\n');
  const isPlain = options.every(({ description }) => description === undefined);
  return kind === 'messenger' && options.length > replies && isShort && isPlain;
}

function withMore(options: ChoiceOption[], more: ChoiceOption | undefined): ChoiceOption[] {
  return more === undefined ? options : [...options, more];
}

function named(options: readonly ChoiceOption[], longest: number, first: number): ChoiceButton[] {
  const titles = options.map(({ title }, index) => inOneLine(title) ?? String(first + index + 1));
  const shown = distinctTitles(titles, longest, first + 1);
  return options.map(({ token }, index) => ({ token, title: shown[index]! }));
}

function inOneLine(words: string | undefined): string | undefined {
  return cleanName(words, longestWords);
}
