import type { SecondFactor as Kept } from '#shared/domain/second-factor.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { createOpener } from '#shared/crypto/open.ts';
import { seal } from '#shared/crypto/seal.ts';
import type { Work } from '#shared/lib/async.ts';
import { fromBase64Url, fromUtf8, readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Library } from '../books/library.ts';
import type { Database } from '../database/database.ts';
import { firstOf } from '../keys/memberships.ts';
import { type Attempts, noAttempts, waitsUntil } from '../database/attempts.ts';
import { newSecret, setUpLink, stepOf } from './totp.ts';

export interface SecondFactorView {
  /** Since when this member is asked for codes; left out where they are not. */
  since?: number;
}

/** What an owner is asked for before what only owners do. Nobody else is asked, and no command of a rule is. */
export interface SecondFactor {
  view(): SecondFactorView;
  /** Whether an owner's act may go on: a code was given within the last minutes, or none is asked for. */
  mayAct(): Result<void>;
  /** A new secret, as text and as a link for a QR code. Nothing is kept yet. */
  prepare(): { secret: string; link: string };
  /** From now on; `code` shows that the app has the secret. The recovery code is shown once. */
  switchOn(secret: string, code: string): Promise<Result<{ recoveryCode: string }>>;
  /** Takes a code for the next minutes; the recovery code switches the second factor off. */
  prove(code: string): Promise<Result<{ isOff: boolean }>>;
  switchOff(): Promise<Result<void>>;
  /** The member may have other devices than before: those that are new are given what makes the codes. */
  share(): void;
}

/** So long one code holds (ms). */
const lasts = 5 * 60_000;

