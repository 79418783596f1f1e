import { westernDigit } from '#shared/lib/digits.ts';

/** A text as it is searched: for each of its UTF-16 units, where it begins in the original. */
export interface View {
  text: string;
  /** One longer than `text`: its last entry is the original's length. */
  at: number[];
}

/** The text as it is. */
export function plainView(original: string): View {
  return { text: original, at: Array.from({ length: original.length + 1 }, (_, index) => index) };
}

const escapes: Record<string, string> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f', '"': '"', '/': '/' };

/**
 * The text with the escapes of JSON strings read, however often they were escaped: in a prompt that holds
 * JSON, `\nMaria` is a line's end and a name, not a word of its own.
 */
export function unescapedView(original: string): View {
  const view = createView();
  const pattern = /\\+(?:u([0-9a-fA-F]{4})|([nrtbf"/]))/g;
  let from = 0;
  for (const match of original.matchAll(pattern)) {
    view.copy(original, from, match.index);
    const [whole, code, letter = ''] = match;
    const character = code === undefined ? escapes[letter]! : String.fromCharCode(Number.parseInt(code, 16));
    view.add(character, match.index);
    from = match.index + whole.length;
  }
  view.copy(original, from, original.length);
  return view.end(original.length);
}

/** Letters that Unicode does not take apart, though people write them both ways. */
const letters: Record<string, string> = {
  ß: 'ss',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  ł: 'l',
  æ: 'ae',
  œ: 'oe',
  þ: 'th',
  ı: 'i',
};

const isAscii = /^[\0-\x7f]*$/;

const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/;

/** Small letters without accents and invisible signs, western digits. */
export function foldedView({ text, at }: View): View {
  const view = createView();
  let index = 0;
  for (const character of text) {
    if (!invisible.test(character)) view.add(foldCharacter(character), at[index]!);
    index += character.length;
  }
  return view.end(at.at(-1)!);
}

/** A word as the dictionary knows it. */
export function fold(text: string): string {
  if (isAscii.test(text)) return text.toLowerCase();
  return foldedView(plainView(text)).text;
}

function foldCharacter(character: string): string {
  if (isAscii.test(character)) return character.toLowerCase();
  const plain = character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().normalize('NFKD');
  if (/^\p{Nd}$/u.test(plain)) return westernDigit(plain);
  return letters[plain] ?? plain.replace(/\p{M}/gu, '');
}

function createView() {
  const units: string[] = [];
  const at: number[] = [];
  const add = (character: string, from: number) => {
    units.push(character);
    for (let i = 0; i < character.length; i++) at.push(from);
  };
  return {
    add,
    copy(original: string, from: number, to: number) {
      for (let i = from; i < to; i++) add(original[i]!, i);
    },
    end(length: number): View {
      at.push(length);
      return { text: units.join(''), at };
    },
  };
}
