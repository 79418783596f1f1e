import { createHash } from 'node:crypto';
import { solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/pbkdf2';
import type { z } from 'zod';
import { toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { parseJson, parseJsonBytes } from '#shared/lib/json.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createOpener } from '#shared/crypto/open.ts';
import { generateSealKey, seal } from '#shared/crypto/seal.ts';
import { forPurpose } from '#shared/crypto/signing.ts';
import { webCrypto } from '#shared/crypto/web-crypto.ts';
import { type PageDocument, pagePath, pagePurpose, writePayload } from '#shared/public-page/document.ts';
import {
  type FreeTimes,
  freeTimesPath,
  freeTimesPurpose,
  type OfferedService,
  type ShownTimes,
} from '#shared/public-page/free-times.ts';
import { pageHash, requestInfo } from '#shared/public-page/names.ts';
import type { passedRequestSchema } from '#shared/public-page/request.ts';
import { envelopesKey } from '#shared/sync/append-update.ts';
import { inboxDeliverySchema, inboxInfo } from '#shared/sync/delivery.ts';
import { pageFor } from '#shared/public-page/testing/page.ts';
import { connectClient } from './client.ts';
import { createTestWorkspace, request } from './workspace.ts';

const crypto = webCrypto(globalThis.crypto);
const random = (bytes: number): string => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));
const minute = 60_000;

/** Half past ten tomorrow, and every hour from then on. */
export const firstStart = (Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000 + 10.5 * 60 * minute;
export const startAt = (hours: number): number => firstStart + hours * 60 * minute;

/** An hour of work with a quarter before and half an hour after it, at so many hours of one day. */
export function offered(
  hours: readonly number[],
  more: Partial<OfferedService> = {},
  places = 1,
): OfferedService {
  const times = hours.map((hour): [number, number] => [startAt(hour) / minute, places]);
  return { minutes: 60, before: 15, after: 30, atOnce: true, days: [{ times }], ...more };
}

type PassedRequest = z.infer<typeof passedRequestSchema>;

/** A business at a relay whose page takes requests, and what its devices and customers do there. */
export async function pageWithTimes(url: string, slug: string, ofPage: Partial<PageDocument> = {}) {
  const team = await createTestWorkspace();
  const inbox = await generateSealKey(crypto);
  const room = 'inbox-room-of-the-team-1';
  await team.register(url, 1, undefined, { inbox: { key: toBase64Url(inbox.publicKey), room } });
  const token = await team.signIn(url);
  const { workspace } = team;
  const sign = async (purpose: string, payload: string) =>
    toBase64Url(await team.devices[0]!.sign(forPurpose(purpose, utf8(payload))));
  const page = writePayload(pageFor(workspace, slug, ofPage));
  await request(url, pagePath(workspace, slug), {
    method: 'PUT',
    json: { payload: page, signature: await sign(pagePurpose, page) },
    token,
  });
  const { publicKey } = await generateSealKey(crypto);

  async function offer(services: FreeTimes['services'], more: Partial<FreeTimes> = {}) {
    const now = Date.now();
    const times: FreeTimes = {
      version: 1,
      workspace,
      issuedAt: now,
      expiresAt: now + 3_600_000,
      services,
      counted: [],
      ...more,
    };
    const payload = JSON.stringify(times);
    const json = { payload, signature: await sign(freeTimesPurpose, payload) };
    return request(url, freeTimesPath(workspace), { method: 'PUT', json, token });
  }

  /** Somebody who wants a time, at this relay or at another one on the same storage. */
  function customer(service: string, start: number, relay = url) {
    const [id, secret] = [random(16), random(32)];
    const at = (path: string) => `/b/${slug}/${path}`;
    let times = '';
    async function hold(chosen = start) {
      const { json } = await request(relay, at('challenge'));
      const challenge = json as unknown as Parameters<typeof solveChallenge>[0]['challenge'];
      const solution = await solveChallenge({ challenge, deriveKey });
      const proof = toBase64Url(utf8(JSON.stringify({ challenge, solution })));
      const secretHash = createHash('sha256').update(Buffer.from(secret, 'base64url')).digest('base64url');
      const wish = { id, secretHash, service, start: chosen, times: 'A'.repeat(43), proof };
      const held = await request(relay, at('claims'), { method: 'POST', json: wish });
      times = (held.json as { times?: string }).times ?? '';
      return held;
    }
    async function book(by = secret) {
      const claim = { service, start, times };
      const info = requestInfo(workspace, { id, page: pageHash(page), claim });
      const sealed = toBase64Url(await seal(crypto, publicKey, utf8(`sealed by ${id}`), info));
      const json = { id, page: pageHash(page), keyNumber: 1, sealed, claim: { ...claim, secret: by } };
      return request(relay, at('requests'), { method: 'POST', json });
    }
    const giveBack = (by = secret) =>
      request(relay, at(`claims/${id}/back`), { method: 'POST', json: { secret: by } });
    return { id, hold, book, giveBack };
  }

  /** What devices find in the inbox, once so many requests have come. */
  async function arrived(count: number, relay = url): Promise<PassedRequest[]> {
    const device = connectClient({ url: relay, workspace, room, token });
    try {
      const deliveries = device.doc.getArray<Uint8Array>(envelopesKey);
      await device.until(() => deliveries.length === count);
      const open = await createOpener(crypto, inbox.privateKey);
      const contents = await Promise.all(deliveries.map((sealed) => open(sealed, inboxInfo(workspace))));
      return contents.map((content) => {
        const { body } = inboxDeliverySchema.parse(parseJsonBytes(expectOk(content)));
        return (parseJson(body) as { request: PassedRequest }).request;
      });
    } finally {
      device.close();
    }
  }

  const shown = async () => (await request(url, `/b/${slug}/times`)).json as unknown as ShownTimes;
  const startsOf = async (service: string) => (await shown()).services[service]?.starts ?? [];
  return { ...team, token, offer, customer, arrived, shown, startsOf };
}
