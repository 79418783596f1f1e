import { z } from 'zod';
import { decryptBlob, deriveBytes, encryptBlob, importAesKey } from '#shared/crypto/keys.ts';
import { pad, unpad } from '#shared/crypto/padme.ts';
import { forPurpose } from '#shared/crypto/signing.ts';
import type { CryptoKeyHandle } from '#shared/crypto/web-crypto.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import { concat, fromBase64Url, fromUtf8, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import type { Keyring } from '../books/keyring.ts';
import { compartmentKey } from '../keys/keybag.ts';

/** The book in whose room devices speak to each other: everybody's. */
export const indexBook = 'index';
/** How much is said at once, so that a relay takes it whatever others make a device miss or deny. */
export const most = {
  /** Those in which the device wrote last. */
  rooms: 60,
  /** Counters of what is lacked, of all authors in all rooms. */
  lacks: 150,
  unsure: 30,
  denies: 30,
  /** What is passed on, as text. */
  passedOn: 30_000,
};
/** What a reader takes of one author and room. */
const mostRead = 200;

const headSchema = z.object({
  counter: z.int().min(1),
  hash: z.base64url(),
  attested: z.base64url().optional(),
});

/** What a device says and signs of itself. */
export const announcementSchema = z.looseObject({
  deviceId: z.string(),
  /** Grows with each that the device makes. */
  at: z.int().default(0),
  /** By room, the head of the device's own chain. */
  heads: z.record(z.string(), headSchema),
  /** By room and author, the counters of what this device lacks. */
  lacks: z.record(z.string(), z.record(z.string(), z.array(z.int().min(1)).max(mostRead))).default({}),
  /** The rooms that it has on one member's word: what others have heard of their authors is of use to it. */
  unsure: z.array(z.string()).max(mostRead).default([]),
  /** The newest that it has heard of each device, by its `at`. */
  heard: z.record(z.string(), z.int()).default({}),
  /** By room, statements of others that name work of this device which it has never written. */
  denies: z.record(z.string(), z.array(z.base64url()).max(mostRead)).default({}),
});
export type Announcement = z.infer<typeof announcementSchema>;
export type AnnouncedHead = z.infer<typeof headSchema>;

/** What was said with its author's signature, so that it can be passed on. */
export const signedSchema = z.object({ statement: z.base64url(), signature: z.base64url() });
export type SignedAnnouncement = z.infer<typeof signedSchema>;

export const sealedSchema = z.looseObject({ epoch: z.int(), sealed: z.base64url().max(60_000) });
export type SealedAnnouncement = z.infer<typeof sealedSchema>;

/** Signs, seals and opens what devices say of themselves in the room of the index. */
export function createAnnouncementSeal(keyring: Keyring) {
  const { crypto } = keyring;
  const { workspace } = keyring.keybag;

  async function keyOf(epoch: number): Promise<CryptoKeyHandle | undefined> {
    const secret = compartmentKey(keyring.keybag, indexBook, epoch);
    if (secret === undefined) return undefined;
    const info = `plumbline announcement ${workspace} ${epoch}`;
    return importAesKey(crypto, await deriveBytes(crypto, secret, info, 32));
  }

  return {
    async sign(said: Announcement): Promise<SignedAnnouncement> {
      const bytes = utf8(JSON.stringify(said));
      const signature = await keyring.sign(signedBytes(workspace, bytes));
      return { statement: toBase64Url(bytes), signature: toBase64Url(signature) };
    },
    /** `undefined` without a key. */
    async seal(signed: SignedAnnouncement, room: string): Promise<SealedAnnouncement | undefined> {
      const { epoch } = keyring.keybag;
      const key = await keyOf(epoch);
      if (key === undefined) return undefined;
      const padded = pad(utf8(JSON.stringify(signed)));
      return { epoch, sealed: toBase64Url(await encryptBlob(crypto, key, padded, contextOf(room))) };
    },
    /** `undefined` for what no device of the team has signed. */
    async open(
      { epoch, sealed }: SealedAnnouncement,
      room: string,
    ): Promise<{ said: Announcement; signed: SignedAnnouncement } | undefined> {
      const key = await keyOf(epoch);
      const padded = key && (await decryptBlob(crypto, key, fromBase64Url(sealed), contextOf(room)));
      const bytes = padded && unpad(padded);
      const signed = signedSchema.safeParse(bytes && parseJson(fromUtf8(bytes)));
      if (!signed.success) return undefined;
      const statement = fromBase64Url(signed.data.statement);
      const said = announcementSchema.safeParse(parseJson(fromUtf8(statement)));
      if (!said.success) return undefined;
      const { deviceId } = said.data;
      const isListed = keyring.roster.record.devices.some(({ id }) => id === deviceId);
      const verify = isListed ? await keyring.roster.verifier(deviceId) : undefined;
      const isGenuine = await verify?.(
        fromBase64Url(signed.data.signature),
        signedBytes(workspace, statement),
      );
      return isGenuine === true ? { said: said.data, signed: signed.data } : undefined;
    },
  };
}

const contextOf = (room: string): string => `announcement ${room}`;

function signedBytes(workspace: string, statement: Bytes): Bytes {
  return forPurpose('plumbline announcement v1', concat(utf8(`${workspace}\0`), statement));
}
