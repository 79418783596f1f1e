import type { TelegramFailure } from '#shared/bridge/contract/telegram.ts';
import { err, type Result } from '#shared/lib/result.ts';

const words: Record<TelegramFailure, [message: string, remedy: string]> = {
  unauthorized: [
    'Telegram does not know this token.',
    'Copy it again from BotFather, or have BotFather make a new one.',
  ],
  conflict: ['Another program listens to this bot.', 'Stop it, or make a bot for Plumbline alone.'],
  webhook: [
    'Another program receives what is sent to this bot.',
    'Have Plumbline take over, or make another bot.',
  ],
  tooMany: ['Telegram takes no more requests for a while.', 'Try again in a minute.'],
  blocked: ['Telegram does not let the bot write there.', 'Open the chat in Telegram and press Start.'],
  server: ['Telegram’s server has failed.', 'Try again in a minute.'],
  unreachable: ['Telegram cannot be reached from here.', 'Check the connection and the address.'],
  lost: ['The connection to Telegram was lost.', 'Try again.'],
  refused: ['What answers there is not Telegram.', 'Check the address of the server.'],
  notAllowed: [
    'Nothing was sent: the settings do not let Plumbline reach this address.',
    'Check the address.',
  ],
};

/** Fields in which what is wrong was typed. */
const fieldOf: Partial<Record<TelegramFailure, 'token' | 'apiRoot'>> = {
  unauthorized: 'token',
  unreachable: 'apiRoot',
  refused: 'apiRoot',
  notAllowed: 'apiRoot',
};

/** Why Telegram did not do it, in the owner's words, and at the field where it was typed. */
export function telegramProblem(why: TelegramFailure): Result<never> {
  const [message, remedy] = words[why];
  const field = fieldOf[why];
  return err({
    code: `telegram.${why}`,
    message,
    remedy,
    ...(field !== undefined && { fields: [{ path: [field], message: `${message} ${remedy}` }] }),
  });
}
