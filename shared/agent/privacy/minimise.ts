import type { PlaceholderType } from '#shared/domain/placeholder.ts';
import { writePlaceholder } from '#shared/domain/placeholder.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { ChatMessage } from '../model-port.ts';
import type { Dictionary } from './dictionary.ts';
import type { Find, Finder } from './finders.ts';
import { findersFor } from './finders.ts';
import { plainView, unescapedView } from './view.ts';

/** A prompt as a remote model gets it. The map to the values is in memory, and nowhere else. */
export interface Minimised {
  messages: ChatMessage[];
  /** Token → value. */
  values: ReadonlyMap<string, string>;
}

/** What the model is told about tokens, where there are any. */
const note =
  'Some names, numbers and addresses are replaced by tokens such as ⟦PERSON_0⟧. Copy a token exactly, brackets included, wherever you mean what it stands for. Never invent one.';

/**
 * Puts tokens in the place of all that the business knows of people: names, phones, e-mails and addresses,
 * in any case, with or without accents, also within JSON; besides account and card numbers, and e-mails and
 * phones of strangers. What is said about them stays: the prompt is minimised, not anonymous. Equal messages
 * give equal tokens. An error where something would still be in it after several readings.
 */
export function minimise(messages: readonly ChatMessage[], dictionary: Dictionary): Result<Minimised> {
  const finders = findersFor(dictionary);
  const tokens = createTokens();
  const replaced: ChatMessage[] = [];
  for (const { role, content } of messages) {
    const text = withoutKnown(content, finders, tokens.of);
    if (text === undefined) return notMinimised;
    replaced.push({ role, content: text });
  }
  if (tokens.values.size > 0) replaced.unshift({ role: 'system', content: note });
  return ok({ messages: replaced, values: tokens.values });
}

const notMinimised = problem(
  'model.not-minimised',
  'Names or numbers could not be taken out of the request. Nothing was sent.',
  'Use a model on this computer for this one.',
);

function createTokens() {
  const known = new Map<string, string>();
  const values = new Map<string, string>();
  const counts = new Map<PlaceholderType, number>();
  const of = ({ entry }: Find): string => {
    const before = known.get(entry.key);
    if (before !== undefined) return before;
    const number = (counts.get(entry.type) ?? 0) + 1;
    counts.set(entry.type, number);
    const token = writePlaceholder(entry.type, number);
    known.set(entry.key, token);
    values.set(token, entry.value);
    return token;
  };
  return { values, of };
}

/** What is left after a find may be a find again: read until nothing more is found. */
const mostReadings = 5;

/** Text that may hold something, and tokens, in turns. */
type Pieces = { text: string; isToken: boolean }[];

function withoutKnown(text: string, finders: Finder[], tokenOf: (find: Find) => string): string | undefined {
  let pieces: Pieces = [{ text, isToken: false }];
  for (let reading = 0; reading < mostReadings; reading++) {
    const before = pieces.length;
    for (const finder of finders) {
      for (const viewOf of [unescapedView, plainView]) {
        pieces = pieces.flatMap((piece) =>
          piece.isToken || piece.text === ''
            ? [piece]
            : split(piece.text, finder(viewOf(piece.text), piece.text), tokenOf),
        );
      }
    }
    if (pieces.length === before) return pieces.map((piece) => piece.text).join('');
  }
  return undefined;
}

function split(text: string, finds: Find[], tokenOf: (find: Find) => string): Pieces {
  const pieces: Pieces = [];
  let from = 0;
  for (const find of finds) {
    pieces.push(
      { text: text.slice(from, find.from), isToken: false },
      { text: tokenOf(find), isToken: true },
    );
    from = find.to;
  }
  pieces.push({ text: text.slice(from), isToken: false });
  return pieces;
}
