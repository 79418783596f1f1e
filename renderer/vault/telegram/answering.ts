import type { TelegramUpdate } from '#shared/bridge/contract/telegram.ts';
import type { AppCommandName, ArgsOf, ValueOf } from '#shared/commands/index.ts';
import type { TelegramBot } from '#shared/domain/telegram.ts';
import { staffIdsOf } from '#shared/domain/staff.ts';
import type { Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { type Asked, sayNext, sayOwed, sayToday } from '#shared/telegram/answers.ts';
import { type Said, say } from '#shared/telegram/said.ts';
import { type Wish, wishOf } from '#shared/telegram/wish.ts';
import { english } from '#shared/telegram/words.ts';
import type { Hearer } from './hearing.ts';
import type { Line } from './line.ts';

type Text = Extract<TelegramUpdate, { kind: 'text' }>;

interface AnsweringDeps {
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<ValueOf<Name>>>;
  line: Pick<Line, 'act'>;
  hearers(): Hearer[];
  /** Whether a member sees their own visits alone. */
  seesOwnOnly(memberId: string): boolean;
  /** Then what was written here cannot be read: only /stop and /start are heard. */
  isLocked: boolean;
  /** Epoch milliseconds. */
  now(): number;
}

/** Whoever is not paired is told so this often, and nothing is kept of them. */
const refusedAgainAfter = 60_000;

/** Answers what is written to the bot: to members what they may know, to everybody else that it is not for them. */
export function createAnswering(deps: AnsweringDeps) {
  const { records, run, line } = deps;
  const refused = new Map<string, number>();

  async function tell(bot: TelegramBot, chat: string, said: string | Said): Promise<void> {
    await line.act(bot, {
      act: 'send',
      chat,
      said: typeof said === 'string' ? say([[said]]) : said,
      buttons: [],
    });
  }

  async function refuse(bot: TelegramBot, chat: string, words: string): Promise<void> {
    for (const [other, at] of refused) if (at < deps.now() - refusedAgainAfter) refused.delete(other);
    if (refused.has(chat)) return;
    refused.set(chat, deps.now());
    await tell(bot, chat, words);
  }

  async function text(bot: TelegramBot, { chat, chatKind, from, text: words }: Text): Promise<void> {
    if (chatKind !== 'private' || from !== chat) return void (await line.act(bot, { act: 'leave', chat }));
    const wish = wishOf(words);
    const isLink = wish.wants === 'start' && wish.code !== undefined;
    if (deps.isLocked && isLink) return refuse(bot, chat, english.locked);
    if (wish.wants === 'start' && wish.code !== undefined) return pair(bot, chat, wish.code);
    const hearer = deps.hearers().find(({ pairing }) => pairing.chat.id === chat);
    if (hearer === undefined) return refuse(bot, chat, english.notPaired);
    const said = await answerTo(wish, hearer);
    await tell(bot, chat, said);
  }

  async function pair(bot: TelegramBot, chat: string, code: string): Promise<void> {
    const paired = await run('telegram.pair', { code, chat });
    if (!paired.ok) return refuse(bot, chat, english.badLink);
    await tell(bot, chat, english.paired(records.get('business', 'business')?.name ?? 'Plumbline'));
  }

  async function answerTo({ wants }: Wish, { pairing, access, content }: Hearer): Promise<string | Said> {
    const chat = pairing.chat.id;
    if (wants === 'start' || wants === 'stop') {
      const isStopped = wants === 'stop';
      const done = await run('telegram.quieten', { chat, isStopped });
      if (!done.ok) return english.failed.other;
      return isStopped ? english.stopped : english.goesOn;
    }
    if (wants === 'help') return english.help;
    if (deps.isLocked) return english.locked;
    if (wants === 'unknown') return english.notUnderstood;
    const business = records.get('business', 'business');
    if (access[wants === 'owes' ? 'money' : 'work'] === undefined || business === undefined)
      return english.notAllowed;
    const isOwn = deps.seesOwnOnly(pairing.memberId);
    const asked: Asked = {
      records,
      business,
      now: deps.now(),
      speak: english,
      isShown: content === 'shown',
      ...(isOwn && { staffIds: staffIdsOf(pairing.memberId, records.all('staff')) }),
    };
    return answers[wants](asked);
  }

  return { text };
}

const answers = { today: sayToday, next: sayNext, owes: sayOwed };
