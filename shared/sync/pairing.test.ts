import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { beginPairing } from '#renderer/vault/team/joiner-pairing.ts';
import { openNote, sealNote } from '#renderer/vault/team/mailbox.ts';
import { readPairing } from '#renderer/vault/team/owner-pairing.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import type { Invitation, Pairing } from '#shared/domain/team.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { deriveInvitation, largestSealedNote, mostNotes } from './invitation.ts';
import {
  agree,
  commitTo,
  mostAttempts,
  newEphemeral,
  pairingNotes,
  type NoteKind,
  type PairingNote,
} from './pairing.ts';

const crypto = webCrypto(globalThis.crypto);
const workspace = 'W'.repeat(22);
const random = (bytes: number) => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
const newDevice = () => ({ id: random(12), signKey: random(32), boxKey: random(32) });
const kinds = Object.keys(pairingNotes) as NoteKind[];

function newLink() {
  const secret = random(16);
  const { id, key } = deriveInvitation(fromBase64Url(secret), workspace);
  return { secret, mailbox: { crypto, id, key } };
}
type Link = ReturnType<typeof newLink>;

/** The owner's device, with its disk. */
function owner({ secret, mailbox }: Link) {
  const own = { device: newDevice(), membership: random(32) };
  let pairing: Pairing = { notes: [], wrong: 0 };
  const read = () => {
    const invitation = { id: mailbox.id, secret, pairing } as Invitation;
    return readPairing(crypto, workspace, invitation);
  };
  return {
    own,
    pairing: () => pairing,
    stage: async () => (await read()).stage,
    code: async () => {
      const { stage } = await read();
      return stage.at === 'asked' ? stage.agreement.code : undefined;
    },
    async take(note: string): Promise<boolean> {
      const taken = await (await read()).take(note, own);
      pairing = taken ?? pairing;
      return taken !== undefined;
    },
    async judge(code: string): Promise<boolean> {
      const { isRight, ...judged } = await (await read()).judge(code);
      pairing = judged;
      return isRight;
    },
    async tellAdmitted(): Promise<void> {
      pairing = await (await read()).tellAdmitted({ memberId: 'm', membership: random(32) });
    },
  };
}

const joiner = ({ secret, mailbox }: Link, device = newDevice()) =>
  beginPairing(crypto, { mailbox, workspace, secret, device, name: 'Van' });

type Owner = ReturnType<typeof owner>;
type Joiner = Awaited<ReturnType<typeof joiner>>;

/** Carries notes between the two until neither has a new one. `change` is who carries them. */
async function carry(
  a: Owner,
  b: Joiner,
  change: (note: string, at: number) => string | Promise<string> = (note) => note,
): Promise<'said all' | 'owner refuses' | 'joiner refuses'> {
  // What either has been given, which is not always what the other has left.
  for (;;) {
    const [ours, theirs] = [a.pairing().notes, b.current().notes];
    if (theirs.length > ours.length) {
      if (!(await a.take(await change(theirs.at(-1)!, theirs.length - 1)))) return 'owner refuses';
    } else if (ours.length > theirs.length) {
      if ((await b.take(await change(ours.at(-1)!, ours.length - 1))) === undefined) return 'joiner refuses';
    } else return 'said all';
  }
}

const codeOf = (b: Joiner) => {
  const { state } = b.current();
  return state.step === 'code' ? state.code : undefined;
};

test('two devices show and expect the same six digits, and prove their keys to each other after they were typed', async () => {
  const link = newLink();
  const [a, device] = [owner(link), newDevice()];
  const b = await joiner(link, device);
  expect(await carry(a, b)).toBe('said all');
  expect(codeOf(b)).toMatch(/^\d{6}$/);
  expect(await a.code()).toBe(codeOf(b));
  expect(await a.judge(codeOf(b)!)).toBe(true);
  expect(await carry(a, b)).toBe('said all');
  expect(b.current().state.step).toBe('agreed');
  expect(await a.stage()).toMatchObject({ at: 'agreed', opening: { device } });
  await a.tellAdmitted();
  expect(await carry(a, b)).toBe('said all');
  expect(b.current().admitted).toMatchObject({ memberId: 'm' });
  expect((await a.stage()).at).toBe('admitted');
  expect(a.pairing().notes.length).toBeLessThanOrEqual(2 * mostNotes);
});

