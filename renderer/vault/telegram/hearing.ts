import type { Access } from '#shared/domain/roles.ts';
import type { TelegramContent } from '#shared/domain/telegram.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { type PairedChat, pairedChats } from '#shared/records/telegram.ts';

/** Somebody of the team who is told in Telegram, and what they may know. */
export interface Hearer {
  pairing: PairedChat;
  access: Access;
  content: TelegramContent;
}

/** Who is paired and still in the team. */
export function hearersOf(
  records: RecordReader,
  accessOf: (memberId: string) => Access | undefined,
  isLocked: boolean,
): Hearer[] {
  const { localOnly } = records.get('aiSettings', 'ai') ?? defaultAiSettings;
  return pairedChats(records).flatMap((pairing) => {
    const access = accessOf(pairing.memberId);
    // Whoever keeps customers' words from models elsewhere gives them to no messenger either.
    const content = localOnly || isLocked ? 'hidden' : (pairing.content ?? 'hidden');
    return access === undefined ? [] : [{ pairing, access, content }];
  });
}
