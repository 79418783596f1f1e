import type { Bridge } from '#shared/bridge/bridge.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { type TelegramAccess, telegramAccessSchema } from '#shared/domain/telegram.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { CommandDone } from '../commands/api.ts';
import type { Guard } from '../guard.ts';
import { telegramProblem } from './problems.ts';
import type { Telegram } from './telegram.ts';

export interface TelegramApi {
  /** Connects a bot whose token Telegram knows. `webhook`: who received what was sent to it until now, by host. */
  connectTelegram(wish: TelegramAccess): Promise<Result<{ webhook?: string | undefined }>>;
  /** Takes a bot over from a webhook of somebody else's. */
  dropTelegramWebhook(): Promise<Result<void>>;
}

interface TelegramParts {
  telegram: Telegram;
  run(name: 'telegram.connect', args: ArgsOf<'telegram.connect'>): Promise<Result<CommandDone>>;
  /** Lets out to this server while a step lasts. */
  whileAllowed<T>(also: { telegram: string[] }, step: () => Promise<T>): Promise<T>;
}

export function createTelegramApi(
  { unlocked, writing }: Guard<TelegramParts>,
  { bridge }: { bridge: Bridge },
): TelegramApi {
  async function connect({ run, whileAllowed }: TelegramParts, wish: TelegramAccess) {
    const token = wish.token.trim();
    const apiRoot = wish.apiRoot.trim();
    const access = telegramAccessSchema.safeParse({ token, apiRoot });
    if (!access.success) return malformed(access.error.issues.map(({ path }) => String(path[0])));
    const told = await whileAllowed({ telegram: [apiRoot] }, () =>
      bridge.call('telegram.test', { access: access.data }),
    );
    if (!told.ok) return told;
    if (told.value.outcome === 'failed') return telegramProblem(told.value.why);
    const { bot, webhook } = told.value;
    const { id: botId, username, name } = bot;
    const done: Result<CommandDone> = await run('telegram.connect', {
      ...access.data,
      botId,
      username,
      name,
    });
    return done.ok ? ok({ webhook }) : done;
  }

  return {
    connectTelegram: (wish) => writing((parts) => connect(parts, wish)),
    dropTelegramWebhook: () => unlocked(({ telegram }) => telegram.dropWebhook()),
  };
}

const malformedWords: Record<string, string> = {
  token: 'This is not a token as BotFather gives it, such as 123456789:AAE… Copy all of it.',
  apiRoot: 'This is not an address that can be used: it begins with https://.',
};

function malformed(fields: string[]): Result<never> {
  const wrong = fields.map((field) => ({ path: [field], message: malformedWords[field] ?? '' }));
  return err({ code: 'telegram.malformed', message: wrong[0]?.message ?? '', fields: wrong });
}
