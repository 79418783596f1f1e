import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  diffieHellman,
  hkdfSync,
  type JsonWebKey,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import type { CryptoKeyHandle, WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { Random } from './random.ts';

/** A key of this Web Crypto. */
interface Key extends CryptoKeyHandle {
  algorithm: string;
  /** A secret key's bytes, or the raw ones of a public key; of a private one those of the public key beside it. */
  raw: Uint8Array;
  /** As Node uses it, which is slow to take bytes. */
  object: KeyObject;
}

interface Parameters {
  name: string;
  hash?: string;
  iv?: Uint8Array;
  additionalData?: Uint8Array;
  salt?: Uint8Array;
  info?: Uint8Array;
  public?: Key;
}

const tagBytes = 16;
/** DER before the 32 bytes of a key (RFC 8410). */
const der = {
  Ed25519: { private: '302e020100300506032b657004220420', public: '302a300506032b6570032100' },
  X25519: { private: '302e020100300506032b656e04220420', public: '302a300506032b656e032100' },
};
type Curve = keyof typeof der;
const isCurve = (name: string): name is Curve => name in der;

/**
 * Web Crypto over Node's own functions that answer at once, with chance from a seed: what it gives is the same each
 * time, and comes in the same order. Only what Plumbline and HPKE use.
 */
export function createSimulatedCrypto(random: Random): WebCrypto {
  const subtle = {
    digest: async (algorithm: unknown, data: Uint8Array) =>
      exact(
        createHash(hashName(read(algorithm).name))
          .update(data)
          .digest(),
      ),

    async encrypt(algorithm: unknown, { object }: Key, data: Uint8Array) {
      const { iv, additionalData } = read(algorithm);
      const cipher = createCipheriv('aes-256-gcm', object, bytesOf(iv));
      if (additionalData !== undefined) cipher.setAAD(bytesOf(additionalData));
      return exact(Buffer.concat([cipher.update(bytesOf(data)), cipher.final(), cipher.getAuthTag()]));
    },

    async decrypt(algorithm: unknown, { object }: Key, data: Uint8Array) {
      const { iv, additionalData } = read(algorithm);
      const bytes = bytesOf(data);
      const decipher = createDecipheriv('aes-256-gcm', object, bytesOf(iv));
      if (additionalData !== undefined) decipher.setAAD(bytesOf(additionalData));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      return exact(Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]));
    },

    sign: async (algorithm: unknown, key: Key, data: Uint8Array) =>
      read(algorithm).name === 'HMAC'
        ? exact(createHmac('sha256', key.object).update(bytesOf(data)).digest())
        : signed(key, bytesOf(data)),

    verify: async (_algorithm: unknown, key: Key, signature: Uint8Array, data: Uint8Array) =>
      isSigned(key, bytesOf(signature), bytesOf(data)),

    async importKey(format: string, data: Uint8Array | JsonWebKey, algorithm: unknown): Promise<Key> {
      const { name } = read(algorithm);
      if (!isCurve(name)) return secretKey(name, data as Uint8Array);
      if (format === 'jwk') return keyOf(name, createPublicKey({ key: data as JsonWebKey, format }));
      const bytes = bytesOf(data as Uint8Array);
      if (format === 'pkcs8') return curveKey(name, 'private', bytes);
      if (bytes.length !== 32) throw new Error('A raw key has 32 bytes');
      return curveKey(name, 'public', bytes);
    },

    async exportKey(format: string, { object, raw }: Key) {
      if (format === 'jwk') return object.export({ format: 'jwk' });
      if (format === 'pkcs8') return exact(object.export({ format: 'der', type: 'pkcs8' }));
      return Uint8Array.from(raw).buffer;
    },

    async generateKey(algorithm: unknown) {
      const { name } = read(algorithm);
      if (!isCurve(name)) throw new Error(`No ${name} keys are made here`);
      const seed = random.draw(new Uint8Array(32));
      const made = curveKey(name, 'private', Buffer.concat([Buffer.from(der[name].private, 'hex'), seed]));
      return { privateKey: made, publicKey: curveKey(name, 'public', made.raw) };
    },

    async deriveBits(algorithm: unknown, key: Key, length: number) {
      const { name, hash = '', salt, info, public: publicHandle } = read(algorithm);
      if (name === 'HKDF') return derived(hashName(hash), key, bytesOf(salt), bytesOf(info), length / 8);
      return exact(diffieHellman({ privateKey: key.object, publicKey: publicHandle!.object }));
    },
  };
  return { getRandomValues: random.draw, subtle: subtle as unknown as WebCrypto['subtle'] };
}

