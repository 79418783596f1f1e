import { contentId } from '#shared/lib/hash.ts';
import { dayText, type ChatOrder, orderOf } from './chat-order.ts';
import { wallClock } from '../wall-clock.ts';
import { type ChatLine, readLine } from './chat-line.ts';

/** Something that was said in a chat. */
export interface Said {
  /** The same in every export of the chat: minute, author, words, and which of several alike it is. */
  key: string;
  at: number;
  author: string;
  text: string;
  /** The name of a file of the export. */
  file?: string;
}

export interface Chat {
  said: Said[];
  authors: { name: string; count: number }[];
  /** Lines in which nobody says anything. */
  system: number;
  /** Whether its days can be read in one way only; `undefined`: the owner has to say. */
  order: ChatOrder | undefined;
}

interface Reading {
  timeZone: string;
  /** As the owner says, where the file does not tell. */
  order?: ChatOrder | undefined;
  /** The files of the export, by their names. */
  files: ReadonlySet<string>;
}

/** More than anybody's chat has. */
const mostLines = 500_000;
/** What the app puts in the place of a picture is short; what it tells is a sentence. */
const mostWordsOfPlaceholder = 6;

/** Whether a text is a chat of WhatsApp's: it begins with a dated line. */
export function isChat(text: string): boolean {
  return text
    .slice(0, 4000)
    .split(/\r?\n/, 6)
    .some((line) => readLine(line) !== undefined);
}

/** A chat as WhatsApp exports it, on either phone and in whatever language. */
export function readChat(text: string, { timeZone, order: named, files }: Reading): Chat {
  const lines = linesOf(text);
  const order = orderOf(lines.map(({ stamp }) => stamp));
  const reads = order ?? named ?? 'dayFirst';
  const clock = wallClock(timeZone);
  const counts = new Map<string, number>();
  const said: Said[] = [];
  const authors = new Map<string, number>();
  for (const { stamp, author, text: whole, isMarked } of lines) {
    const day = dayText(stamp, reads);
    if (author === undefined || day === undefined || isOfTheApp(whole, isMarked)) continue;
    const { file, words } = attached(whole, files);
    const minute = stamp.hour * 60 + stamp.minute;
    const same = JSON.stringify(['chat', day, minute, author, words, file ?? '']);
    const nth = (counts.get(same) ?? 0) + 1;
    counts.set(same, nth);
    authors.set(author, (authors.get(author) ?? 0) + 1);
    said.push({
      key: contentId([same, nth]),
      at: clock.moment(day, minute) + stamp.second * 1000,
      author,
      text: words.slice(0, 65_000).toWellFormed(),
      ...(file !== undefined && { file }),
    });
  }
  const byCount = Array.from(authors, ([name, count]) => ({ name, count })).toSorted(
    (a, b) => b.count - a.count,
  );
  return { said, authors: byCount, system: lines.length - said.length, order };
}

function linesOf(text: string): ChatLine[] {
  const lines: ChatLine[] = [];
  for (const raw of text.split(/\r?\n/).slice(0, mostLines)) {
    const line = readLine(raw);
    if (line !== undefined) lines.push(line);
    else if (lines.length > 0) lines.at(-1)!.text += `\n${raw}`;
  }
  for (const line of lines) line.text = line.text.trimEnd();
  return lines;
}

/** A sentence that the app itself has put in, such as that messages are encrypted. */
function isOfTheApp(text: string, isMarked: boolean): boolean {
  return isMarked && !text.includes('<') && text.split(/\s+/).length > mostWordsOfPlaceholder;
}

/** The file that a line names, where the export has it, and the words beside it. */
function attached(text: string, files: ReadonlySet<string>): { file?: string; words: string } {
  const plain = text.replaceAll(/[\u200E\u200F]/g, '');
  const [first = '', ...rest] = plain.split('\n');
  const inBrackets = /<[^<>:：]{2,40}\s?[:：]\s*([^<>]+)>/.exec(first);
  const named = inBrackets?.[1]?.trim() ?? /^(.+?)\s\([^()]{2,60}\)$/.exec(first)?.[1]?.trim();
  if (named === undefined || !files.has(named)) return { words: plain };
  const beside = inBrackets === null ? '' : first.replace(inBrackets[0], '').trim();
  return { file: named, words: [beside, ...rest].filter((line) => line !== '').join('\n') };
}
