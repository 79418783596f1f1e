import type { Work } from '#shared/lib/async.ts';
import type { Claims } from '../claims/claims.ts';

/** Which of the devices hears from Telegram now: it allows one at a time, and ends the one before. */
export interface Turns {
  /** Whether it is this device's turn. */
  isOurs(): boolean;
  /** It may be wanted now, or not any more. */
  look(): void;
}

/** A turn is a minute of the relay's clock; who has it asks for the next one before it is over. */
const turnMilliseconds = 60_000;
const askBefore = 15_000;
const waitForRelay = 20_000;

export function createTurns(deps: {
  claims: Claims;
  work: Work;
  /** Epoch milliseconds, as the relay has them. */
  now(): number;
  /** The bot whose turns they are; `undefined` where nothing is to be heard. */
  botId(): string | undefined;
  /** So long into a turn that nobody has, this device waits: who can do more comes first. Milliseconds. */
  patience: number;
  onChange(): void;
}): Turns {
  const { claims, work, now } = deps;
  const start = work.singleFlight(ask);
  const alarm = work.alarm(start);
  let ours: { botId: string; until: number } | undefined;

  const isOurs = (): boolean => ours !== undefined && ours.botId === deps.botId() && ours.until > now();

  async function ask(): Promise<void> {
    const botId = deps.botId();
    if (botId === undefined) return forget();
    const at = now();
    const isHeld = isOurs();
    const turn = Math.floor(at / turnMilliseconds);
    const end = (turn + 1) * turnMilliseconds;
    if (isHeld && ours!.until - at > askBefore) return alarm.reset(ours!.until - at - askBefore);
    const wanted = isHeld ? Math.round(ours!.until / turnMilliseconds) : turn;
    const waited = at - turn * turnMilliseconds;
    if (!isHeld && waited < deps.patience) return alarm.reset(deps.patience - waited);
    const claim = await claims.take('telegramTurn', `${botId} ${wanted}`);
    if (claim === 'mine') ours = { botId, until: (wanted + 1) * turnMilliseconds };
    deps.onChange();
    if (claim === 'mine') return alarm.reset(Math.max(1000, ours!.until - now() - askBefore));
    alarm.reset(claim === 'unknown' ? waitForRelay : Math.max(1000, end + deps.patience - now()));
  }

  function forget(): void {
    alarm.clear();
    if (ours === undefined) return;
    ours = undefined;
    deps.onChange();
  }

  return { isOurs, look: start };
}
