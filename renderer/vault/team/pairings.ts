import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Invitation, InvitationEnd, Pairing } from '#shared/domain/team.ts';
import type { Work } from '#shared/lib/async.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { notesSchema } from '#shared/sync/invitation.ts';
import { mostAttempts, type Opening, type PairingNote } from '#shared/sync/pairing.ts';
import type { Keyring } from '../books/keyring.ts';
import { readBody } from '../sync/relay-http.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import { type OwnerPairing, type OwnerStage, readPairing } from './owner-pairing.ts';

/** How often the relay is asked whether an invited device has come, and for its next note while it is there. */
const lookMilliseconds = 2000;
const nextNoteMilliseconds = 700;

/** Where no note is expected soon. */
const restful = new Set<OwnerStage['at']>(['waiting', 'asked']);

/** How long the list shows what has become of an invitation. */
const keptMilliseconds = 7 * 24 * 60 * 60 * 1000;

/** What the relay says of an invitation that is over. */
const ends = new Map<string, InvitationEnd>([
  ['relay.invitation.unknown', 'lost'],
  ['relay.invitation.withdrawn', 'withdrawn'],
  ['relay.invitation.expired', 'expired'],
]);

/** What the owner's device tells a device that it has let in. */
export type Admission = Omit<PairingNote<'admitted'>, 'kind'>;

export interface PairingsDeps {
  /** Epoch milliseconds, as the relay has them: it is what ends invitations. */
  now(): number;
  crypto: WebCrypto;
  keyring: Keyring;
  records: RecordReader;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<unknown>>;
  client(): RelayClient | undefined;
  /** Makes a device that has proven itself one of the team; the same again is the same. */
  admitDevice(invitation: Invitation, opening: Opening): Promise<Result<Admission>>;
  onChange(): void;
  work: Work;
}

