/** What somebody wants who writes to the bot. */
export type Wish =
  | { wants: 'start'; code?: string | undefined }
  | { wants: 'stop' | 'help' | 'today' | 'next' | 'owes' | 'unknown' };

const words: Record<string, 'stop' | 'help' | 'today' | 'next' | 'owes'> = {
  stop: 'stop',
  help: 'help',
  today: 'today',
  next: 'next',
  owes: 'owes',
  owed: 'owes',
  'who owes me': 'owes',
};

/** Reads a command or its words, in whatever case and with the bot's name behind it. */
export function wishOf(text: string): Wish {
  const said = text.trim();
  const [, code] = /^\/start(?:@\w+)?(?:\s+([\w-]{1,64}))?$/i.exec(said) ?? [];
  if (/^\/start(?:@\w+)?(?:\s|$)/i.test(said)) return { wants: 'start', code };
  const plain = said
    .replace(/^\/(\w+)(?:@\w+)?$/, '$1')
    .replaceAll(/[?.!]/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim()
    .toLowerCase();
  return { wants: Object.hasOwn(words, plain) ? words[plain]! : 'unknown' };
}
