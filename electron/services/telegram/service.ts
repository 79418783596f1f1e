import type { Api } from 'grammy';
import { z } from 'zod';
import type { CallHandlers, StreamHandlers } from '#shared/bridge/bridge.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import type { TelegramAct } from '#shared/bridge/contract/telegram.ts';
import { ok } from '#shared/lib/result.ts';
import type { EgressGuard } from '../egress/guard.ts';
import { failureOf, signalFor, telegramApi } from './client.ts';
import { readUpdates, wantedUpdates } from './updates.ts';

interface TelegramService {
  calls: Pick<CallHandlers, 'telegram.test' | 'telegram.act'>;
  streams: Pick<StreamHandlers, 'telegram.poll'>;
}

/** How long an answer may take, in seconds; a poll is given its waiting time on top. */
const usualPatience = 20;

/** Speaks Telegram's Bot API for the owner's bot. It knows no business: whom to tell what is the vault's to say. */
export function createTelegramService({
  guard,
  patienceSeconds = usualPatience,
}: {
  guard: EgressGuard;
  patienceSeconds?: number | undefined;
}): TelegramService {
  const fetch = guard.fetch('telegram');

  return {
    calls: {
      async 'telegram.test'({ access }) {
        try {
          const api = telegramApi(fetch, access, patienceSeconds);
          const bot = botSchema.parse(await api.getMe());
          const { url } = webhookSchema.parse(await api.getWebhookInfo());
          const webhook = url === '' ? undefined : hostOf(url);
          return ok({ outcome: 'bot' as const, bot, ...(webhook !== undefined && { webhook }) });
        } catch (error) {
          return ok(unreadable(error) ?? failureOf(error));
        }
      },
      async 'telegram.act'({ access, act }) {
        try {
          return ok(await perform(telegramApi(fetch, access, patienceSeconds), act));
        } catch (error) {
          return ok(unreadable(error) ?? failureOf(error));
        }
      },
    },
    streams: {
      async 'telegram.poll'({ access, offset, seconds }, emit, signal) {
        try {
          const api = telegramApi(fetch, access, seconds + patienceSeconds);
          const wish = { timeout: seconds, allowed_updates: [...wantedUpdates] };
          const given = await api.getUpdates(
            { ...wish, ...(offset !== undefined && { offset }) },
            signalFor(signal),
          );
          emit(readUpdates(given));
          return ok({ outcome: 'done' as const });
        } catch (error) {
          return ok(failureOf(error));
        }
      },
    },
  };
}

const botSchema = z
  .looseObject({ id: z.int().transform(String), username: z.string(), first_name: z.string() })
  .transform(({ id, username, first_name: name }) => ({ id, username, name }));
const webhookSchema = z.looseObject({ url: z.string() });
const sentSchema = z.looseObject({ message_id: z.int(), text: z.string().optional() });

/** Something that is no Bot API has answered. */
function unreadable(error: unknown): { outcome: 'failed'; why: 'refused' } | undefined {
  return error instanceof z.ZodError ? { outcome: 'failed', why: 'refused' } : undefined;
}

async function perform(api: Api, act: TelegramAct): Promise<CallResult<'telegram.act'>> {
  if (act.act === 'send') {
    const sent = await api.sendMessage(act.chat, act.said.text, saying(act));
    const { message_id: messageId, text } = sentSchema.parse(sent);
    return { outcome: 'done', messageId, ...(text !== undefined && { text }) };
  }
  if (act.act === 'edit') await api.editMessageText(act.chat, act.messageId, act.said.text, saying(act));
  if (act.act === 'settle') await api.editMessageReplyMarkup(act.chat, act.messageId, {});
  if (act.act === 'answer') await api.answerCallbackQuery(act.queryId, { text: act.text });
  if (act.act === 'leave') await api.leaveChat(act.chat);
  if (act.act === 'dropWebhook') await api.deleteWebhook({ drop_pending_updates: true });
  if (act.act === 'close') await api.logOut();
  return { outcome: 'done' };
}

/** Bold by position, no mode in which words could be markup, and no look at the addresses in them. */
function saying({ said, buttons }: Extract<TelegramAct, { act: 'send' | 'edit' }>) {
  return {
    entities: said.bold.map(({ offset, length }) => ({ type: 'bold' as const, offset, length })),
    link_preview_options: { is_disabled: true },
    reply_markup: {
      inline_keyboard: buttons.map((row) =>
        row.map(({ label, data }) => ({ text: label, callback_data: data })),
      ),
    },
  };
}

function hostOf(url: string): string | undefined {
  return URL.canParse(url) ? new URL(url).host : undefined;
}
