import type { TelegramUpdate } from '#shared/bridge/contract/telegram.ts';
import type { AppCommandName, ArgsOf, ValueOf } from '#shared/commands/index.ts';
import type { Rule } from '#shared/domain/audit.ts';
import type { TelegramAlert, TelegramBot, TelegramDeed } from '#shared/domain/telegram.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { alertOfButton } from '#shared/records/telegram.ts';
import { sayAlert } from '#shared/telegram/alert.ts';
import { buttonsOf } from '#shared/telegram/buttons.ts';
import { mostSaid, say, shortened } from '#shared/telegram/said.ts';
import { english } from '#shared/telegram/words.ts';
import type { Drafting } from '../drafting/drafting.ts';
import type { Hearer } from './hearing.ts';
import type { Line } from './line.ts';

type Press = Extract<TelegramUpdate, { kind: 'press' }>;

interface PressingDeps {
  records: RecordReader;
  /** `rule`: who has pressed, for the audit log. */
  run<Name extends AppCommandName>(
    name: Name,
    args: ArgsOf<Name>,
    rule?: Rule,
  ): Promise<Result<ValueOf<Name>>>;
  line: Pick<Line, 'act'>;
  drafting: Pick<Drafting, 'draft'>;
  hearers(): Hearer[];
  isLocked: boolean;
}

/** Does what members press, and says what came of it. */
export function createPressing(deps: PressingDeps) {
  const { records, run, line } = deps;

  async function press(bot: TelegramBot, update: Press): Promise<void> {
    const { data: handle, chat, from, queryId, shown } = update;
    const answer = (text: string) => line.act(bot, { act: 'answer', queryId, text });
    const hearer = deps.hearers().find(({ pairing }) => pairing.chat.id === chat);
    if (hearer !== undefined && deps.isLocked) return void (await answer(english.locked));
    const alert = alertOfButton(records, handle);
    if (hearer === undefined || alert === undefined) return void (await answer(english.failed.stale));
    const does = alert.buttons?.[handle]?.does;
    if (hearer.content === 'hidden' && does !== undefined && showing.has(does))
      return void (await answer(english.hiddenHere));
    const { memberId } = hearer.pairing;
    const rule: Rule = { name: 'telegram', memberId, alertId: alert.id };
    const done = await run(
      'telegram.press',
      { handle, chat, from, ...(shown !== undefined && { shown }) },
      rule,
    );
    if (!done.ok) return void (await answer(wordsFor(done.error, hearer.content)));
    const { does: did } = done.value;
    if (did === 'show' || did === 'draft') {
      await answer('');
      return did === 'show' ? show(bot, update, alert) : draft(bot, update, alert);
    }
    await answer(english.done[did]);
    if (did === 'approve' || did === 'discard')
      await line.act(bot, { act: 'settle', chat, messageId: update.messageId });
  }

  /** The words in the place of the reference, because a member has asked for them. */
  async function show(bot: TelegramBot, { chat, messageId }: Press, alert: TelegramAlert): Promise<void> {
    const said = sayAlert(
      { kind: alert.kind, words: wordsOf(alert) },
      {
        reference: alert.reference,
        name: records.get('contacts', alert.contactId ?? '')?.name,
        isShown: true,
        speak: english,
      },
    );
    await line.act(bot, { act: 'edit', chat, messageId, said, buttons: buttonsOf(leftOf(alert), english) });
  }

  function wordsOf({ conversationId = '', path }: TelegramAlert): string | undefined {
    const booking = records.get('bookings', /^\/bookings\/(.+)$/.exec(path)?.[1] ?? '');
    return records.get('conversations', conversationId)?.lastText ?? booking?.service ?? booking?.words;
  }

  /** A draft as a message of its own, so that what is approved is exactly what is read. */
  async function draft(
    bot: TelegramBot,
    { chat }: Press,
    { id, conversationId = '' }: TelegramAlert,
  ): Promise<void> {
    const tell = (words: string) => line.act(bot, { act: 'send', chat, said: say([[words]]), buttons: [] });
    const messageId = records.get('conversations', conversationId)?.lastMessageId;
    const drafted = await deps.drafting.draft(conversationId, () => {});
    const text = drafted.ok ? drafted.value.text.trim() : '';
    if (!drafted.ok || messageId === undefined || text === '' || text.length > mostSaid)
      return void (await tell(english.draftFailed));
    if (drafted.value.warnings.length > 0) return void (await tell(english.draftWarned));
    const { receipts } = drafted.value;
    const offered = await run('telegram.offerDraft', { alertId: id, text, messageId, receipts });
    if (!offered.ok) return void (await tell(english.draftFailed));
    const buttons = buttonsOf(offered.value.handles, english);
    await line.act(bot, { act: 'send', chat, said: { text, bold: [] }, buttons });
  }

  return { press };
}

/** What brings a customer's words into Telegram. */
const showing: ReadonlySet<TelegramDeed> = new Set(['show', 'draft', 'approve']);

/** The buttons of an alert that stay when its words stand there. */
function leftOf({ buttons = {}, pressed = {} }: TelegramAlert): { does: TelegramDeed; handle: string }[] {
  return Object.entries(buttons)
    .filter(([handle]) => pressed[handle] === undefined)
    .map(([handle, { does }]) => ({ does, handle }))
    .filter(({ does }) => does !== 'show' && does !== 'approve' && does !== 'discard');
}

/** Why it was not done. Only where names may stand in Telegram it is told in words that could hold one. */
function wordsFor({ code, message }: Problem, content: Hearer['content']): string {
  const { failed } = english;
  const words: Record<string, string> = {
    'telegram.stale': failed.stale,
    'telegram.pressed': failed.pressed,
    'telegram.not-yours': failed.notYours,
    'telegram.not-allowed': failed.notAllowed,
    'telegram.written-since': failed.writtenSince,
    'telegram.other-draft': failed.otherDraft,
  };
  return words[code] ?? (content === 'hidden' ? failed.other : shortened(message, mostAnswered));
}

/** The longest answer to a press that Telegram shows. */
const mostAnswered = 200;
