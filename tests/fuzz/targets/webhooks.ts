import { scanning } from '#shared/records/reader.ts';
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { webhookEventSchema } from '#shared/channels/events.ts';
import { parseWebhook } from '#shared/channels/meta/parse.ts';
import { execute } from '#shared/commands/command.ts';
import { registry } from '#shared/commands/index.ts';
import { collections } from '#shared/domain/collections.ts';
import { utf8 } from '#shared/lib/bytes.ts';
import { type Json, parseJson } from '#shared/lib/json.ts';
import { accountIds, isSignedBy } from '#sync-server/hooks/meta.ts';
import { defineTarget, must, type Target } from '../engine.ts';
import { jsonText, mutatedBytes, mutatedJson, mutatedText } from '../mutations.ts';

const fixtures = path.resolve(import.meta.dirname, '../../fixtures');

function bodiesIn(folder: string, isWanted = (name: string) => name.endsWith('.json')): Json[] {
  return readdirSync(path.join(fixtures, folder))
    .filter(isWanted)
    .flatMap((name) => parseJson(readFileSync(path.join(fixtures, folder, name), 'utf8')) as Json | Json[]);
}

/** Bodies as Meta documents them. */
export const webhookBodies: Json[] = [
  ...bodiesIn('meta-webhooks'),
  ...bodiesIn('webhook-kinds', (name) => name.includes('comment')),
]
  // One is printed with more than a body in it.
  .filter((body) => body !== undefined);

/** A delivery at the relay: only with Meta's signature over these very bytes. */
export function webhookSignatureTarget(): Target {
  const secret = 'an app secret';
  const bodies = webhookBodies.map((body) => utf8(JSON.stringify(body)));
  const sign = (body: Uint8Array): string =>
    `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const texts = bodies.map((body) => Buffer.from(body).toString());
  return defineTarget({
    name: 'webhook-signatures',
    share: 8000,
    inputs: fc.record({ body: mutatedBytes(bodies), header: mutatedText(bodies.map(sign)) }),
    attempt({ body, header }) {
      const genuine = sign(body).toLowerCase() === header.toLowerCase();
      must(isSignedBy(secret, body, header) === genuine, 'a forged delivery was taken in');
      must(!genuine || texts.includes(Buffer.from(body).toString()), 'a signature that fits another body');
    },
    control: () => must(isSignedBy(secret, bodies[0]!, sign(bodies[0]!)), 'a genuine delivery'),
  });
}

/** A body behind the signature: every event of it fits, and becomes records that fit. */
export function webhookBodyTarget(): Target {
  const command = registry.get('inbox.ingest')!;
  const nothing = scanning({ get: () => undefined, all: () => [] });
  const context = { now: 1_767_225_600_000, newId: () => 'id', deviceId: 'device', memberId: 'member' };
  const attempt = (body: string): number => {
    accountIds(parseJson(body));
    const events = parseWebhook(body);
    if (!events.ok) return 0;
    for (const event of events.value)
      must(webhookEventSchema.safeParse(event).success, 'an event of no kind');
    const done = execute(command, { events: events.value }, nothing, context);
    if (!done.ok) return 0;
    for (const { collection, path: at, after } of done.value.changes)
      if (at.length === 0 && after !== undefined)
        must(collections[collection].schema.safeParse(after).success, `a record that is none: ${collection}`);
    return done.value.changes.length;
  };
  const texts = webhookBodies.map((body) => JSON.stringify(body));
  return defineTarget({
    name: 'webhook-bodies',
    share: 7000,
    inputs: fc.oneof(
      { weight: 3, arbitrary: mutatedJson(webhookBodies).map(jsonText) },
      { weight: 1, arbitrary: mutatedText(texts) },
    ),
    attempt: (body) => void attempt(body),
    control: () =>
      must(
        texts.map(attempt).some((changes) => changes > 0),
        'a genuine delivery',
      ),
  });
}
