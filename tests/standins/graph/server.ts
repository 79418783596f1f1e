import { randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { isReadReceipt, metaContract } from './contract.ts';
import type { CustomerMessage, CustomerName } from './customers.ts';
import type { Deliveries } from './deliveries.ts';
import { createDeliveries } from './deliveries.ts';
import { comesAfterwards, errorBody, errorStatus } from './errors.ts';
import type { Answer } from './http.ts';
import { bytesOf, parse, reply } from './http.ts';
import { createMediaStore } from './media.ts';
import type { SentMessage, World } from './state.ts';
import { createWorld } from './state.ts';

export interface GraphStandinOptions {
  port?: number;
  appSecret?: string;
  accessToken?: string;
  phoneNumberId?: string;
  businessAccountId?: string;
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

export interface GraphStandin extends World, Disturbances {
  /** The Graph API's base, without a version. */
  readonly url: string;
  readonly deliveries: Deliveries;
  readonly account: Required<
    Pick<GraphStandinOptions, 'phoneNumberId' | 'businessAccountId' | 'accessToken' | 'appSecret'>
  >;
  /** Why requests were answered with "invalid parameter". Empty when all of them were as described. */
  readonly faults: string[];
  /** What was sent with a user id in `to`: answered with 200, and never delivered. */
  readonly dropped: Record<string, unknown>[];
  customerWrites(message: {
    from: string | CustomerName;
    name?: string;
    text: string;
    at?: number;
  }): Promise<string>;
  setWebhookUrl(url: string): void;
  /** Resolves with what `find` gives as soon as it gives anything. Rejects after `patience` milliseconds. */
  waitFor<T>(find: () => T | undefined | false, patience?: number): Promise<T>;
  close(): Promise<void>;
}

/** A send as the contract has found it in order. */
interface SendBody {
  type: string;
  to?: string;
  recipient?: string;
  biz_opaque_callback_data?: string;
  context?: { message_id?: string };
  [field: string]: unknown;
}

/** A local Graph API for one business number, as strict as Meta's description of it. */
export async function createGraphStandin(options: GraphStandinOptions = {}): Promise<GraphStandin> {
  const account = {
    phoneNumberId: options.phoneNumberId ?? '106540352242922',
    businessAccountId: options.businessAccountId ?? '102290129340398',
    accessToken: options.accessToken ?? 'EAAJB-standin-token',
    appSecret: options.appSecret ?? 'standin-app-secret',
  };
  const contract = metaContract();
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
  const faults: string[] = [];
  const dropped: Record<string, unknown>[] = [];
  const media = createMediaStore();
  const failing = new Map<string, number>();
  const failures: number[] = [];
  let lostAnswers = 0;

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bytesOf(request);
    const target = new URL(request.url ?? '/', url);
    const isSend = request.method === 'POST' && target.pathname.endsWith('/messages');
    if (standin.latency > 0) await wait(standin.latency);
    if (request.headers.authorization !== `Bearer ${account.accessToken}`)
      return reply(response, refusal(190));
    const download = /^\/media\/(\d+)$/.exec(target.pathname)?.[1];
    if (download !== undefined) return media.send(response, download);
    const answer = await route(request, target, body);
    if (isSend && answer.status === 200 && lostAnswers > 0) {
      lostAnswers--;
      response.destroy();
      return;
    }
    reply(response, answer);
  }

  async function route(request: IncomingMessage, target: URL, body: Buffer): Promise<Answer> {
    const path = /^\/v\d+\.\d+\/(.+)$/.exec(target.pathname)?.[1];
    if (path === undefined) return refusal(2500, 'Unknown path components');
    const { phoneNumberId, businessAccountId } = account;
    switch (`${request.method} ${path}`) {
      case `POST ${phoneNumberId}/messages`:
        return takeMessage(parse(body));
      case `GET ${phoneNumberId}`:
        return { status: 200, body: numberFields() };
      case `POST ${phoneNumberId}/media`:
        return takeMedia(request, body);
      case `GET ${businessAccountId}/message_templates`:
        return {
          status: 200,
          body: { data: templates, paging: { cursors: { before: 'MAZDZD', after: 'MjQZD' } } },
        };
      case `POST ${businessAccountId}/subscribed_apps`:
        return subscribe(parse(body));
      default:
        return describeMedia(request.method === 'GET' ? path : '');
    }
  }

  function describeMedia(id: string): Answer {
    const fields = media.fields(id, `${url}/media/${id}`);
    return fields === undefined ? refusal(100, 'Unsupported request') : { status: 200, body: fields };
  }

  function takeMessage(body: unknown): Answer {
    const fault = contract.faultOfMessage(body) ?? tooLong(body);
    if (fault !== undefined) {
      faults.push(fault);
      return refusal(100, fault);
    }
    if (isReadReceipt(body)) {
      world.markRead(body.message_id);
      return { status: 200, body: { success: true } };
    }
    const message = body as SendBody;
    if (message.to !== undefined && !/^\+?\d+$/.test(message.to)) {
      dropped.push(message);
      return accepted({ input: message.to, wa_id: message.to }, 'wamid.dropped');
    }
    return send(message);
  }

  function send(message: SendBody): Answer {
    const recipient = message.recipient ?? message.to?.replace('+', '') ?? '';
    const code = failures.shift() ?? failing.get(recipient);
    if (code !== undefined && !comesAfterwards(code)) return refusal(code);
    const externalId = world.accept(readMessage(message, recipient), code);
    const id = message.recipient === undefined ? { wa_id: recipient } : { user_id: recipient };
    return accepted({ input: message.to ?? recipient, ...id }, externalId);
  }

  function accepted(contact: object, id: string): Answer {
    const body = { messaging_product: 'whatsapp', contacts: [contact], messages: [{ id }] };
    return checked('MessageResponsePayload', { status: 200, body });
  }

  /** Meta asks the address to prove itself before it takes it. */
  async function subscribe(body: unknown): Promise<Answer> {
    const fault = contract.faultOf('SubscriptionRequest', body);
    const request = body as { override_callback_uri?: string; verify_token?: string } | undefined;
    if (fault !== undefined || request === undefined) return refusal(100, fault ?? 'No body');
    if (request.override_callback_uri !== undefined) {
      if (!(await provesItself(request.override_callback_uri, request.verify_token ?? ''))) {
        return refusal(2200, 'Callback verification failed');
      }
      deliveries.setUrl(request.override_callback_uri);
    }
    return checked('SubscriptionResponse', { status: 200, body: { success: true } });
  }

  function checked(schema: string, answer: Answer): Answer {
    const fault = contract.faultOf(schema, answer.body);
    if (fault !== undefined)
      throw new Error(`The stand-in's own answer is not as Meta describes it: ${fault}`);
    return answer;
  }

  function refusal(code: number, details = 'See the error code'): Answer {
    return checked('GraphAPIError', { status: errorStatus(code), body: errorBody(code, details) });
  }

  function numberFields() {
    return {
      id: account.phoneNumberId,
      display_phone_number: `+${displayPhoneNumber}`,
      verified_name: options.verifiedName ?? 'Sample Plumbing',
      quality_rating: 'GREEN',
      code_verification_status: 'VERIFIED',
    };
  }

  async function takeMedia(request: IncomingMessage, body: Buffer): Promise<Answer> {
    const id = await media.take(request, body);
    return id === undefined
      ? refusal(100, 'A file and messaging_product are required')
      : { status: 200, body: { id } };
  }

  const standin: GraphStandin = Object.assign(world, {
    url,
    account,
    deliveries,
    faults,
    dropped,
    latency: 0,
    failNext: (code: number) => void failures.push(code),
    failRecipient(recipient: string, code: number | undefined) {
      if (code === undefined) failing.delete(recipient);
      else failing.set(recipient, code);
    },
    loseNextAnswer: () => void lostAnswers++,
    customerWrites({
      from,
      name,
      text,
      at,
    }: {
      from: string | CustomerName;
      name?: string;
      text: string;
      at?: number;
    }) {
      const who = typeof from === 'string' ? { phone: from } : from;
      const message: CustomerMessage = { type: 'text', text: { body: text } };
      return world.customerSends(name === undefined ? who : { ...who, name }, message, at);
    },
    setWebhookUrl: (next: string) => deliveries.setUrl(next),
    waitFor: <T>(find: () => T | undefined | false, patience = 10_000) => waitFor(world, find, patience),
    async close() {
      deliveries.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
  return standin;
}

const templates = [
  {
    id: '920070352646140',
    name: 'appointment_reminder',
    language: 'en_US',
    status: 'APPROVED',
    category: 'UTILITY',
    components: [{ type: 'BODY', text: 'Hello {{1}}, we will be with you on {{2}}.' }],
  },
];

function readMessage(message: SendBody, recipient: string): Omit<SentMessage, 'externalId'> {
  const content = message[message.type] as { body?: string; caption?: string; name?: string } | undefined;
  return {
    recipient,
    type: message.type,
    text: content?.body ?? content?.caption ?? content?.name ?? '',
    correlation: message.biz_opaque_callback_data,
    replyTo: message.context?.message_id,
    body: message,
  };
}

/** A limit of Meta's that its description does not state. */
function tooLong(body: unknown): string | undefined {
  const text = (body as { text?: { body?: string } } | null)?.text?.body;
  if (text === undefined) return undefined;
  return text.length === 0 || text.length > 4096
    ? 'body/text/body must have 1 to 4096 characters'
    : undefined;
}

async function provesItself(address: string, verifyToken: string): Promise<boolean> {
  const challenge = String(randomInt(1e9));
  const query = new URLSearchParams({
    'hub.mode': 'subscribe',
    'hub.challenge': challenge,
    'hub.verify_token': verifyToken,
  });
  const response = await fetch(`${address}?${query}`).catch(() => undefined);
  return response?.status === 200 && (await response.text()) === challenge;
}

function waitFor<T>(world: World, find: () => T | undefined | false, patience: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => finish(() => reject(new Error('What was waited for did not happen'))),
      patience,
    );
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
