import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { patience } from '#shared/lib/testing/eventually.ts';
import type { Account } from './api.ts';
import { createGraphApi } from './api.ts';
import { type Comments, createComments } from './comments.ts';
import type { CustomerMessage, CustomerName } from './customers.ts';
import type { Deliveries } from './deliveries.ts';
import { createDeliveries } from './deliveries.ts';
import { bytesOf, reply } from './http.ts';
import type { MediaStore } from './media.ts';
import { createMediaStore } from './media.ts';
import { appId, type Discovery } from './discovery.ts';
import { createPageFiles } from './page-files.ts';
import { createPages, type Pages } from './pages.ts';
import type { World } from './state.ts';
import type { TemplateStore } from './templates.ts';
import { createWorld } from './state.ts';

export interface GraphStandinOptions extends Partial<Account> {
  port?: number;
  displayPhoneNumber?: string;
  verifiedName?: string;
  /** Where webhooks go from the start; otherwise a `subscribed_apps` call or `setWebhookUrl` names it. */
  webhookUrl?: string;
  now?(): number;
  /** Pause before a webhook is delivered again, in milliseconds. */
  retryAfter?: number;
  /** Whether free text outside the 24-hour window fails as at Meta. */
  enforceWindow?: boolean;
}

/** How the next sends are disturbed. Each one-off is used up by one request. */
export interface Disturbances {
  /** Refuses the next send with this code: in the answer, or afterwards where Meta does so. */
  failNext(code: number): void;
  /** Refuses every send to this number or user id with this code; `undefined` ends it. */
  failRecipient(recipient: string, code: number | undefined): void;
  /** Accepts the next send, but the answer is lost: the connection breaks. */
  loseNextAnswer(): void;
  /** Milliseconds before each answer. */
  latency: number;
}

/** What a customer writes; `from` as a text is the number's digits. */
export interface WrittenText {
  from: string | CustomerName;
  name?: string;
  text: string;
  /** Epoch milliseconds. */
  at?: number;
}

export interface GraphStandin extends World, Disturbances {
  /** The Graph API's base, without a version. */
  readonly url: string;
  readonly deliveries: Deliveries;
  readonly media: MediaStore;
  readonly templates: TemplateStore;
  readonly pages: Pages;
  /** What stands under posts. */
  readonly comments: Comments;
  readonly account: Account;
  /** What a token opens. */
  readonly discovery: Discovery;
  /** Why requests were answered with "invalid parameter". Empty when all of them were as described. */
  readonly faults: string[];
  /** See `GraphApi`. */
  readonly unsubscribed: string[];
  /** What was sent with a user id in `to`: answered with 200, and never delivered. */
  readonly dropped: Record<string, unknown>[];
  customerWrites(message: WrittenText): Promise<string>;
  setWebhookUrl(url: string): void;
  /** Resolves with what `find` gives as soon as it gives anything. Rejects where it hangs. */
  waitFor<T>(find: () => T | undefined | false): Promise<T>;
  close(): Promise<void>;
}

/** A local Graph API for one business number, as strict as Meta's description of it. */
export async function createGraphStandin(options: GraphStandinOptions = {}): Promise<GraphStandin> {
  const account = {
    phoneNumberId: options.phoneNumberId ?? '106540352242922',
    businessAccountId: options.businessAccountId ?? '102290129340398',
    pageId: options.pageId ?? '108724600000001',
    instagramId: options.instagramId ?? '178414000000001',
    accessToken: options.accessToken ?? 'EAAJB-standin-token',
    appSecret: options.appSecret ?? 'standin-app-secret',
  };
  const displayPhoneNumber = options.displayPhoneNumber ?? '15550783881';
  const metadata = { display_phone_number: displayPhoneNumber, phone_number_id: account.phoneNumberId };
  const deliveries = createDeliveries({
    ...account,
    webhookUrl: options.webhookUrl,
    retryAfter: options.retryAfter ?? 250,
  });
  const world = createWorld({
    metadata,
    deliveries,
    now: options.now ?? Date.now,
    enforceWindow: options.enforceWindow ?? true,
  });
  const media = createMediaStore();
  const verifiedName = options.verifiedName ?? 'Sample Plumbing';
  const files = createPageFiles(() => url);
  const pages = createPages({ ...account, deliveries, files, now: options.now ?? Date.now });
  const comments = createComments({ ...account, deliveries, now: options.now ?? Date.now });
  const api = createGraphApi({
    account,
    pages,
    comments,
    world,
    deliveries,
    media,
    displayPhoneNumber,
    verifiedName,
  });
  let lostAnswers = 0;

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request);
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', url);
    const isSend = request.method === 'POST' && /\/(?:messages|comments|replies)$/.test(path);
    if (standin.latency > 0) await wait(standin.latency);
    if (path.startsWith('/cdn/')) return files.serve(request, response, path);
    // An app speaks for itself with its id and its secret.
    const tokens = [account.accessToken, `${appId}|${account.appSecret}`];
    if (!tokens.some((token) => request.headers.authorization === `Bearer ${token}`))
      return reply(response, api.refusal(190));
    const download = /^\/media\/(\d+)$/.exec(path)?.[1];
    if (download !== undefined) return media.send(response, download);
    const answer = await api.answer({ request, path, query, body, url });
    if (isSend && answer.status === 200 && lostAnswers > 0) {
      lostAnswers--;
      response.destroy();
      return;
    }
    reply(response, answer);
  }

  const standin: GraphStandin = Object.assign(world, {
    url,
    account,
    deliveries,
    media,
    pages,
    comments,
    templates: api.templates,
    discovery: api.discovery,
    faults: api.faults,
    unsubscribed: api.unsubscribed,
    dropped: api.dropped,
    latency: 0,
    failNext: (code: number) => void api.failures.push(code),
    failRecipient(recipient: string, code: number | undefined) {
      if (code === undefined) api.failing.delete(recipient);
      else api.failing.set(recipient, code);
    },
    loseNextAnswer: () => void lostAnswers++,
    customerWrites({ from, name, text, at }: WrittenText) {
      const who = typeof from === 'string' ? { phone: from } : from;
      const message: CustomerMessage = { type: 'text', text: { body: text } };
      return world.customerSends(name === undefined ? who : { ...who, name }, message, at);
    },
    setWebhookUrl: (next: string) => deliveries.setUrl(next),
    waitFor: <T>(find: () => T | undefined | false) => waitFor(world, find),
    async close() {
      deliveries.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  return standin;
}

function waitFor<T>(world: World, find: () => T | undefined | false): Promise<T> {
  return new Promise((resolve, reject) => {
    const inVain = () => finish(() => reject(new Error('What was waited for did not happen')));
    const timer = setTimeout(inVain, patience);
    const stop = world.onChange(look);
    function look(): void {
      const found = find();
      if (found !== undefined && found !== false) finish(() => resolve(found));
    }
    function finish(settle: () => void): void {
      clearTimeout(timer);
      stop();
      settle();
    }
    look();
  });
}