export function createSecondFactor(deps: {
  crypto: WebCrypto;
  library: Pick<Library, 'all' | 'get' | 'writersOf'>;
  keyring: Pick<Keyring, 'roster' | 'keybag'>;
  database: Pick<Database, 'attempts' | 'noteAttempts'>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  work: Pick<Work, 'sequencer' | 'singleFlight'>;
  /** Epoch milliseconds. */
  now(): number;
}): SecondFactor {
  const { crypto, library, keyring, database, now } = deps;
  /** Codes one after another: two at once would be one free try. */
  const inTurn = deps.work.sequencer();
  let provenUntil = 0;

  /** A device may be gone by now: what its owner has set up with it stays. */
  function memberOf(deviceId: string): string | undefined {
    const { devices, formerDevices = [] } = keyring.roster.record;
    return [...devices, ...formerDevices].find(({ id }) => id === deviceId)?.memberId;
  }

  /** The last word of this member's own devices. Whoever came in by the recovery words after it begins without. */
  function inForce(): Kept | undefined {
    const { memberId, deviceId } = keyring.keybag;
    if (!keyring.roster.isOwners(deviceId)) return undefined;
    const isOwn = ({ id }: Kept): boolean =>
      library.writersOf('secondFactors', id).some((writer) => memberOf(writer.deviceId) === memberId);
    const own = [...library.all('secondFactors')].filter((one) => one.memberId === memberId && isOwn(one));
    const words = own.filter(({ continues }) => continues === undefined);
    const last = words.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).at(-1);
    const { reset } = firstOf(keyring.keybag).record;
    const isOver = reset?.why === 'recovered' && last !== undefined && reset.at >= last.at;
    if (last?.sealed === undefined || isOver) return undefined;
    const later = own.filter(({ continues }) => continues === last.id);
    return { ...last, sealed: Object.assign({}, last.sealed, ...later.map(({ sealed }) => sealed)) };
  }

  const infoFor = (deviceId: string): string =>
    `plumbline second factor ${keyring.keybag.workspace} ${deviceId}`;

  /** For the devices of this member that do not have it. */
  async function sealFor(secret: string, has: Kept['sealed'] = {}): Promise<NonNullable<Kept['sealed']>> {
    const lack = keyring.roster.record.devices.filter(
      ({ id, memberId }) => memberId === keyring.keybag.memberId && has[id] === undefined,
    );
    const seals = lack.map(async ({ id, boxKey }) => {
      const sealed = await seal(crypto, fromBase64Url(boxKey), utf8(secret), infoFor(id)).catch(
        () => undefined,
      );
      return sealed === undefined ? [] : [[id, toBase64Url(sealed)] as const];
    });
    return Object.fromEntries((await Promise.all(seals)).flat());
  }

  /** `undefined` where no other device of this member has given it to this one yet. */
  async function secretOf({ sealed = {} }: Kept): Promise<string | undefined> {
    const { deviceId, box } = keyring.keybag;
    const open = await createOpener(crypto, fromBase64Url(box.privateKey));
    const bytes = await open(readBase64Url(sealed[deviceId] ?? '') ?? new Uint8Array(), infoFor(deviceId));
    return bytes.ok ? fromUtf8(bytes.value) : undefined;
  }

  async function share(): Promise<void> {
    const factor = inForce();
    const secret = factor && (await secretOf(factor));
    if (factor === undefined || secret === undefined) return;
    const sealed = await sealFor(secret, factor.sealed);
    if (Object.keys(sealed).length > 0)
      await deps.run('access.setSecondFactor', { sealed, continues: factor.id });
  }

  async function hashOf(text: string): Promise<string> {
    const plain = text.toUpperCase().replaceAll(/[^A-Z2-7]/g, '');
    return toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', utf8(plain))));
  }

  /** Before a code is looked at, it is noted as wrong: who pulls the plug has not tried for nothing. */
  async function attempt(check: (attempts: Attempts) => Promise<number | undefined>): Promise<Result<void>> {
    const before = (await database.attempts()) ?? noAttempts;
    if (now() < waitsUntil(before)) return tooMany;
    const noted = await database.noteAttempts({ ...before, wrong: before.wrong + 1, wrongAt: now() });
    if (!noted.ok) return noted;
    const step = await check(before);
    if (step === undefined) return wrongCode;
    return database.noteAttempts({ ...noAttempts, step });
  }

  /** No code is taken twice. */
  const fresh = (secret: string, code: string) => async (attempts: Attempts) => {
    const step = stepOf(secret, code, now());
    return step !== undefined && step > attempts.step ? step : undefined;
  };

  async function switchOff(): Promise<Result<void>> {
    const may = mayAct();
    if (!may.ok) return may;
    const done = await deps.run('access.setSecondFactor', {});
    return done.ok ? ok() : done;
  }

  function mayAct(): Result<void> {
    return inForce() === undefined || now() < provenUntil ? ok() : needed;
  }

  async function switchOn(secret: string, code: string): Promise<Result<{ recoveryCode: string }>> {
    const may = mayAct();
    if (!may.ok) return may;
    const taken = await attempt(fresh(secret, code));
    if (!taken.ok) return taken;
    const recoveryCode = newSecret(crypto)
      .slice(0, 24)
      .replaceAll(/(.{4})(?=.)/g, '$1-');
    const done = await deps.run('access.setSecondFactor', {
      sealed: await sealFor(secret),
      recovery: await hashOf(recoveryCode),
    });
    if (!done.ok) return done;
    provenUntil = now() + lasts;
    return ok({ recoveryCode });
  }

  async function prove(code: string): Promise<Result<{ isOff: boolean }>> {
    const factor = inForce();
    if (factor === undefined) return ok({ isOff: true });
    const { recovery } = factor;
    const isRecovery = recovery !== undefined && (await hashOf(code)) === recovery;
    const secret = await secretOf(factor);
    if (secret === undefined && !isRecovery) return notHere;
    const taken = await attempt(
      secret === undefined || isRecovery
        ? async ({ step }) => step
        : fresh(secret, code.replaceAll(/\s/g, '')),
    );
    if (!taken.ok) return taken;
    provenUntil = now() + lasts;
    if (!isRecovery) return ok({ isOff: false });
    const off = await switchOff();
    return off.ok ? ok({ isOff: true }) : off;
  }

  return {
    view() {
      const factor = inForce();
      return factor === undefined ? {} : { since: factor.at };
    },
    mayAct,
    prepare() {
      const secret = newSecret(crypto);
      return { secret, link: setUpLink(secret, library.get('business', 'business')?.name ?? '') };
    },
    switchOn: (secret, code) => inTurn(() => switchOn(secret, code)),
    prove: (code) => inTurn(() => prove(code)),
    switchOff,
    share: deps.work.singleFlight(share),
  };
}

/** `factor.needed`: the window asks for the code, and then again for what was refused. */
const needed: Result<never> = problem(
  'factor.needed',
  'This needs the code of your authenticator app. Nothing was changed.',
  'Enter the code, and do it again.',
);

const notHere: Result<never> = problem(
  'factor.not-here',
  'This device cannot check codes yet: another device of yours has to give it what makes them. Nothing was changed.',
  'Open Plumbline on a device of yours that asks for codes, and wait until both are connected. Your recovery code works here too.',
);

const wrongCode: Result<never> = problem(
  'factor.wrong',
  'This code is not right, or was used already. Nothing was changed.',
  'Wait for the next code of your app. If it stays wrong, look at the clock of this computer.',
);

const tooMany: Result<never> = problem(
  'factor.wait',
  'Too many wrong codes. Codes are not looked at for a while. Nothing was changed.',
  'Wait, and try again. After each wrong code the wait is longer, up to an hour.',
);
