import { cleanText } from '#shared/lib/clean-text.ts';

/** What is said in Telegram: a text, and which parts of it are bold. It has no markup, so that none can be written into it. */
export interface Said {
  text: string;
  bold: { offset: number; length: number }[];
}

/** Somebody else's words, or our own; `bold` only where they are ours. */
export type Piece = string | { bold: string };

/** The most that Telegram takes, in UTF-16 units. */
export const mostSaid = 4096;

/** Lines of pieces. What is too long ends with an ellipsis, and never within a character. */
export function say(lines: readonly (readonly Piece[])[]): Said {
  let text = '';
  const bold: Said['bold'] = [];
  for (const [at, line] of lines.entries()) {
    if (at > 0) text += '\n';
    for (const piece of line) {
      const words = cleanText(typeof piece === 'string' ? piece : piece.bold);
      if (typeof piece !== 'string' && words !== '') bold.push({ offset: text.length, length: words.length });
      text += words;
    }
  }
  return cut(text, bold);
}

function cut(text: string, bold: Said['bold']): Said {
  if (text.length <= mostSaid) return { text, bold };
  const whole = shortened(text, mostSaid);
  const end = whole.length - 1;
  return {
    text: whole,
    bold: bold
      .filter(({ offset }) => offset < end)
      .map(({ offset, length }) => ({ offset, length: Math.min(length, end - offset) })),
  };
}

/** At most so many UTF-16 units of a text, with an ellipsis where it was longer, and no half of a character. */
export function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const last = text.charCodeAt(most - 2);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  return `${text.slice(0, isHalf ? most - 2 : most - 1)}…`;
}
