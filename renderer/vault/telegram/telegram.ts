import type { Bridge } from '#shared/bridge/bridge.ts';
import type { TelegramUpdate } from '#shared/bridge/contract/telegram.ts';
import type { AppCommandName, ArgsOf, ValueOf } from '#shared/commands/index.ts';
import type { Rule } from '#shared/domain/audit.ts';
import type { TelegramBot } from '#shared/domain/telegram.ts';
import type { Work } from '#shared/lib/async.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { ok, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { currentBot, pairedChats } from '#shared/records/telegram.ts';
import type { Keyring } from '../books/keyring.ts';
import type { RecordChanges } from '../books/record-changes.ts';
import type { Claims } from '../claims/claims.ts';
import { createTurns } from '../claims/turns.ts';
import type { Drafting } from '../drafting/drafting.ts';
import { alertCollections, createAnnouncer } from './announcer.ts';
import { createAnswering } from './answering.ts';
import { hearersOf } from './hearing.ts';
import { createLine } from './line.ts';
import { createPressing } from './pressing.ts';
import { telegramProblem } from './problems.ts';

export interface TelegramDeps {
  bridge: Bridge;
  records: RecordReader;
  changes: Pick<RecordChanges, 'on'>;
  run<Name extends AppCommandName>(
    name: Name,
    args: ArgsOf<Name>,
    rule?: Rule,
  ): Promise<Result<ValueOf<Name>>>;
  claims: Claims;
  drafting: Pick<Drafting, 'draft'>;
  keyring: Pick<Keyring, 'accessOf' | 'canWrite' | 'roster'>;
  /** While Plumbline is locked on this device: it tells what comes in, and does nothing else. Since when; epoch milliseconds. */
  locked?: { since: number } | undefined;
  /** Whether anything may go out of this business. */
  mayGoOut(): boolean;
  work: Work;
  /** Epoch milliseconds, as the relay has them. */
  now(): number;
  /** From 0 up to, not including, 1. */
  random(): number;
}

export interface Telegram {
  /** The settings may be others than before, or the team. */
  wake(): void;
  /** Has Telegram give nothing to somebody else's webhook any more. */
  dropWebhook(): Promise<Result<void>>;
}

/** A moment in which much may arrive at once. */
const settled = 3000;
/** Devices that can do everything ask at the beginning of a turn. */
const patience = { open: 2000, locked: 15_000 };

/** The owner's bot: one device speaks for it, by turns; see adr/0035. */
export function createTelegram(deps: TelegramDeps): Telegram {
  const { records, keyring, work, run } = deps;
  const isLocked = deps.locked !== undefined;
  const hearers = () => hearersOf(records, keyring.accessOf, isLocked);
  const turns = createTurns({
    ...deps,
    patience: isLocked ? patience.locked : patience.open,
    purpose: 'telegramTurn',
    about: () => wanted()?.id,
    onChange: turned,
  });
  const line = createLine({
    ...deps,
    bot: speaking,
    take,
    onTrouble: (bot, kind) => run('telegram.noteTrouble', { botId: bot.id, ...(kind && { kind }) }),
  });
  const announcer = createAnnouncer({ ...deps, line, bot: speaking, hearers });
  const answering = createAnswering({ ...deps, line, hearers, seesOwnOnly, isLocked });
  const pressing = createPressing({ ...deps, line, hearers, isLocked });
  const announce = work.alarm(announcer.look);

  /** The bot, where somebody is paired or asked to be, and this device may speak for it. */
  function wanted(): TelegramBot | undefined {
    if (!deps.mayGoOut() || !keyring.canWrite('secrets') || !keyring.canWrite('talk')) return undefined;
    const isAsked = [...records.all('telegramPairings')].some(
      ({ chat, expiresAt }) => chat !== undefined || expiresAt > deps.now(),
    );
    return isAsked ? currentBot(records) : undefined;
  }

  function speaking(): TelegramBot | undefined {
    return turns.isOurs() ? wanted() : undefined;
  }

  function turned(): void {
    line.look();
    announce.set(settled);
  }

  function seesOwnOnly(memberId: string): boolean {
    return keyring.roster.record.members.find(({ id }) => id === memberId)?.role === 'technician';
  }

  async function take(bot: TelegramBot, update: TelegramUpdate): Promise<void> {
    if (update.kind === 'text') await answering.text(bot, update);
    if (update.kind === 'press') await pressing.press(bot, update);
    if (update.kind !== 'chat') return;
    const { chat, chatKind, isIn } = update;
    if (chatKind === 'other' && isIn) await line.act(bot, { act: 'leave', chat });
    const isPaired = pairedChats(records).some((each) => each.chat.id === chat);
    if (chatKind === 'private' && isPaired && !isIn) await run('telegram.quieten', { chat, isStopped: true });
  }

  /** Whoever has left the team is unpaired for good; until that is written, they are told nothing. */
  async function unpairFormer(): Promise<void> {
    if (isLocked || !keyring.canWrite('secrets') || !deps.mayGoOut()) return;
    const former = [...records.all('telegramPairings')].filter(
      ({ memberId }) => keyring.accessOf(memberId) === undefined,
    );
    for (const { id } of former) await run('telegram.unpair', { id });
  }

  function wake(): void {
    turns.look();
    line.look();
    announce.set(settled);
    ignore(work.track(unpairFormer()));
  }

  deps.changes.on(['telegramBots', 'telegramPairings'], wake);
  deps.changes.on([...alertCollections], () => announce.set(settled));
  return {
    wake,
    async dropWebhook() {
      const bot = currentBot(records);
      if (bot === undefined) return ok();
      const done = await line.act(bot, { act: 'dropWebhook' });
      if (done.outcome === 'done') await run('telegram.noteTrouble', { botId: bot.id });
      wake();
      return done.outcome === 'done' ? ok() : telegramProblem(done.why);
    },
  };
}
