/** One line of a card, unfolded: `item1.TEL;TYPE=cell:+49 …`. */
export interface Property {
  /** In capitals, without its group. */
  name: string;
  /** `item1`: what belongs together. Empty where there is none. */
  group: string;
  /** The values of `TYPE`, in small letters, and the bare words of version 2.1. */
  types: string[];
  /** With its escapes; what was quoted-printable or in a charset of its own is text. */
  value: string;
}

export interface Card {
  properties: Property[];
  /** The file ends, or the next card begins, within it. */
  isCutOff: boolean;
}

export const isVcard = (text: string): boolean => /^\s*BEGIN:VCARD\s*$/im.test(text.slice(0, 2000));

/** The cards of a file in version 2.1, 3.0 or 4.0; what stands between cards is nothing of theirs. */
export function parseCards(text: string): Card[] {
  const cards: Card[] = [];
  let open: Card | undefined;
  for (const line of unfold(text)) {
    const property = parseLine(line);
    if (property === undefined) continue;
    const isMark = property.value.trim().toUpperCase() === 'VCARD';
    if (property.name === 'BEGIN' && isMark) cards.push((open = { properties: [], isCutOff: true }));
    else if (property.name === 'END' && isMark) {
      if (open !== undefined) open.isCutOff = false;
      open = undefined;
    } else open?.properties.push(property);
  }
  return cards;
}

const isQuotedPrintable = (head: string): boolean =>
  /(?:^|;)(?:ENCODING=)?QUOTED-PRINTABLE(?:;|$)/i.test(head);

/** Lines as they were before they were folded: by a blank at the start of the next, or by `=` at their own end. */
function unfold(text: string): string[] {
  const lines: string[] = [];
  let isSoft = false;
  for (const line of text.split(/\r\n|\n|\r/)) {
    const last = lines.length - 1;
    if (isSoft) lines[last] = lines[last]!.slice(0, -1) + line;
    else if (/^[ \t]/.test(line) && last >= 0) lines[last] += line.slice(1);
    else lines.push(line);
    const current = lines.at(-1)!;
    isSoft = current.endsWith('=') && isQuotedPrintable(current.slice(0, endOfHead(current)));
  }
  return lines;
}

/** Where the value of a line begins less one: its first colon outside of quotation marks. */
function endOfHead(line: string): number {
  let isQuoted = false;
  for (let at = 0; at < line.length; at++) {
    if (line[at] === '"') isQuoted = !isQuoted;
    else if (line[at] === ':' && !isQuoted) return at;
  }
  return -1;
}

function parseLine(line: string): Property | undefined {
  const end = endOfHead(line);
  if (end <= 0) return undefined;
  const head = line.slice(0, end);
  const [full = '', ...parameters] = head.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const dot = full.lastIndexOf('.');
  const value = line.slice(end + 1);
  return {
    name: full
      .slice(dot + 1)
      .trim()
      .toUpperCase(),
    group: dot === -1 ? '' : full.slice(0, dot).toLowerCase(),
    types: parameters.flatMap(typesOf),
    value: isQuotedPrintable(head) ? fromQuotedPrintable(value, charsetOf(parameters)) : value,
  };
}

function typesOf(parameter: string): string[] {
  const [key = '', value] = parameter.split('=');
  if (value !== undefined && key.trim().toUpperCase() !== 'TYPE') return [];
  return (value ?? key)
    .replaceAll('"', '')
    .split(',')
    .map((type) => type.trim().toLowerCase());
}

function charsetOf(parameters: string[]): string {
  const named = parameters.find((parameter) => /^charset=/i.test(parameter.trim()));
  return named?.split('=')[1]?.replaceAll('"', '').trim() ?? 'utf-8';
}

function fromQuotedPrintable(value: string, charset: string): string {
  return value.replaceAll(/(?:=[0-9A-F]{2})+/gi, (run) => {
    const bytes = Uint8Array.from(run.slice(1).split('='), (pair) => Number.parseInt(pair, 16));
    return decoderOf(charset).decode(bytes);
  });
}

function decoderOf(charset: string): InstanceType<typeof TextDecoder> {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder('utf-8');
  }
}

/** The parts of a value such as `Keller;Maria`, at marks that are not escaped. */
export function splitValue(value: string, mark: ';' | ','): string[] {
  const found = [''];
  for (let at = 0; at < value.length; at++) {
    const sign = value[at]!;
    if (sign === '\\') found[found.length - 1] += sign + (value[++at] ?? '');
    else if (sign === mark) found.push('');
    else found[found.length - 1] += sign;
  }
  return found;
}

/** A value without its escapes. */
export function unescapeValue(value: string): string {
  return value.replaceAll(/\\([\s\S])/g, (_, sign: string) => (/n/i.test(sign) ? '\n' : sign));
}
