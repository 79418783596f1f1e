import {
  isGenuine,
  openEnvelope,
  type OpenedEnvelope,
  readHeader,
  sealEnvelope,
  signStatement,
  state,
  updateHash,
} from '#shared/crypto/envelope.ts';
import {
  type Attestation,
  attestationToSign,
  encodeAttestation,
  readAttestation,
  type SignedAttestation,
} from '#shared/crypto/attestation.ts';
import { deriveBookKey } from '#shared/crypto/keys.ts';
import type { Verifier } from '#shared/crypto/signing.ts';
import type { Stated, Statement } from '#shared/crypto/statement.ts';
import type { CryptoKeyHandle } from '#shared/crypto/web-crypto.ts';
import { compartmentOf } from '#shared/domain/collections.ts';
import { type Bytes, concat, fromBase64Url } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { type NamedHead, roomTag } from '#shared/sync/membership.ts';
import { type ClientPlace, clientOf, isClientOf } from '#shared/sync/yjs-client.ts';
import { epochKeys } from '../keys/branch-keys.ts';
import type { RosterRecord } from '../keys/roster.ts';
import type { Keyring } from './keyring.ts';

/** What a book knows of a statement; the rest of it says who speaks, and where. */
export type BookStatement = Omit<Statement, 'workspace' | 'book' | 'device' | 'membership' | 'update'>;

/** Seals and opens the envelopes of one book. */
export interface BookCipher {
  /** The device that seals. */
  device: string;
  /** What this device says of an update. */
  state(statement: BookStatement, update: Uint8Array): Stated;
  seal(stated: Stated, update: Uint8Array): Promise<Bytes>;
  /** Others write here, or read what this device writes: a book of the device's own needs no proof. */
  isShared: boolean;
  /** This device's signature for records that are written once. */
  attest(said: Omit<Attestation, 'device'>): Promise<Bytes>;
  readAttestation(bytes: Uint8Array): SignedAttestation | undefined;
  /** Whether the device that it names has signed it; not where the team does not know that device. */
  isAttested(attestation: SignedAttestation): Promise<boolean>;
  /** Opens what comes together, in the order given. Of an author's unbroken chain only the last signature is checked. */
  open(envelopes: Uint8Array[]): Promise<Result<OpenedEnvelope>[]>;
  /** How far what a device has written here counts: see `Roster.lastHeads`. */
  lastHeads(device: string): readonly NamedHead[] | undefined;
  canWrite(): boolean;
  /** Whose device it is, or was. */
  memberOf(device: string): string | undefined;
  /** How far what a device has written here counts as an owner's: see `Roster.asOwner`. */
  asOwner(device: string): readonly NamedHead[] | 'all';
  /** Whether a device has, or ever had, an owner's rights. */
  wasOwners(device: string): boolean;
  /** Whether a device may write here as this Yjs client: see `clientOf`. */
  isClientOf(device: string, client: number): boolean;
  /** One as which this device may write. */
  newClient(): number;
  /** Whether what a device writes needs no second witness: it is of this member, or nobody else may write here. */
  isTrusted(device: string): boolean;
  /** See `Keyring`. */
  pseudonym(text: string): string | undefined;
  /** The epoch under which new envelopes are sealed. */
  epoch(): number;
  /** Under which epoch an envelope was sealed that was opened or sealed here; one of another branch counts as older. */
  epochOf(envelope: Uint8Array): number;
}

type RosterEntry = RosterRecord['devices'][number];
type Unverified = OpenedEnvelope & { verify: Verifier };

