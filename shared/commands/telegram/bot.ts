import { z } from 'zod';
import { telegramBotSchema, telegramTroubles } from '#shared/domain/telegram.ts';
import { idSchema } from '#shared/domain/common.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { currentBot } from '#shared/records/telegram.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { defineCommand } from '../command.ts';

const connect = defineCommand({
  name: 'telegram.connect',
  title: 'Connect Telegram',
  args: telegramBotSchema
    .pick({ token: true, apiRoot: true, botId: true, username: true, name: true })
    .strict(),
  undoable: false,
  // With what Telegram says of the token: see the vault's `telegram`.
  internal: true,
  run(draft, args, { newId, now }) {
    const known = currentBot(draft);
    if (known?.botId === args.botId) {
      draft.assign('telegramBots', known.id, { ...args, trouble: undefined });
      if (known.token !== args.token) draft.unset('telegramBots', known.id, 'tokenExposed');
      return ok({ id: known.id });
    }
    removeAll(draft);
    const id = newId();
    draft.create('telegramBots', { id, createdAt: now, ...args });
    return ok({ id });
  },
});

const disconnect = defineCommand({
  name: 'telegram.disconnect',
  title: 'Disconnect Telegram',
  args: z.strictObject({}),
  // A token that the owner has thrown away must not come back by Ctrl+Z.
  undoable: false,
  run(draft) {
    if (currentBot(draft) === undefined) return missingBot;
    removeAll(draft);
    return ok({});
  },
});

/** Nothing is written where the same is known: what stays away for days is told of once. */
const noteTrouble = defineCommand({
  name: 'telegram.noteTrouble',
  title: 'Note that Telegram cannot be heard',
  args: z.strictObject({ botId: idSchema, kind: z.enum(telegramTroubles).optional() }),
  undoable: false,
  internal: true,
  run(draft, { botId, kind }, { now }) {
    const bot = draft.get('telegramBots', botId);
    if (bot === undefined) return missingBot;
    if (kind === undefined && bot.trouble !== undefined) draft.unset('telegramBots', botId, 'trouble');
    if (kind !== undefined && bot.trouble?.kind !== kind)
      draft.patch('telegramBots', botId, { trouble: { kind, since: now } });
    return ok({});
  },
});

export const missingBot = problem('telegram.missing', 'Telegram is not connected any more.');

function removeAll(draft: RecordWriter): void {
  for (const collection of ['telegramBots', 'telegramPairings'] as const) {
    const ids = Array.from(draft.all(collection), ({ id }) => id);
    for (const id of ids) draft.remove(collection, id);
  }
}

export const telegramBotCommands = [connect, disconnect, noteTrouble] as const;