/** Goes on with each invitation: takes notes of invited devices in, answers them, and lets in who has proven themselves. */
export function createPairings(deps: PairingsDeps) {
  const { crypto, keyring, records, run } = deps;
  const { workspace } = keyring.keybag;
  /** What the list shows of each. */
  const stages = new Map<string, OwnerStage>();
  /** Who waits for a device to be let in. */
  const waiting = new Map<string, (outcome: Result<void>) => void>();
  const inTurn = deps.work.sequencer();
  const alarm = deps.work.alarm(look);

  const pathOf = (id: string): string => `/v1/workspaces/${workspace}/invitations/${id}`;

  function look(): Promise<void> {
    return inTurn(async () => {
      // A copy: what is done with one of them changes the list.
      const invitations = [...records.all('invitations')];
      for (const invitation of invitations) {
        if (invitation.ended !== undefined) await forgetLater(invitation.id, invitation.ended.at);
        else if (invitation.expiresAt < deps.now()) await end(invitation.id, 'expired');
        else await goOn(invitation);
      }
      lookLater();
    });
  }

  function lookLater(): void {
    const open = [...records.all('invitations')].filter(({ ended }) => ended === undefined);
    if (open.length === 0) return;
    const isUnderWay = open.some(({ id }) => !restful.has(stages.get(id)?.at ?? 'waiting'));
    alarm.set(isUnderWay ? nextNoteMilliseconds : lookMilliseconds);
  }

  /** One step: what is owed to the relay first, then the next note of the other device. */
  async function goOn(invitation: Invitation): Promise<void> {
    const { id } = invitation;
    const answer = await deps.client()?.signed({ method: 'GET', path: `${pathOf(id)}/notes` });
    const over = answer?.ok === false ? ends.get(answer.error.code) : undefined;
    if (over !== undefined) return end(id, over);
    const letters = answer && readBody(answer, notesSchema);
    const known = await readPairing(crypto, workspace, invitation);
    show(id, known.stage);
    if (letters?.ok !== true) return;
    const theirs = known.pairing.notes.filter((_note, index) => index % 2 === 0);
    const { notes, own } = letters.value;
    if (theirs.some((note, index) => note !== notes[index]) || notes.length > theirs.length + 1) {
      return disturbed(id);
    }
    const sent = await sendNotes(id, known.pairing, own);
    if (!sent.ok) return sent.error.code.startsWith('relay.invitation.') ? disturbed(id) : undefined;
    if (known.stage.at === 'agreed') return admit(invitation, known, known.stage.opening);
    if (known.stage.at === 'admitted') return end(id, 'used');
    const next = notes[theirs.length];
    if (next !== undefined) await takeNote(invitation, known, next);
  }

  async function takeNote(invitation: Invitation, known: OwnerPairing, note: string): Promise<void> {
    const { deviceId, signing, box } = keyring.keybag;
    const device = { id: deviceId, signKey: signing.publicKey, boxKey: box.publicKey };
    const taken = await known.take(note, { device, membership: keyring.roster.hash });
    if (taken === undefined) return disturbed(invitation.id);
    const kept = await keep(invitation.id, taken);
    if (kept !== undefined) await goOn(kept);
  }

  /** On disk before it is at the relay. Gives the invitation as it is then. */
  async function keep(id: string, pairing: Pairing): Promise<Invitation | undefined> {
    const noted = await run('team.notePairing', { id, pairing });
    return noted.ok ? records.get('invitations', id) : undefined;
  }

  /** Leaves what the relay does not have yet. `from`: how many of ours it has. */
  async function sendNotes(id: string, { notes }: Pairing, from: number): Promise<Result<void>> {
    const ours = notes.filter((_note, index) => index % 2 === 1);
    for (const [number, sealed] of ours.entries()) {
      if (number < from) continue;
      const path = `${pathOf(id)}/notes/${number}`;
      const put = await deps.client()?.signed({ method: 'PUT', path, body: { sealed } });
      if (put === undefined) return noRelay();
      if (!put.ok) return put;
    }
    return ok();
  }

  /** Again and again until it is done: a device that was let in is told so, whatever stood in the way. */
  async function admit(invitation: Invitation, known: OwnerPairing, opening: Opening): Promise<void> {
    const { id } = invitation;
    const admitted = await deps.admitDevice(invitation, opening);
    if (!admitted.ok) {
      if (admitted.error.code === 'team.bad-device') await disturbed(id, admitted);
      else tell(id, admitted);
      return;
    }
    const kept = await keep(id, await known.tellAdmitted(admitted.value));
    if (kept !== undefined) await goOn(kept);
  }

  function show(id: string, stage: OwnerStage): void {
    const before = stages.get(id)?.at ?? 'waiting';
    stages.set(id, stage);
    if (before !== stage.at) deps.onChange();
  }

  function tell(id: string, outcome: Result<void>): void {
    waiting.get(id)?.(outcome);
    waiting.delete(id);
  }

  /** What came does not fit: somebody else has a hand in it, and nobody is let in by this link any more. */
  async function disturbed(id: string, outcome: Result<void> = wasDisturbed): Promise<void> {
    await deps.client()?.signed({ method: 'DELETE', path: pathOf(id) });
    await end(id, 'disturbed', outcome);
  }

  async function end(id: string, how: InvitationEnd, outcome = outcomes[how]): Promise<void> {
    stages.delete(id);
    await run('team.endInvitation', { id, how });
    tell(id, outcome);
    deps.onChange();
  }

  async function forgetLater(id: string, endedAt: number): Promise<void> {
    if (deps.now() - endedAt > keptMilliseconds) await run('team.dropInvitation', { id });
  }

  /** The code was wrong: what is left of the invitation is said, and the next attempt begins. */
  async function refuseCode(id: string, pairing: Pairing): Promise<Result<void>> {
    const left = mostAttempts - pairing.wrong;
    const kept = await keep(id, pairing);
    if (kept === undefined) return noRelay();
    if (left === 0) {
      await deps.client()?.signed({ method: 'DELETE', path: pathOf(id) });
      await end(id, 'locked');
      return outcomes.locked;
    }
    show(id, { at: 'arriving' });
    await goOn(kept);
    return wrongCode(left);
  }

  async function judge(id: string, code: string): Promise<Result<void>> {
    const invitation = records.get('invitations', id);
    if (invitation === undefined || invitation.ended !== undefined) return noRequest;
    if (deps.client() === undefined) return noRelay();
    const known = await readPairing(crypto, workspace, invitation);
    if (known.stage.at !== 'asked') return noRequest;
    const { isRight, ...pairing } = await known.judge(code);
    if (!isRight) return refuseCode(id, pairing);
    const kept = await keep(id, pairing);
    if (kept === undefined) return noRelay();
    await goOn(kept);
    return ok();
  }

  deps.work.signal.addEventListener('abort', () => {
    for (const id of waiting.keys()) tell(id, notYet);
  });

  return {
    pathOf,
    /** What has become of each invitation that is open, by its id. */
    stages: stages as ReadonlyMap<string, OwnerStage>,
    /** Goes on by itself from the first open invitation on, until there is none. */
    lookLater,
    withdraw: (id: string): Promise<Result<void>> =>
      inTurn(async () => {
        const gone = await deps.client()?.signed({ method: 'DELETE', path: pathOf(id) });
        if (gone === undefined) return noRelay();
        if (!gone.ok && !gone.error.code.startsWith('relay.invitation')) return gone;
        await end(id, 'withdrawn');
        return ok();
      }),
    /** Judges a code; where it is right, resolves when the device is in the team, or cannot be. */
    async admit(id: string, code: string): Promise<Result<void>> {
      const typed = code.replaceAll(/\D/g, '');
      if (typed.length !== 6) return incompleteCode;
      const done = Promise.withResolvers<Result<void>>();
      const judged = await inTurn(() => {
        waiting.set(id, done.resolve);
        return judge(id, typed);
      });
      if (!judged.ok) {
        waiting.delete(id);
        return judged;
      }
      alarm.reset(nextNoteMilliseconds);
      return done.promise;
    },
  };
}