export function createBookCipher(keyring: Keyring, book: { name: string; room: string }): BookCipher {
  const { crypto } = keyring;
  const { workspace, deviceId } = keyring.keybag;
  const place = { workspace, book: book.name, room: book.room };
  /** By epoch and secret: two branches of the team's history may have begun epochs of one number. */
  const keys = new Map<string, Promise<CryptoKeyHandle>>();
  /** With which secret an envelope was opened or sealed. */
  const sealedWith = new WeakMap<Uint8Array, string>();
  // The device's own book is nobody else's: it needs no right, and no other device writes it.
  const isOwn = compartmentOf(book.name) === 'device';

  const secretsOf = (epoch: number): string[] => epochKeys(keyring.keybag, compartmentOf(book.name), epoch);
  const keyOf = (epoch: number, secret: string): Promise<CryptoKeyHandle> => {
    const name = `${epoch} ${secret}`;
    const key =
      keys.get(name) ?? deriveBookKey(crypto, fromBase64Url(secret), { workspace, book: book.name, epoch });
    keys.set(name, key);
    return key;
  };
  const entryOf = (device: string): Pick<RosterEntry, 'memberId' | 'salt'> | undefined => {
    const { devices, formerDevices = [] } = keyring.roster.record;
    return [...devices, ...formerDevices].find(({ id }) => id === device);
  };
  const memberOf = (device: string): string | undefined => entryOf(device)?.memberId;
  const clientPlace = (device: string): ClientPlace => ({
    workspace,
    book: book.name,
    device,
    salt: entryOf(device)?.salt,
  });
  const epoch = (): number => (isOwn ? 1 : keyring.keybag.epoch);

  const lastHeads = (device: string): readonly NamedHead[] | undefined =>
    isOwn ? undefined : keyring.roster.lastHeads(device, book.room);

  async function decrypt(envelope: Uint8Array): Promise<Result<Unverified>> {
    const header = readHeader(envelope);
    if (!header.ok) return header;
    const verify = await keyring.roster.verifier(header.value.device);
    if (verify === undefined) return notKnown();
    let failed: Result<never> = notKnown();
    for (const secret of secretsOf(header.value.epoch)) {
      const key = await keyOf(header.value.epoch, secret);
      const opened = await openEnvelope({ crypto, key }, place, envelope);
      if (opened.ok) {
        sealedWith.set(envelope, secret);
        return ok({ ...opened.value, verify });
      }
      failed = opened;
    }
    return failed;
  }

  return {
    device: deviceId,
    state: (statement, update) =>
      state({
        ...statement,
        workspace,
        book: book.name,
        device: deviceId,
        membership: keyring.roster.hash,
        update: updateHash(update),
      }),
    async seal(stated, update) {
      // Taken once: the team may change while the key is derived, and the header must name the key that was used.
      const sealedUnder = epoch();
      const [secret] = secretsOf(sealedUnder);
      if (secret === undefined) throw new Error(`This device has no key for ${book.name}`);
      const key = await keyOf(sealedUnder, secret);
      const signed = await signStatement(keyring.sign, stated);
      const envelope = await sealEnvelope({ crypto, key }, place, sealedUnder, signed, update);
      sealedWith.set(envelope, secret);
      return envelope;
    },
    isShared: !isOwn,
    async attest(said) {
      const encoded = encodeAttestation({ ...said, device: deviceId });
      return concat(encoded, await keyring.sign(attestationToSign(place, encoded)));
    },
    readAttestation: (bytes) => readAttestation(place, bytes),
    async isAttested({ device, signature, signed }) {
      const verify = await keyring.roster.verifier(device);
      return verify !== undefined && verify(signature, signed);
    },
    async open(envelopes) {
      const opened = await Promise.all(envelopes.map(decrypt));
      const genuine = await genuineOf(opened.flatMap((each) => (each.ok ? [each.value] : [])));
      return opened.map((each) => (each.ok && !genuine.has(each.value) ? notGenuine() : each));
    },
    lastHeads,
    canWrite: () => keyring.canWrite(book.name),
    memberOf,
    asOwner: (device) => keyring.roster.asOwner(device, book.room),
    wasOwners: (device) => keyring.roster.wasOwners(device),
    isClientOf: (device, client) => isClientOf(clientPlace(device), client),
    newClient: () => clientOf(clientPlace(deviceId), crypto.getRandomValues(new Uint32Array(1))[0]!),
    isTrusted(device) {
      const { members } = keyring.roster.record;
      const author = memberOf(device);
      const tag = roomTag(book.room);
      const mayWrite = members.filter(({ id }) => keyring.roster.access(id, tag) === 'write');
      return author === keyring.keybag.memberId || mayWrite.every(({ id }) => id === author);
    },
    pseudonym: (text) => keyring.pseudonym(compartmentOf(book.name), text),
    epoch,
    epochOf(envelope) {
      const header = readHeader(envelope);
      if (!header.ok) return 0;
      const secret = sealedWith.get(envelope);
      const isOther = secret !== undefined && secret !== secretsOf(epoch())[0];
      return isOther ? Math.min(header.value.epoch, epoch() - 1) : header.value.epoch;
    },
  };
}

/** Those that their authors have signed, or that a later one which they have signed goes on from. */
async function genuineOf(opened: Unverified[]): Promise<Set<Unverified>> {
  const genuine = new Set<Unverified>();
  const byAuthor = Map.groupBy(opened, ({ statement }) => statement.device);
  const ofAuthor = async (all: Unverified[]): Promise<void> => {
    const vouchedFor = new Set<string>();
    for (const one of all.toSorted((a, b) => b.statement.counter - a.statement.counter)) {
      if (!vouchedFor.has(one.hash) && !(await isGenuine(one.verify, one))) continue;
      genuine.add(one);
      if (one.statement.previous !== undefined) vouchedFor.add(one.statement.previous);
    }
  };
  await Promise.all([...byAuthor.values()].map(ofAuthor));
  return genuine;
}

function notKnown(): Result<never> {
  return problem(
    'envelope.no-key',
    'This was written by a device, or under a key, that this device does not accept. It is kept.',
  );
}

function notGenuine(): Result<never> {
  return problem(
    'envelope.unreadable',
    'A piece of this book is not by whom it says. It is kept, and left out.',
  );
}
