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
  object: KeyObject;
  /** Its bytes, where they were given. */
  raw: Uint8Array | undefined;
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

    async encrypt(algorithm: unknown, key: Key, data: Uint8Array) {
      const { iv, additionalData } = read(algorithm);
      const cipher = createCipheriv('aes-256-gcm', key.object, bytesOf(iv));
      if (additionalData !== undefined) cipher.setAAD(bytesOf(additionalData));
      return exact(Buffer.concat([cipher.update(bytesOf(data)), cipher.final(), cipher.getAuthTag()]));
    },

    async decrypt(algorithm: unknown, key: Key, data: Uint8Array) {
      const { iv, additionalData } = read(algorithm);
      const bytes = bytesOf(data);
      const decipher = createDecipheriv('aes-256-gcm', key.object, bytesOf(iv));
      if (additionalData !== undefined) decipher.setAAD(bytesOf(additionalData));
      decipher.setAuthTag(bytes.subarray(-tagBytes));
      return exact(Buffer.concat([decipher.update(bytes.subarray(0, -tagBytes)), decipher.final()]));
    },

    sign: async (algorithm: unknown, key: Key, data: Uint8Array) =>
      read(algorithm).name === 'HMAC'
        ? exact(createHmac('sha256', key.object).update(bytesOf(data)).digest())
        : exact(sign(null, bytesOf(data), key.object)),

    verify: async (_algorithm: unknown, key: Key, signature: Uint8Array, data: Uint8Array) =>
      isSigned(key, bytesOf(signature), bytesOf(data)),

    async importKey(format: string, data: Uint8Array | JsonWebKey, algorithm: unknown): Promise<Key> {
      const { name } = read(algorithm);
      if (!isCurve(name)) return secretKey(name, data as Uint8Array);
      if (format === 'jwk') return keyOf(name, createPublicKey({ key: data as JsonWebKey, format }));
      const bytes = bytesOf(data as Uint8Array);
      if (format === 'pkcs8') return keyOf(name, privateKey(bytes));
      if (bytes.length !== 32) throw new Error('A raw key has 32 bytes');
      return keyOf(name, publicKey(name, bytes), Uint8Array.from(bytes));
    },

    async exportKey(format: string, { object }: Key) {
      if (format === 'jwk') return object.export({ format: 'jwk' });
      if (format === 'pkcs8') return exact(object.export({ format: 'der', type: 'pkcs8' }));
      return exact(object.export({ format: 'der', type: 'spki' }).subarray(-32));
    },

    async generateKey(algorithm: unknown) {
      const { name } = read(algorithm);
      if (!isCurve(name)) throw new Error(`No ${name} keys are made here`);
      const seed = random.draw(new Uint8Array(32));
      const object = privateKey(Buffer.concat([Buffer.from(der[name].private, 'hex'), seed]));
      return { privateKey: keyOf(name, object), publicKey: keyOf(name, createPublicKey(object)) };
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
  const raw = Uint8Array.from(bytesOf(data));
  return { type: 'secret', extractable: true, algorithm, object: createSecretKey(raw), raw };
}

function keyOf(algorithm: Curve, object: KeyObject, raw?: Uint8Array): Key {
  return { type: object.type, extractable: true, algorithm, object, raw };
}

function privateKey(pkcs8: Uint8Array): KeyObject {
  return createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
}

function publicKey(curve: Curve, raw: Uint8Array): KeyObject {
  const spki = Buffer.concat([Buffer.from(der[curve].public, 'hex'), raw]);
  return createPublicKey({ key: spki, format: 'der', type: 'spki' });
}

/** Web Crypto takes views and buffers alike. */
function bytesOf(data: Uint8Array | ArrayBuffer | undefined): Uint8Array {
  if (data === undefined) return new Uint8Array();
  return data instanceof Uint8Array ? data : new Uint8Array(data);
}

function exact(bytes: Buffer): ArrayBuffer {
  return Uint8Array.from(bytes).buffer;
}

/** Every device checks what each has signed, and derives what each derives: it is reckoned once in a process. */
const reckoned = new Map<string, boolean | ArrayBuffer>();
const mostReckoned = 20_000;
const textOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

function once<T extends boolean | ArrayBuffer>(parts: (string | Uint8Array)[], reckon: () => T): T {
  const name = parts.map((part) => (typeof part === 'string' ? part : textOf(part))).join('\u{1f}');
  const known = reckoned.get(name) as T | undefined;
  if (known !== undefined) return known;
  const value = reckon();
  if (reckoned.size > mostReckoned) reckoned.clear();
  reckoned.set(name, value);
  return value;
}

function isSigned({ object, raw }: Key, signature: Uint8Array, data: Uint8Array): boolean {
  if (raw === undefined) return verify(null, data, object, signature);
  const hash = createHash('sha256').update(data).digest();
  return once(['signed', raw, signature, hash], () => verify(null, data, object, signature));
}

function derived(
  hash: string,
  { object, raw }: Key,
  salt: Uint8Array,
  info: Uint8Array,
  length: number,
): ArrayBuffer {
  const name = ['derived', hash, raw!, salt, info, String(length)];
  return once(name, () => hkdfSync(hash, object, salt, info, length)).slice(0);
}