export function noRelay(): Result<never> {
  return problem(
    'team.no-relay',
    'The team meets at a relay, and none can be reached now. Nothing was changed.',
    'Connect one in Settings → Relay.',
  );
}

const notYet = problem(
  'team.not-yet',
  'Plumbline was locked before the new device had answered. It is let in when you are back.',
);

const noRequest = problem('team.no-request', 'No device waits with this invitation any more.');

const incompleteCode = problem('team.code-incomplete', 'The code has six digits.');

function wrongCode(left: number): Result<never> {
  const tries = left === 1 ? 'one try is left' : `${left} tries are left`;
  return problem(
    'team.wrong-code',
    `That is not the code of the new device. Nobody was let in. It shows another code now; ${tries}.`,
    'Type the new one.',
  );
}

const wasDisturbed = problem(
  'team.disturbed',
  'What came with this invitation had been changed on the way. Nobody was let in, and the link works no more.',
  'Make a new link, and send it in another way. If it happens again, the relay cannot be trusted.',
);

/** What who waits for an admission is told when the invitation has ended. */
const outcomes: Record<InvitationEnd, Result<void>> = {
  used: ok(),
  expired: problem('team.expired', 'The invitation has expired before the device was let in.'),
  withdrawn: problem('team.withdrawn', 'The invitation was withdrawn. Nobody was let in.'),
  lost: problem(
    'team.lost',
    'The relay knows this invitation no more. Nobody was let in.',
    'Make a new link.',
  ),
  locked: problem(
    'team.locked',
    'Three codes were wrong. Nobody was let in, and the link works no more.',
    'Make a new link, and send it in another way: somebody else may have this one.',
  ),
  disturbed: wasDisturbed,
};