test('a wrong code ends its attempt: the next one has other keys and another code, and there are three', async () => {
  const link = newLink();
  const a = owner(link);
  const b = await joiner(link);
  const seen = new Set<string>();
  for (let attempt = 1; attempt <= mostAttempts; attempt++) {
    expect(await carry(a, b)).toBe('said all');
    expect(b.current().state).toMatchObject({ step: 'code', attempt });
    seen.add((await said(link, a.pairing().notes, 'reveal'))!.ephemeral);
    seen.add((await said(link, a.pairing().notes, 'answer'))!.ephemeral);
    const wrong = codeOf(b) === '123456' ? '123457' : '123456';
    expect(await a.judge(wrong)).toBe(false);
    expect(a.pairing().wrong).toBe(attempt);
  }
  expect(seen.size).toBe(2 * mostAttempts);
  // Nothing follows on the last.
  expect(await carry(a, b)).toBe('said all');
  expect(b.current().notes).toHaveLength(4 * mostAttempts - 1);
  const largest = Math.max(...a.pairing().notes.map((note) => note.length));
  expect(largest).toBeLessThan(largestSealedNote);
});

test('the right code of an earlier attempt is a wrong one now', async () => {
  const link = newLink();
  const a = owner(link);
  const b = await joiner(link);
  await carry(a, b);
  const first = codeOf(b)!;
  await a.judge(first === '123456' ? '123457' : '123456');
  await carry(a, b);
  expect(await a.judge(first)).toBe(codeOf(b) === first);
});

/** The latest note of a kind. */
async function said<Kind extends NoteKind>(
  { mailbox }: Link,
  notes: readonly string[],
  kind: Kind,
): Promise<PairingNote<Kind> | undefined> {
  for (let at = notes.length - 1; at >= 0; at--) {
    const note = await openNote(mailbox, notes.slice(0, at), notes[at]!, [kind]);
    if (note !== undefined) return note;
  }
  return undefined;
}

test('a note that the relay changes, repeats, exchanges or takes from elsewhere is refused by whoever gets it', async () => {
  const [link, other] = [newLink(), newLink()];
  const elsewhere = owner(other);
  const away = await joiner(other);
  await carry(elsewhere, away);
  await elsewhere.judge((await elsewhere.code())!);
  await carry(elsewhere, away);
  const foreign = elsewhere.pairing().notes;
  const tampering = fc.record({
    at: fc.nat({ max: 4 }),
    how: fc.oneof(
      fc.record({ flip: fc.nat() }),
      fc.record({ earlier: fc.nat({ max: 3 }) }),
      fc.record({ foreign: fc.nat({ max: 4 }) }),
      fc.record({ text: fc.string() }),
    ),
  });
  await fc.assert(
    fc.asyncProperty(tampering, async ({ at, how }) => {
      const a = owner(link);
      const b = await joiner(link);
      let tampered = false;
      const change = (note: string, number: number): string => {
        if (number !== at) return note;
        const before = a.pairing().notes.concat(b.current().notes);
        const changed =
          'flip' in how
            ? flipped(note, how.flip)
            : 'earlier' in how
              ? (before[how.earlier] ?? '')
              : 'foreign' in how
                ? foreign[how.foreign]!
                : how.text;
        tampered = changed !== note;
        return changed;
      };
      let outcome = await carry(a, b, change);
      if (outcome === 'said all' && (await a.stage()).at === 'asked') {
        await a.judge(codeOf(b)!);
        outcome = await carry(a, b, change);
      }
      expect(outcome).toBe(!tampered ? 'said all' : at % 2 === 0 ? 'owner refuses' : 'joiner refuses');
      expect((await a.stage()).at === 'agreed').toBe(!tampered);
    }),
    { numRuns: 60 },
  );
});

function flipped(note: string, at: number): string {
  const bytes = fromBase64Url(note);
  bytes[at % bytes.length]! ^= 1;
  return toBase64Url(bytes);
}

/** Puts a value of its own into a note: it has the link. */
async function forge(
  link: Link,
  before: readonly string[],
  note: string,
  change: (note: PairingNote) => object,
): Promise<string> {
  const opened = (await openNote(link.mailbox, before, note, kinds))!;
  return sealNote(link.mailbox, before, { ...opened, ...change(opened) } as PairingNote);
}

const replacements: [kind: NoteKind, what: string, (note: PairingNote) => object][] = [
  ['commit', 'another commitment', () => ({ commit: random(32) })],
  ['commit', 'another attempt', () => ({ attempt: 2 })],
  ['answer', 'another key', () => ({ ephemeral: random(32) })],
  ['answer', 'a key of a low order', () => ({ ephemeral: toBase64Url(new Uint8Array(32)) })],
  ['answer', 'another nonce', () => ({ nonce: random(32) })],
  ['answer', 'another device', () => ({ device: newDevice() })],
  ['answer', 'another team', () => ({ membership: random(32) })],
  ['reveal', 'another key', () => ({ ephemeral: random(32) })],
  ['reveal', 'another nonce', () => ({ nonce: random(32) })],
  ['reveal', 'another device', () => ({ device: newDevice() })],
  ['reveal', 'another name', () => ({ name: 'Office' })],
  ['confirm', 'another proof', () => ({ mac: random(32) })],
  ['agree', 'another proof', () => ({ mac: random(32) })],
];

