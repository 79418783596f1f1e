import type { Bridge } from '#shared/bridge/bridge.ts';
import type { CallResult } from '#shared/bridge/contract.ts';
import type { TelegramAct, TelegramFailed, TelegramUpdate } from '#shared/bridge/contract/telegram.ts';
import type { TelegramBot, TelegramTrouble } from '#shared/domain/telegram.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';

/** The line to Telegram: hears what comes while it is this device's turn, and says what there is to say. */
export interface Line {
  /** It may be this device's turn now, or not any more. */
  look(): void;
  /** Waits for its place: one message a second in each chat. */
  act(bot: TelegramBot, act: TelegramAct): Promise<CallResult<'telegram.act'>>;
}

interface LineDeps {
  bridge: Bridge;
  work: Work;
  /** Epoch milliseconds. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
  /** The bot, where it is this device's turn to hear it. */
  bot(): TelegramBot | undefined;
  /** What has come, in its order, each once. Resolves when it is dealt with. */
  take(bot: TelegramBot, update: TelegramUpdate): Promise<void>;
  /** What stands in the way, or nothing any more. */
  onTrouble(bot: TelegramBot, trouble: TelegramTrouble | undefined): Promise<unknown>;
}

/** How long Telegram keeps a question open for something to come, in seconds. */
const waiting = 25;
const [second, minute] = [1000, 60_000];
/** A person reads no faster, and Telegram takes no more of one chat. */
const pace = 1100;
/** After so long without anything Telegram counts from anywhere. */
const countsAnew = 6 * 24 * 60 * minute;

export function createLine(deps: LineDeps): Line {
  const { bridge, work, now } = deps;
  const alarm = work.alarm(look);
  const lastSaid = new Map<string, number>();
  let open: { bot: TelegramBot; stop: AbortController } | undefined;
  let offset: { token: string; next: number; at: number } | undefined;
  let failures = 0;
  let notBefore = 0;

  function look(): void {
    const bot = work.isOver ? undefined : deps.bot();
    if (open !== undefined && !isSame(open.bot, bot)) open.stop.abort();
    if (open === undefined && bot !== undefined && notBefore <= now()) ignore(hear(bot));
  }

  /** Not counted as under way: it is open as long as nothing comes. */
  async function hear(bot: TelegramBot): Promise<void> {
    const stop = new AbortController();
    const end = (): void => stop.abort();
    work.signal.addEventListener('abort', end, { once: true });
    open = { bot, stop };
    const came: TelegramUpdate[] = [];
    const told = await bridge.stream(
      'telegram.poll',
      { access: accessOf(bot), seconds: waiting, ...offsetOf(bot) },
      (updates) => came.push(...updates),
      stop.signal,
    );
    work.signal.removeEventListener('abort', end);
    if (!stop.signal.aborted) {
      const failed = told.ok && told.value.outcome === 'failed' ? told.value : undefined;
      await work.track(told.ok && failed === undefined ? took(bot, came) : failure(bot, failed));
    }
    open = undefined;
    look();
  }

  async function took(bot: TelegramBot, came: TelegramUpdate[]): Promise<void> {
    failures = 0;
    if (bot.trouble !== undefined) await deps.onTrouble(bot, undefined);
    const known = offset?.token === bot.token ? offset.next : 0;
    const sorted = [...new Map(came.map((each) => [each.id, each])).values()].toSorted((a, b) => a.id - b.id);
    for (const update of sorted.filter(({ id }) => id >= known || isCountedAnew())) {
      if (work.isOver) return;
      await deps.take(bot, update);
      offset = { token: bot.token, next: update.id + 1, at: now() };
    }
  }

  const isCountedAnew = (): boolean => offset !== undefined && now() - offset.at > countsAnew;

  /** What was asked for once is never asked for again: so Telegram knows that it has come. */
  function offsetOf({ token }: TelegramBot): { offset?: number } {
    return offset?.token !== token || isCountedAnew() ? {} : { offset: offset.next };
  }

  async function failure(bot: TelegramBot, failed: TelegramFailed | undefined): Promise<void> {
    failures++;
    const why = failed?.why ?? 'lost';
    const trouble = why === 'unauthorized' || why === 'webhook' ? why : conflictOf(why);
    if (trouble !== undefined && bot.trouble?.kind !== trouble) await deps.onTrouble(bot, trouble);
    const usual = Math.min(5 * minute, 2 * second * 2 ** (failures - 1)) * (0.8 + 0.4 * deps.random());
    const wait = failed?.retryAfter === undefined ? usual : failed.retryAfter * second;
    notBefore = now() + wait;
    alarm.reset(wait);
  }

  /** Two devices may meet once where a turn ends; more than that somebody else listens. */
  function conflictOf(why: string): TelegramTrouble | undefined {
    return why === 'conflict' && failures >= 3 ? 'conflict' : undefined;
  }

  async function act(bot: TelegramBot, wish: TelegramAct): Promise<CallResult<'telegram.act'>> {
    if (wish.act === 'send') {
      const wait = (lastSaid.get(wish.chat) ?? 0) + pace - now();
      if (wait > 0) await work.sleep(wait);
      lastSaid.set(wish.chat, now());
    }
    const told = await bridge.call('telegram.act', { access: accessOf(bot), act: wish });
    return told.ok ? told.value : { outcome: 'failed', why: 'lost' };
  }

  return { look, act };
}

function accessOf({ token, apiRoot }: TelegramBot): { token: string; apiRoot: string } {
  return { token, apiRoot };
}

function isSame(one: TelegramBot, other: TelegramBot | undefined): boolean {
  return one.token === other?.token && one.apiRoot === other.apiRoot;
}
