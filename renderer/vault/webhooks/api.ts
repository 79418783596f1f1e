import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebhookOutcome } from '#shared/bridge/contract/webhook.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import { toBase64Url } from '#shared/lib/bytes.ts';
import { newId } from '#shared/lib/ids.ts';
import { err, ok, type Result } from '#shared/lib/result.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { CommandDone } from '../commands/api.ts';
import type { Guard } from '../guard.ts';

/** A secret as it is shown, once. */
export interface NewWebhookSecret {
  id: string;
  secret: string;
}

export interface WebhooksApi {
  /** Adds a program elsewhere that rules can tell something. */
  addWebhook(wish: { name: string; url: string }): Promise<Result<NewWebhookSecret>>;
  /** Another secret in the place of one that somebody may know: the old one signs nothing any more. */
  renewWebhookSecret(id: string): Promise<Result<NewWebhookSecret>>;
  /** Opens an address at the relay for a program elsewhere. */
  addWebhookSource(wish: SourceWish): Promise<Result<NewWebhookSecret>>;
  /** Sends one test, which names nobody, and tells what came back. */
  testWebhook(id: string): Promise<Result<WebhookOutcome>>;
}

/** What is to be taken in, and how it shows that it is genuine. `secret`: for an HMAC, as the other program has it. */
export interface SourceWish extends Omit<ArgsOf<'webhookSource.add'>, 'address' | 'secret'> {
  secret?: string | undefined;
}

interface WebhooksParts {
  library: RecordReader;
  run<Name extends 'webhook.add' | 'webhook.renewSecret' | 'webhookSource.add'>(
    name: Name,
    args: ArgsOf<Name>,
  ): Promise<Result<CommandDone>>;
}

interface Outside {
  bridge: Pick<Bridge, 'call'>;
  crypto: WebCrypto;
  /** Epoch milliseconds. */
  now(): number;
}

const secretBytes = 32;

export function createWebhooksApi(
  { unlocked, writing }: Guard<WebhooksParts>,
  { bridge, crypto, now }: Outside,
): WebhooksApi {
  return {
    addWebhook: (wish) =>
      writing(async ({ run }) => {
        const secret = newSecret(crypto);
        const done = await run('webhook.add', { ...wish, secret });
        return done.ok ? ok({ id: (done.value.value as { id: string }).id, secret }) : done;
      }),
    renewWebhookSecret: (id) =>
      writing(async ({ run }) => {
        const secret = newSecret(crypto);
        const done = await run('webhook.renewSecret', { id, secret });
        return done.ok ? ok({ id, secret }) : done;
      }),
    addWebhookSource: ({ secret: given, ...wish }) =>
      writing(async ({ run }) => {
        const secret = given ?? newSecret(crypto);
        const address = toBase64Url(crypto.getRandomValues(new Uint8Array(secretBytes)));
        const done = await run('webhookSource.add', { ...wish, address, secret });
        return done.ok ? ok({ id: (done.value.value as { id: string }).id, secret }) : done;
      }),
    testWebhook: (id) =>
      unlocked(async ({ library }) => {
        const url = library.get('webhookEndpoints', id)?.url;
        const secret = library.get('webhookKeys', id)?.secret;
        if (url === undefined || secret === undefined) return err(missing);
        const timestamp = new Date(now()).toISOString();
        const body = JSON.stringify({ type: 'plumbline.test', timestamp, data: {} });
        return bridge.call('webhook.send', { url, secret, id: newId(crypto), body });
      }),
  };
}

const missing = { code: 'webhook.missing', message: 'This webhook is no longer there.' };

function newSecret(crypto: WebCrypto): string {
  const bytes = crypto.getRandomValues(new Uint8Array(secretBytes));
  return `whsec_${btoa(String.fromCodePoint(...bytes))}`;
}