test.each(replacements)(
  'who has the link and puts into the %s %s is found out, and lets no device in',
  async (kind, _what, change) => {
    const link = newLink();
    const a = owner(link);
    const b = await joiner(link);
    const carrier = async (note: string, number: number): Promise<string> => {
      const before = number % 2 === 0 ? b.current().notes : a.pairing().notes;
      const opened = await openNote(link.mailbox, before.slice(0, number), note, kinds);
      return opened?.kind === kind ? forge(link, before.slice(0, number), note, change) : note;
    };
    let outcome = await carry(a, b, carrier);
    if ((await a.stage()).at === 'asked') {
      const isRight = await a.judge(codeOf(b)!);
      outcome = await carry(a, b, carrier);
      if (!isRight && outcome === 'said all') outcome = 'owner refuses';
    }
    expect(outcome).not.toBe('said all');
    expect((await a.stage()).at).not.toBe('agreed');
  },
);

test('who stands between the devices with 1,500 keys for each side cannot search for a code that both show', async () => {
  const link = newLink();
  const [a, own] = [owner(link), newDevice()];
  const b = await joiner(link);
  const device = newDevice();
  const keys = await newEphemeral(crypto);
  const { publicKey: ephemeral } = keys;
  const openings = Array.from({ length: 1500 }, () => ({
    attempt: 1,
    device,
    ephemeral,
    nonce: random(32),
    name: 'Van',
  }));
  // To the owner it is a new device, which has to commit itself before it is shown anything.
  const commit = { kind: 'commit', attempt: 1, commit: commitTo(openings[0]!) } as const;
  const committed = await sealNote(link.mailbox, [], commit);
  expect(await a.take(committed)).toBe(true);
  const answered = a.pairing().notes;
  const answer = (await said(link, answered, 'answer'))!;
  // To the new device it is the owner's, which has to answer before it is shown anything.
  const first = b.current().notes;
  const mine = {
    kind: 'answer',
    attempt: 1,
    device: own,
    ephemeral,
    nonce: random(32),
    membership: random(32),
  } as const;
  expect(await b.take(await sealNote(link.mailbox, first, mine))).toBeDefined();
  const shown = codeOf(b)!;

  // Now it knows what the new device shows, and all that the owner has said: it searches its keys for the same code.
  const place = { workspace, invitation: link.mailbox.id, secret: link.secret };
  const other = { own: keys, other: answer.ephemeral };
  let refused = 0;
  for (const opening of openings.slice(1)) {
    const before = a.pairing().notes;
    if (!(await a.take(await sealNote(link.mailbox, before, { kind: 'reveal', ...opening })))) refused++;
  }
  expect(refused).toBe(1499);
  const reveal = await sealNote(link.mailbox, answered, { kind: 'reveal', ...openings[0]! });
  expect(await a.take(reveal)).toBe(true);
  // What is left is what it has committed itself to: one code, which fits by one chance in a million.
  const only = (await agree(crypto, other, { ...place, opening: openings[0]!, answer }))!.code;
  expect(await a.code()).toBe(only);
  expect(await a.judge(shown)).toBe(only === shown);
  // The other side is as fixed: the new device takes no second answer.
  for (let again = 0; again < 20; again++) {
    const another = { ...mine, nonce: random(32) };
    expect(await b.take(await sealNote(link.mailbox, b.current().notes, another))).toBeUndefined();
    expect(await b.take(await sealNote(link.mailbox, first, another))).toBeUndefined();
  }
  expect(codeOf(b)).toBe(shown);
});

test('without the commitment such a search finds a code at once: what is compared then could be searched for', async () => {
  // As it was before: nothing fixes the keys of the one in the middle. One digit less makes the search short.
  const link = newLink();
  const [keys, theirs] = [await newEphemeral(crypto), await newEphemeral(crypto)];
  const device = newDevice();
  const answer = {
    attempt: 1,
    device,
    ephemeral: theirs.publicKey,
    nonce: random(32),
    membership: random(32),
  };
  const place = { workspace, invitation: link.mailbox.id, secret: link.secret };
  let tries = 0;
  let code: string | undefined;
  while (code?.endsWith('77') !== true) {
    tries++;
    const opening = { attempt: 1, device, ephemeral: keys.publicKey, nonce: random(32), name: 'Van' };
    const found = await agree(crypto, { own: keys, other: theirs.publicKey }, { ...place, opening, answer });
    ({ code } = found!);
  }
  expect(tries).toBeLessThan(10_000);
});
