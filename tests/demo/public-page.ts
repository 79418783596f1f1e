import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { addDays, dayOf } from '#shared/domain/day.ts';
import { fromBase64Url, toBase64Url } from '#shared/lib/bytes.ts';
import { pageUrl, readPayload } from '#shared/public-page/document.ts';
import { fingerprintOf, pageHash } from '#shared/public-page/names.ts';
import { send } from '../../booking-page/send.ts';

/** The address of the sample business's page. */
export const pageSlug = 'sample-business';

const feedSchema = z.looseObject({ signed: z.looseObject({ payload: z.string() }) });
const random = (bytes: number): string => toBase64Url(crypto.getRandomValues(new Uint8Array(bytes)));

/** Waits until the business shows its page, has a customer ask for an appointment there, and gives the page's link. */
export async function askOnPublicPage(relayUrl: string, signal: AbortSignal): Promise<string | undefined> {
  const relay = `${relayUrl}/b/${pageSlug}`;
  const payload = await untilShown(`${relay}/feed.json`, signal);
  const document = payload === undefined ? undefined : readPayload(payload);
  if (payload === undefined || document === undefined) return undefined;
  const key = fromBase64Url(document.key);
  const [service] = document.profile.services ?? [];
  await send({ document, hash: pageHash(payload), key, relay }, random(16), {
    version: 1,
    kind: 'request',
    secret: random(32),
    language: 'en',
    ...(service !== undefined && { serviceId: service.id }),
    wishes: [{ day: addDays(dayOf(Date.now(), document.timeZone), 6), part: 'morning' }],
    name: 'Hannah Whitfield',
    phone: '+44 7700 900222',
    address: { street: '3 Canal Row', postcode: 'M1 2AB', city: 'Manchester' },
    words: 'The pressure drops every other day, and the radiator upstairs stays cold.',
  });
  return pageUrl(relayUrl, pageSlug, fingerprintOf(key));
}

async function untilShown(url: string, signal: AbortSignal): Promise<string | undefined> {
  while (!signal.aborted) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return feedSchema.parse(await answer.json()).signed.payload;
    await delay(1000, undefined, { signal }).catch(() => {});
  }
  return undefined;
}
