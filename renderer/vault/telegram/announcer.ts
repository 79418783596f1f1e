import { type Alert, alertsOf, audibleAlerts, type Happened, usualAlerts } from '#shared/domain/alert.ts';
import type { AppCommandName, ArgsOf, ValueOf } from '#shared/commands/index.ts';
import { telegramAlertId } from '#shared/commands/telegram/alert.ts';
import { timeOf } from '#shared/domain/local-time.ts';
import type { TelegramBot, TelegramPairing } from '#shared/domain/telegram.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { deedsFor, sayAlert } from '#shared/telegram/alert.ts';
import { buttonsOf } from '#shared/telegram/buttons.ts';
import { english } from '#shared/telegram/words.ts';
import type { Claims } from '../claims/claims.ts';
import type { Hearer } from './hearing.ts';
import type { Line } from './line.ts';

interface AnnouncerDeps {
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<ValueOf<Name>>>;
  claims: Claims;
  line: Pick<Line, 'act'>;
  /** The bot, where it is this device that speaks for it. */
  bot(): TelegramBot | undefined;
  hearers(): Hearer[];
  work: Work;
  /** While Plumbline is locked on this device: since when. Epoch milliseconds. */
  locked?: { since: number } | undefined;
  /** Epoch milliseconds, as the relay has them. */
  now(): number;
}

/** What is older is told no more: whoever opens Plumbline sees it. */
const oldest = 12 * 3_600_000;
/** Of one conversation no second message is told within this time. */
const calm = 5 * 60_000;
const waitForRelay = 20_000;
const tick = 60_000;

/** What certainly was not said, and may be said later. */
const notSaid: ReadonlySet<string> = new Set(['unreachable', 'tooMany', 'notAllowed', 'unauthorized']);

/** Tells members what happens, each once over all devices, and nothing that they have seen in Plumbline. */
export function createAnnouncer(deps: AnnouncerDeps): { look(): void } {
  const { records, work, now, run } = deps;
  /** What this device is done with: told, or another one's. */
  const done = new Set<string>();
  const start = work.singleFlight(look);
  const alarm = work.alarm(start);

  async function look(): Promise<void> {
    alarm.reset(tick);
    const happened = happenedIn(records, deps.locked !== undefined);
    for (const hearer of deps.hearers()) {
      for (const alert of dueFor(hearer, happened)) {
        const bot = deps.bot();
        if (work.isOver || bot === undefined) return;
        if (!(await tell(bot, hearer, alert))) return alarm.reset(waitForRelay);
      }
    }
  }

  /** Those that this member wants, may know and has not been told, at this time of day. */
  function dueFor({ pairing, access }: Hearer, happened: Happened): Alert[] {
    const { memberId, chat, stoppedAt, wants = usualAlerts } = pairing;
    if (stoppedAt !== undefined) return [];
    const may = new Set(audibleAlerts(access).filter((kind) => wants.includes(kind)));
    const isQuiet = isQuietAt(pairing, timeOf(now(), timeZone()));
    const since = Math.max(chat.at, now() - oldest, deps.locked?.since ?? 0);
    return alertsOf(happened, { memberId, now: now(), since })
      .filter(({ kind }) => may.has(kind) && (!isQuiet || kind === 'danger'))
      .filter((alert) => !isKnown(alert, memberId) && !isTooSoon(alert, memberId));
  }

  const timeZone = (): string => businessTimeZone(records);

  function isKnown({ cause, alsoCause = cause }: Alert, memberId: string): boolean {
    const ids = [cause, alsoCause].map((each) => telegramAlertId(each, memberId));
    return ids.some((id) => done.has(id) || records.get('telegramAlerts', id) !== undefined);
  }

  function isTooSoon({ kind, conversationId }: Alert, memberId: string): boolean {
    if (kind !== 'message') return false;
    return [...records.all('telegramAlerts')].some(
      (each) =>
        each.conversationId === conversationId && each.memberId === memberId && each.at > now() - calm,
    );
  }

  /** `false` where it has to be tried again. */
  async function tell(bot: TelegramBot, hearer: Hearer, alert: Alert): Promise<boolean> {
    const { pairing, content } = hearer;
    const { kind, contactId, conversationId, path } = alert;
    const id = telegramAlertId(alert.cause, pairing.memberId);
    const claim = await deps.claims.take('telegram', id);
    if (claim === 'unknown') return false;
    if (claim === 'other') done.add(id);
    if (claim === 'other' || work.isOver) return true;
    // Nobody could do what is pressed before somebody unlocks.
    const buttons = deps.locked === undefined ? deedsFor(alert, content) : [];
    const noted = await run('telegram.tell', {
      id,
      pairingId: pairing.id,
      kind,
      path,
      buttons,
      ...(contactId !== undefined && { contactId }),
      ...(conversationId !== undefined && { conversationId }),
    });
    if (!noted.ok) return noted.error.code === 'telegram.told' || noted.error.code === 'telegram.not-paired';
    const said = sayAlert(alert, {
      reference: noted.value.reference,
      name: records.get('contacts', contactId ?? '')?.name,
      isShown: content === 'shown',
      speak: english,
    });
    const chat = pairing.chat.id;
    const sent = await deps.line.act(bot, {
      act: 'send',
      chat,
      said,
      buttons: buttonsOf(noted.value.handles, english),
    });
    if (sent.outcome === 'done') return true;
    if (sent.why === 'blocked') await run('telegram.quieten', { chat, isStopped: true });
    if (!notSaid.has(sent.why)) return true;
    await run('telegram.untell', { id });
    return false;
  }

  return { look: start };
}

/** Whether it is a time in which only danger is told: from the evening into the morning, or within a day. */
function isQuietAt({ quiet }: Pick<TelegramPairing, 'quiet'>, time: string): boolean {
  if (quiet === undefined || quiet.from === quiet.to) return false;
  const isAfter = time >= quiet.from;
  const isBefore = time < quiet.to;
  return quiet.from < quiet.to ? isAfter && isBefore : isAfter || isBefore;
}

/** What alerts are found in. */
export const alertCollections = [
  'conversations',
  'accountEvents',
  'ruleRuns',
  'bookings',
  'webhookArrivals',
  'enquiries',
  'payments',
  'devices',
  'handovers',
] as const;

/** Who is new a locked device cannot tell: to it most are. */
function happenedIn(records: RecordReader, isLocked: boolean): Happened {
  return {
    conversations: [...records.all('conversations')],
    accountEvents: [...records.all('accountEvents')],
    runs: [...records.all('ruleRuns')],
    bookings: [...records.all('bookings')],
    arrivals: [...records.all('webhookArrivals')],
    enquiries: isLocked ? [] : [...records.all('enquiries')],
    payments: [...records.all('payments')],
    devices: [...records.all('devices')],
    handovers: [...records.all('handovers')],
  };
}
