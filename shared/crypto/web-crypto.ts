import type { Bytes } from '#shared/lib/bytes.ts';

/** An opaque key handle of Web Crypto. */
export interface CryptoKeyHandle {
  readonly type: string;
  readonly extractable: boolean;
}

type Algorithm = string | Record<string, unknown>;

/**
 * The part of Web Crypto that Plumbline uses. It is passed in, so that `shared` needs neither the DOM's
 * nor Node's types; `globalThis.crypto` of every runtime fits.
 */
export interface WebCrypto {
  getRandomValues<T extends ArrayBufferView>(array: T): T;
  readonly subtle: {
    digest(algorithm: Algorithm, data: Bytes): Promise<ArrayBuffer>;
    encrypt(algorithm: Algorithm, key: CryptoKeyHandle, data: Bytes): Promise<ArrayBuffer>;
    decrypt(algorithm: Algorithm, key: CryptoKeyHandle, data: Bytes): Promise<ArrayBuffer>;
    sign(algorithm: Algorithm, key: CryptoKeyHandle, data: Bytes): Promise<ArrayBuffer>;
    verify(algorithm: Algorithm, key: CryptoKeyHandle, signature: Bytes, data: Bytes): Promise<boolean>;
    importKey(
      format: string,
      data: Bytes,
      algorithm: Algorithm,
      extractable: boolean,
      usages: string[],
    ): Promise<CryptoKeyHandle>;
    exportKey(format: 'jwk', key: CryptoKeyHandle): Promise<{ x?: string }>;
    exportKey(format: 'raw' | 'pkcs8', key: CryptoKeyHandle): Promise<ArrayBuffer>;
    generateKey(
      algorithm: Algorithm,
      extractable: boolean,
      usages: string[],
    ): Promise<{ publicKey: CryptoKeyHandle; privateKey: CryptoKeyHandle }>;
    deriveBits(algorithm: Algorithm, key: CryptoKeyHandle, length: number): Promise<ArrayBuffer>;
  };
}

/** Adapts a runtime's own `crypto`, whose typing is richer than ours, at the one place where it enters. */
export function webCrypto(runtimeCrypto: unknown): WebCrypto {
  return runtimeCrypto as WebCrypto;
}
