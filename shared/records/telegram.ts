import type { TelegramAlert, TelegramBot, TelegramPairing } from '#shared/domain/telegram.ts';
import type { RecordReader } from './reader.ts';

/** The owner's bot; of two that were connected at the same time the later one. */
export function currentBot(records: Pick<RecordReader, 'all'>): TelegramBot | undefined {
  return [...records.all('telegramBots')].toSorted(
    (a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1),
  )[0];
}

export type PairedChat = TelegramPairing & { chat: NonNullable<TelegramPairing['chat']> };

/** The chats that are bound to members, each member's and each chat's newest one. */
export function pairedChats(records: Pick<RecordReader, 'all'>): PairedChat[] {
  const bot = currentBot(records);
  const paired = [...records.all('telegramPairings')]
    .filter((each): each is PairedChat => each.chat !== undefined && each.botId === bot?.id)
    .toSorted((a, b) => b.chat.at - a.chat.at || (a.id < b.id ? -1 : 1));
  return paired.filter(
    (each, at) =>
      !paired
        .slice(0, at)
        .some(({ memberId, chat }) => memberId === each.memberId || chat.id === each.chat.id),
  );
}

/** Who is meant by a chat. */
export function pairingOfChat(records: Pick<RecordReader, 'all'>, chat: string): PairedChat | undefined {
  return pairedChats(records).find((each) => each.chat.id === chat);
}

/** The alert that a button stands under. */
export function alertOfButton(records: Pick<RecordReader, 'all'>, handle: string): TelegramAlert | undefined {
  return [...records.all('telegramAlerts')].find(({ buttons = {} }) => Object.hasOwn(buttons, handle));
}

const most = 26 * 99;

/** What comes after `A-17` is `A-18`, after `A-99` `B-1`, and after `Z-99` it begins anew. */
export function referenceAfter(last: string | undefined): string {
  const [, letter = 'A', number = '0'] = /^([A-Z])-(\d{1,2})$/.exec(last ?? '') ?? [];
  const next = ((letter.charCodeAt(0) - 65) * 99 + Number(number)) % most;
  return `${String.fromCharCode(65 + Math.floor(next / 99))}-${(next % 99) + 1}`;
}

/** By which the newest alert is called. */
export function lastReference(records: Pick<RecordReader, 'all'>): string | undefined {
  let newest: TelegramAlert | undefined;
  for (const each of records.all('telegramAlerts'))
    if (newest === undefined || each.at > newest.at) newest = each;
  return newest?.reference;
}
