import { createHmac } from 'node:crypto';

/** One `change` of a webhook body. */
export interface Change {
  field: string;
  value: Record<string, unknown>;
}

export interface ReleaseOptions {
  order?: 'as-held' | 'reversed';
  /** All held changes in one body. */
  batch?: boolean;
  /** Each body twice. */
  twice?: boolean;
}

export interface Deliveries {
  /** Sends a change, or holds it back; resolves when the receiver has answered 200. */
  send(change: Change): Promise<void>;
  /** Sends a body exactly as it is, signed. */
  sendRaw(body: string): Promise<void>;
  /** From now on changes are kept back until `release`. */
  hold(): void;
  release(options?: ReleaseOptions): Promise<void>;
  /** Where to deliver; what waited for an address is delivered now. */
  setUrl(url: string): void;
  url(): string | undefined;
  /** Every answer that a delivery got, in order: for tests about retries. */
  readonly answers: number[];
  close(): void;
}

/** JSON as Meta writes it: everything beyond ASCII escaped in lower hex, slashes escaped. It is signed like that. */
export function metaJson(value: unknown): string {
  return JSON.stringify(value)
    .replaceAll('/', String.raw`\/`)
    .replaceAll(/[\u0080-\uffff]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

export function signature(appSecret: string, body: string): string {
  return `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}`;
}

/** Delivers webhooks as Meta does: signed, concurrently, again and again until it is answered 200. */
export function createDeliveries(deps: {
  appSecret: string;
  businessAccountId: string;
  webhookUrl: string | undefined;
  /** Pause before a delivery is tried again, in milliseconds. */
  retryAfter: number;
}): Deliveries {
  const { appSecret, businessAccountId, retryAfter } = deps;
  const answers: number[] = [];
  const closing = new AbortController();
  let url = deps.webhookUrl;
  const known = Promise.withResolvers<void>();
  let held: { change: Change; done: () => void }[] | undefined;
  if (url !== undefined) known.resolve();

  async function post(body: string): Promise<void> {
    await known.promise;
    while (!closing.signal.aborted) {
      const status = await attempt(body);
      answers.push(status);
      // Meta counts only 200 as taken, no other status of success.
      if (status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, retryAfter));
    }
  }

  async function attempt(body: string): Promise<number> {
    const headers = { 'content-type': 'application/json', 'x-hub-signature-256': signature(appSecret, body) };
    try {
      const response = await fetch(url!, { method: 'POST', headers, body, signal: closing.signal });
      await response.arrayBuffer();
      return response.status;
    } catch {
      return 0;
    }
  }

  function bodyOf(changes: Change[]): string {
    return metaJson({ object: 'whatsapp_business_account', entry: [{ id: businessAccountId, changes }] });
  }

  return {
    answers,
    async send(change) {
      if (held === undefined) return post(bodyOf([change]));
      const { promise, resolve } = Promise.withResolvers<void>();
      held.push({ change, done: resolve });
      return promise;
    },
    sendRaw: post,
    hold() {
      held ??= [];
    },
    async release({ order = 'as-held', batch = false, twice = false } = {}) {
      const waiting = held ?? [];
      held = undefined;
      if (order === 'reversed') waiting.reverse();
      const changes = waiting.map(({ change }) => change);
      const bodies = batch ? [bodyOf(changes)] : changes.map((change) => bodyOf([change]));
      for (const body of twice ? bodies.flatMap((body) => [body, body]) : bodies) await post(body);
      for (const { done } of waiting) done();
    },
    setUrl(next) {
      url = next;
      known.resolve();
    },
    url: () => url,
    close() {
      closing.abort();
      known.resolve();
    },
  };
}
