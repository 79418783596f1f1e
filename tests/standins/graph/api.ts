import { randomInt } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { choiceOf, faultOfInteractive } from './choices.ts';
import { isReadReceipt, metaContract } from './contract.ts';
import type { Comments } from './comments.ts';
import type { Deliveries } from './deliveries.ts';
import { createDiscovery, type Discovery } from './discovery.ts';
import { comesAfterwards, errorBody, errorStatus } from './errors.ts';
import type { Answer } from './http.ts';
import { parse } from './http.ts';
import type { MediaStore } from './media.ts';
import { faultOfPageMessage, type PageSend, type Pages } from './pages.ts';
import type { SentMessage, World } from './state.ts';
import { createTemplateStore, type TemplateStore } from './templates.ts';

export interface Account {
  phoneNumberId: string;
  businessAccountId: string;
  pageId: string;
  instagramId: string;
  accessToken: string;
  appSecret: string;
}

export interface ApiRequest {
  request: IncomingMessage;
  /** With its version. */
  path: string;
  query: URLSearchParams;
  body: Buffer;
  /** Where the stand-in itself is. */
  url: string;
}

/** The endpoints, as Meta describes them. */
export interface GraphApi {
  answer(request: ApiRequest): Promise<Answer>;
  refusal(code: number, details?: string): Answer;
  /** Codes that the next sends are refused with, one each. */
  readonly failures: number[];
  /** Codes that sends to these recipients are refused with. */
  readonly failing: Map<string, number>;
  readonly faults: string[];
  /** The paths of accounts that were told to deliver nothing more. */
  readonly unsubscribed: string[];
  readonly templates: TemplateStore;
  readonly discovery: Discovery;
  readonly dropped: Record<string, unknown>[];
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

export function createGraphApi(deps: {
  account: Account;
  world: World;
  deliveries: Deliveries;
  media: MediaStore;
  pages: Pages;
  comments: Comments;
  displayPhoneNumber: string;
  verifiedName: string;
}): GraphApi {
  const { account, world, deliveries, media } = deps;
  const contract = metaContract();
  const faults: string[] = [];
  const unsubscribed: string[] = [];
  const dropped: Record<string, unknown>[] = [];
  const failing = new Map<string, number>();
  const failures: number[] = [];
  const templates = createTemplateStore();
  const { pages, comments } = deps;
  const discovery = createDiscovery({ ...deps, provesItself, setUrl: deliveries.setUrl });

  async function answer({ request, path: given, query, body, url }: ApiRequest): Promise<Answer> {
    const path = /^\/v\d+\.\d+\/(.+)$/.exec(given)?.[1];
    if (path === undefined) return refusal(2500, 'Unknown path components');
    const { phoneNumberId, businessAccountId, pageId, instagramId } = account;
    switch (`${request.method} ${path}`) {
      case `POST ${phoneNumberId}/messages`:
        return takeMessage(parse(body));
      case 'GET me':
        return { status: 200, body: { id: '122100000000000', name: 'Plumbline system user' } };
      case `POST ${pageId}/messages`:
        return takePageMessage(parse(body));
      case `POST ${pageId}/message_attachments`:
        return takePageFile(request, body);
      case `POST ${pageId}/subscribed_apps`:
        return { status: 200, body: { success: true } };
      case `DELETE ${pageId}/subscribed_apps`:
      case `DELETE ${businessAccountId}/subscribed_apps`:
        unsubscribed.push(path);
        return { status: 200, body: { success: true } };
      case `GET ${pageId}`:
        return { status: 200, body: { id: pageId, name: 'Sample Plumbing' } };
      case `GET ${instagramId}`:
        return { status: 200, body: { id: instagramId, username: 'sampleplumbing' } };
      case `GET ${phoneNumberId}`:
        return { status: 200, body: numberFields() };
      case `POST ${phoneNumberId}/media`:
        return takeMedia(request, body);
      case `GET ${businessAccountId}/message_templates`:
        return { status: 200, body: templates.page(query, `${url}${given}`) };
      case `POST ${businessAccountId}/message_templates`:
        return takeTemplate(parse(body));
      case `POST ${businessAccountId}/subscribed_apps`:
        return subscribe(parse(body));
      default: {
        const told = await discovery.answer(request.method ?? '', path, parse(body));
        if (told !== undefined) return 'code' in told ? refusal(told.code) : told;
        const about = comments.answer(request.method ?? '', path, parse(body));
        if (about !== undefined) return 'code' in about ? refusal(about.code, about.details) : about;
        if (request.method === 'GET' && query.has('fields')) return describePerson(path, query);
        return describeMedia(request.method === 'GET' ? path : '', url);
      }
    }
  }

  function takeTemplate(body: unknown): Answer {
    const taken = templates.take(body);
    if ('fault' in taken) return refusal(100, taken.fault);
    return { status: 200, body: taken };
  }

  /** Who has not written, or keeps their name to themselves, is none that Meta tells of. */
  function describePerson(id: string, query: URLSearchParams): Answer {
    const told = pages.profile(id, query.get('fields')!.split(','));
    return told === undefined
      ? refusal(100, 'No profile available for this user')
      : { status: 200, body: told };
  }

  function describeMedia(id: string, url: string): Answer {
    const fields = media.fields(id, `${url}/media/${id}`);
    return fields === undefined ? refusal(100, 'Unsupported request') : { status: 200, body: fields };
  }

  /** Messenger's and Instagram's form, as Meta's documentation gives it; the OpenAPI file covers WhatsApp only. */
  function takePageMessage(body: unknown): Answer {
    const to = (body as { recipient?: { comment_id?: unknown } } | undefined)?.recipient?.comment_id;
    if (typeof to === 'string') return takePrivateReply(to, body as PageSend);
    const fault = faultOfPageMessage(body, pages.isInstagram(body), pages.files);
    if (fault !== undefined) {
      faults.push(fault);
      return refusal(100, fault);
    }
    const send = body as PageSend;
    // What was asked to fail is a message, not the sign that somebody types.
    const code = send.message === undefined ? undefined : failures.shift();
    return code === undefined ? { status: 200, body: pages.accept(send) } : refusal(code);
  }

  function takePrivateReply(commentId: string, send: PageSend): Answer {
    const text = send.message?.text ?? '';
    if (text === '' || send.messaging_type !== undefined) {
      faults.push('a private reply has words, and no messaging_type');
      return refusal(100);
    }
    const code = failures.shift();
    if (code !== undefined) return refusal(code);
    const taken = comments.writePrivately(commentId, text);
    if ('code' in taken) return refusal(taken.code);
    return { status: 200, body: pages.accept({ ...send, recipient: { id: taken.person } }) };
  }

  async function takePageFile(request: IncomingMessage, body: Buffer): Promise<Answer> {
    const taken = await pages.files.take(request, body);
    if ('id' in taken) return { status: 200, body: { attachment_id: taken.id } };
    faults.push(taken.fault);
    return refusal(100, taken.fault);
  }

  function takeMessage(body: unknown): Answer {
    const fault =
      contract.faultOfMessage(body) ?? tooLong(body) ?? faultOfInteractive(partOf(body, 'interactive'));
    if (fault !== undefined) {
      faults.push(fault);
      return refusal(isInteractive(body) ? 131009 : 100, fault);
    }
    if (isReadReceipt(body)) {
      world.markRead(body.message_id);
      if (body.typing_indicator !== undefined) world.typed.push(body.message_id);
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
    const code =
      failures.shift() ??
      failing.get(recipient) ??
      (message.type === 'template' ? templates.faultOf(message['template']) : undefined);
    if (code !== undefined && !comesAfterwards(code)) return refusal(code);
    const choice =
      message.type === 'template'
        ? templates.choiceOf(message['template'])
        : choiceOf(message['interactive']);
    const read = { ...readMessage(message, recipient), ...(choice !== undefined && { choice }) };
    const externalId = world.accept(read, code);
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
      display_phone_number: `+${deps.displayPhoneNumber}`,
      verified_name: deps.verifiedName,
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

  return { answer, refusal, failures, failing, faults, unsubscribed, dropped, templates, discovery };
}

function readMessage(message: SendBody, recipient: string): Omit<SentMessage, 'externalId'> {
  const content = message[message.type] as
    | { body?: string | { text: string }; caption?: string; name?: string }
    | undefined;
  const body = typeof content?.body === 'object' ? content.body.text : content?.body;
  return {
    recipient,
    type: message.type,
    text: body ?? content?.caption ?? content?.name ?? '',
    correlation: message.biz_opaque_callback_data,
    replyTo: message.context?.message_id,
    body: message,
  };
}

function partOf(body: unknown, name: string): unknown {
  return (body as Record<string, unknown> | null)?.[name];
}

/** What is wrong with buttons and lists has a code of its own. */
function isInteractive(body: unknown): boolean {
  return partOf(body, 'type') === 'interactive' && typeof partOf(body, 'interactive') === 'object';
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
