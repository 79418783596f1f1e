import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import {
  pairingMilliseconds,
  type TelegramPairing,
  telegramIdSchema,
  telegramPairingSchema,
} from '#shared/domain/telegram.ts';
import { contentId } from '#shared/lib/hash.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { currentBot, pairingOfChat } from '#shared/records/telegram.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from '../command.ts';
import { missingBot } from './bot.ts';

const { wants, content, quiet } = telegramPairingSchema.shape;

/** Makes the link by which one chat is bound to a member. Its code is told once, and kept as a hash. */
const invite = defineCommand({
  name: 'telegram.invite',
  title: 'Make a link for a chat in Telegram',
  args: z.strictObject({ memberId: idSchema }),
  undoable: false,
  run(draft, { memberId }, { newId, now, accessOf }) {
    const bot = currentBot(draft);
    if (bot === undefined) return missingBot;
    if (accessOf?.(memberId) === undefined)
      return problem('member.missing', 'This member is no longer in the team.');
    removePairings(draft, (each) => each.chat === undefined && each.memberId === memberId);
    const [id, code] = [newId(), newId() + newId()];
    const expiresAt = now + pairingMilliseconds;
    const pairing = { id, botId: bot.id, memberId, createdAt: now, codeHash: hashOf(code), expiresAt };
    draft.create('telegramPairings', pairing);
    return ok({ id, link: `https://t.me/${bot.username}?start=${code}`, expiresAt });
  },
});

/** The link was opened in a chat. It counts once, for who is still in the team, and in time. */
const pair = defineCommand({
  name: 'telegram.pair',
  title: 'Pair a chat in Telegram',
  args: z.strictObject({ code: z.string().max(64), chat: telegramIdSchema }),
  undoable: false,
  internal: true,
  run(draft, { code, chat }, { now, accessOf }) {
    const pairing = [...draft.all('telegramPairings')].find(({ codeHash }) => codeHash === hashOf(code));
    const isSame = pairing?.chat?.id === chat;
    if (
      pairing === undefined ||
      pairing.botId !== currentBot(draft)?.id ||
      accessOf?.(pairing.memberId) === undefined
    )
      return problem('telegram.no-code', 'This link is not known.');
    if (pairing.chat !== undefined && !isSame) return problem('telegram.used', 'This link has been used.');
    if (!isSame && pairing.expiresAt <= now) return problem('telegram.expired', 'This link is too old.');
    if (!isSame) {
      removePairings(
        draft,
        (each) => each.id !== pairing.id && (each.memberId === pairing.memberId || each.chat?.id === chat),
      );
      draft.patch('telegramPairings', pairing.id, { chat: { id: chat, at: now } });
    }
    return ok({ memberId: pairing.memberId });
  },
});

const unpair = defineCommand({
  name: 'telegram.unpair',
  title: 'Unpair a chat in Telegram',
  args: z.strictObject({ id: idSchema }),
  // A chat must not be bound again by Ctrl+Z.
  undoable: false,
  run(draft, { id }) {
    const found = findPairing(draft, id);
    if (!found.ok) return found;
    draft.remove('telegramPairings', id);
    return ok({ id });
  },
});

const choose = defineCommand({
  name: 'telegram.choose',
  title: 'Change what is told in Telegram',
  args: z.strictObject({
    id: idSchema,
    fields: z.strictObject({ wants: wants.unwrap(), content, quiet: quiet.unwrap().nullable() }).partial(),
  }),
  undoable: true,
  run(draft, { id, fields: { quiet: hours, ...fields } }) {
    const found = findPairing(draft, id);
    if (!found.ok) return found;
    draft.assign('telegramPairings', id, fields);
    if (hours === null) draft.unset('telegramPairings', id, 'quiet');
    if (hours) draft.patch('telegramPairings', id, { quiet: hours });
    return ok({ id });
  },
});

/** /stop and /start in a chat that is paired. */
const quieten = defineCommand({
  name: 'telegram.quieten',
  title: 'Stop or go on telling in Telegram',
  args: z.strictObject({ chat: telegramIdSchema, isStopped: z.boolean() }),
  undoable: false,
  internal: true,
  run(draft, { chat, isStopped }, { now }) {
    const pairing = pairingOfChat(draft, chat);
    if (pairing === undefined) return problem('telegram.not-paired', 'This chat is not paired.');
    if (isStopped === (pairing.stoppedAt !== undefined)) return ok({ id: pairing.id });
    if (isStopped) draft.patch('telegramPairings', pairing.id, { stoppedAt: now });
    else draft.unset('telegramPairings', pairing.id, 'stoppedAt');
    return ok({ id: pairing.id });
  },
});

function findPairing(records: RecordReader, id: string): Result<TelegramPairing> {
  const pairing = records.get('telegramPairings', id);
  return pairing === undefined
    ? problem('telegram.not-paired', 'This chat is not paired any more.')
    : ok(pairing);
}

function removePairings(draft: RecordWriter, isGone: (pairing: TelegramPairing) => boolean): void {
  const gone = [...draft.all('telegramPairings')].filter(isGone);
  for (const { id } of gone) draft.remove('telegramPairings', id);
}

function hashOf(code: string): string {
  return contentId(['telegram code', code]);
}

export const telegramPairingCommands = [invite, pair, unpair, choose, quieten] as const;
