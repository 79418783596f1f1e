import type { Work } from '#shared/lib/async.ts';
import type { ClaimPurpose, Claims } from './claims.ts';

/** Which of the devices does now what one alone does for a while, such as hearing from Telegram. */
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
  purpose: Extract<ClaimPurpose, 'telegramTurn' | 'googleTurn' | 'googleTablesTurn'>;
  work: Work;
  /** Epoch milliseconds, as the relay has them. */
  now(): number;
  /** What the turns are about, such as a bot; `undefined` where nothing is to be done. */
  about(): string | undefined;
  /** So long into a turn that nobody has, this device waits: who can do more comes first. Milliseconds. */
  patience: number;
  onChange(): void;
}): Turns {
  const { claims, work, now } = deps;
  const start = work.singleFlight(ask);
  const alarm = work.alarm(start);
  let ours: { about: string; until: number } | undefined;

  const isOurs = (): boolean => ours !== undefined && ours.about === deps.about() && ours.until > now();

  async function ask(): Promise<void> {
    const about = deps.about();
    if (about === undefined) return forget();
    const at = now();
    const isHeld = isOurs();
    const turn = Math.floor(at / turnMilliseconds);
    const end = (turn + 1) * turnMilliseconds;
    if (isHeld && ours!.until - at > askBefore) return alarm.reset(ours!.until - at - askBefore);
    const wanted = isHeld ? Math.round(ours!.until / turnMilliseconds) : turn;
    const waited = at - turn * turnMilliseconds;
    if (!isHeld && waited < deps.patience) return alarm.reset(deps.patience - waited);
    const claim = await claims.take(deps.purpose, `${about} ${wanted}`);
    if (claim === 'mine') ours = { about, until: (wanted + 1) * turnMilliseconds };
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