function read(algorithm: unknown): Parameters {
  return typeof algorithm === 'string' ? { name: algorithm } : (algorithm as Parameters);
}

const hashName = (name: string): string => name.replace('-', '').toLowerCase();

function secretKey(algorithm: string, data: Uint8Array): Key {
  const bytes = bytesOf(data);
  return once(['key', algorithm, bytes], () => {
    const raw = Uint8Array.from(bytes);
    return { type: 'secret', extractable: true, algorithm, object: createSecretKey(raw), raw };
  });
}

function keyOf(algorithm: Curve, object: KeyObject): Key {
  const shown = object.type === 'private' ? createPublicKey(object) : object;
  const raw = shown.export({ format: 'der', type: 'spki' }).subarray(-32);
  return { type: object.type, extractable: true, algorithm, object, raw };
}

/** Of `pkcs8`, or of the raw 32 bytes of a public key. */
function curveKey(curve: Curve, type: 'private' | 'public', bytes: Uint8Array): Key {
  return once(['key', curve, type, bytes], () => {
    if (type === 'private') {
      return keyOf(curve, createPrivateKey({ key: Buffer.from(bytes), format: 'der', type: 'pkcs8' }));
    }
    const spki = Buffer.concat([Buffer.from(der[curve].public, 'hex'), bytes]);
    return keyOf(curve, createPublicKey({ key: spki, format: 'der', type: 'spki' }));
  });
}

/** Web Crypto takes views and buffers alike. */
function bytesOf(data: Uint8Array | ArrayBuffer | undefined): Uint8Array {
  if (data === undefined) return new Uint8Array();
  return data instanceof Uint8Array ? data : new Uint8Array(data);
}

function exact(bytes: Buffer): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

type Reckoned = boolean | ArrayBuffer | Key;

/** Every device checks what each has signed, and derives what each derives: it is reckoned once in a process. */
const reckoned = new Map<string, Reckoned>();
const mostReckoned = 20_000;
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');
const nameOf = (parts: (string | Uint8Array)[]): string =>
  parts.map((part) => (typeof part === 'string' ? part : textOf(part))).join('\u{1f}');

function remember(name: string, value: Reckoned): void {
  if (reckoned.size > mostReckoned) reckoned.clear();
  reckoned.set(name, value);
}

function once<T extends Reckoned>(parts: (string | Uint8Array)[], reckon: () => T): T {
  const name = nameOf(parts);
  const known = reckoned.get(name) as T | undefined;
  if (known !== undefined) return known;
  const value = reckon();
  remember(name, value);
  return value;
}

const sha256 = (data: Uint8Array): Uint8Array => createHash('sha256').update(data).digest();

/** What a key has signed here needs no proof; whatever else is shown as signed by it is checked. */
function signed({ object, raw }: Key, data: Uint8Array): ArrayBuffer {
  const signature = sign(null, data, object);
  remember(nameOf(['signed', raw, signature, sha256(data)]), true);
  return exact(signature);
}

function isSigned({ object, raw }: Key, signature: Uint8Array, data: Uint8Array): boolean {
  return once(['signed', raw, signature, sha256(data)], () => verify(null, data, object, signature));
}

function derived(
  hash: string,
  { raw, object }: Key,
  salt: Uint8Array,
  info: Uint8Array,
  length: number,
): ArrayBuffer {
  const name = ['derived', hash, raw, salt, info, String(length)];
  return once(name, () => exact(Buffer.from(hkdfSync(hash, object, salt, info, length)))).slice(0);
}
