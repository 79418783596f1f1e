import type { Alert } from '#shared/domain/alert.ts';
import type { TelegramContent, TelegramDeed } from '#shared/domain/telegram.ts';
import { type Piece, type Said, say, shortened } from './said.ts';
import type { TelegramWords } from './words.ts';

/** The longest words of somebody else's in an alert: enough to see what it is about. */
const mostWords = 600;

/** An alert with its reference; whom it is about and in which words only where that may stand in Telegram. */
export function sayAlert(
  { kind, words }: Pick<Alert, 'kind' | 'words'>,
  {
    reference,
    name,
    isShown,
    speak,
  }: { reference: string | undefined; name: string | undefined; isShown: boolean; speak: TelegramWords },
): Said {
  const head: Piece[] = [
    { bold: speak.alert[kind] },
    ...(reference === undefined ? [] : [` · ${reference}`]),
  ];
  if (!isShown) return say([head]);
  const more = [name, words].flatMap((each) => (each ? [[shortened(each, mostWords)]] : []));
  return say([head, ...more]);
}

/** What can be done about an alert in Telegram. What shows words stands there only where they may be shown. */
export function deedsFor(
  { kind, conversationId, contactId }: Pick<Alert, 'kind' | 'conversationId' | 'contactId'>,
  content: TelegramContent,
): TelegramDeed[] {
  const isTalk = conversationId !== undefined && kind !== 'rule';
  return [
    ...(isTalk ? (['take'] as const) : []),
    ...(contactId === undefined ? [] : (['callBack'] as const)),
    ...(content === 'onRequest' ? (['show'] as const) : []),
    ...(content !== 'hidden' && isTalk && kind !== 'danger' ? (['draft'] as const) : []),
  ];
}
