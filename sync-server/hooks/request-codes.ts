import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Bytes } from '#shared/lib/bytes.ts';

const part = 9;

/**
 * Names a person's request without a list of who has asked: to whoever does not have the relay's key it is random, the
 * same request has the same one, and whether one was ever given out shows by itself.
 */
export function createRequestCodes(key: Bytes) {
  const mac = (...said: string[]): Buffer =>
    createHmac('sha256', key).update(JSON.stringify(said)).digest().subarray(0, part);
  const proof = (workspace: string, name: Buffer): Buffer =>
    mac('given out', workspace, name.toString('base64url'));

  return {
    make(workspace: string, userId: string): string {
      const name = mac('request', workspace, userId);
      return Buffer.concat([name, proof(workspace, name)]).toString('base64url');
    },
    isGenuine(workspace: string, code: string): boolean {
      const bytes = Buffer.from(code, 'base64url');
      if (bytes.length !== 2 * part || bytes.toString('base64url') !== code) return false;
      return timingSafeEqual(bytes.subarray(part), proof(workspace, bytes.subarray(0, part)));
    },
  };
}
export type RequestCodes = ReturnType<typeof createRequestCodes>;
