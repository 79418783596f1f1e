import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

/** A message that the bot has sent, as it stands in a chat now. */
export interface StandinMessage {
  messageId: number;
  chat: string;
  text: string;
  bold: string[];
  buttons: { text: string; data: string }[];
}

interface Fault {
  code: number;
  description: string;
  retryAfter?: number;
}

export interface TelegramStandin {
  url: string;
  token: string;
  bot: { id: number; username: string };
  /** Everything that has reached it, as it was written: method and body. */
  traffic: string[];
  messages: StandinMessage[];
  /** What presses were answered with. */
  answers: { queryId: string; text: string }[];
  /** Chats that the bot has left. */
  left: string[];
  /** How often two asked for updates at once. */
  conflicts: number;
  /** The polls that stand open. */
  polls(): number;
  /** Somebody writes to the bot. */
  say(from: number, words: string, more?: { chat?: number; type?: string }): number;
  /** Somebody presses a button of a message. */
  press(from: number, message: StandinMessage, label: string): string;
  /** An update of any kind, as Telegram writes it. */
  push(update: object): number;
  /** Gives what was not confirmed again, or out of order. */
  disturb(how: 'repeat' | 'reverse'): void;
  /** The next call of this method fails. */
  failNext(method: string, fault: Fault): void;
  /** Fails until it is called. */
  failAlways(method: string, fault: Fault): () => void;
  revokeToken(): void;
  setWebhook(url: string): void;
  stop(): Promise<void>;
}

const sendSchema = z.looseObject({
  chat_id: z.union([z.string(), z.number()]).transform(String),
  text: z.string().min(1).max(4096),
  message_id: z.number().optional(),
  entities: z
    .array(z.looseObject({ type: z.literal('bold'), offset: z.number(), length: z.number() }))
    .optional(),
  reply_markup: z
    .looseObject({
      inline_keyboard: z.array(z.array(z.looseObject({ text: z.string(), callback_data: z.string() }))),
    })
    .optional(),
});
const pollSchema = z.looseObject({ offset: z.number().optional(), timeout: z.number().optional() });

/** Telegram's Bot API, as far as it is used, with the faults that it is known for. */
export async function startTelegram({
  token = '110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw',
} = {}): Promise<TelegramStandin> {
  const bot = { id: Number(token.split(':')[0]), username: 'plumbline_test_bot' };
  const traffic: string[] = [];
  const messages: StandinMessage[] = [];
  const answers: TelegramStandin['answers'] = [];
  const left: string[] = [];
  const faults = new Map<string, Fault[]>();
  const lasting = new Map<string, Fault>();
  let updates: { update_id: number }[] = [];
  let nextUpdate = 5000;
  let nextMessage = 1;
  let isRevoked = false;
  let webhook = '';
  let conflicts = 0;
  let disorder = false;
  let open: { end(fault?: Fault): void } | undefined;
  const waiting = new Set<() => void>();

  function push(update: object): number {
    const id = nextUpdate++;
    updates.push({ update_id: id, ...update });
    for (const wake of waiting) wake();
    return id;
  }

  const user = (id: number) => ({ id, is_bot: false, first_name: 'Somebody', language_code: 'en' });

  async function poll(body: unknown, response: ServerResponse): Promise<void> {
    if (webhook !== '')
      return fail(response, {
        code: 409,
        description:
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      });
    const { offset, timeout = 0 } = pollSchema.parse(body);
    if (open !== undefined) {
      conflicts++;
      open.end({
        code: 409,
        description:
          'Conflict: terminated by other getUpdates request; make sure that only one bot instance is running',
      });
    }
    if (offset !== undefined) updates = updates.filter(({ update_id: id }) => id >= offset);
    const ended = Promise.withResolvers<Fault | undefined>();
    const own = { end: (fault?: Fault) => ended.resolve(fault) };
    open = own;
    const wake = (): void => {
      if (updates.length > 0) own.end();
    };
    waiting.add(wake);
    const timer = setTimeout(() => own.end(), timeout * 1000);
    response.on('close', () => own.end());
    wake();
    const fault = await ended.promise;
    clearTimeout(timer);
    waiting.delete(wake);
    if (open === own) open = undefined;
    if (fault !== undefined) return fail(response, fault);
    const given = disorder ? updates.toReversed() : updates;
    answer(response, given);
  }

  function send(body: unknown, response: ServerResponse, isEdit: boolean): void {
    const wish = sendSchema.parse(body);
    const buttons = (wish.reply_markup?.inline_keyboard ?? []).flat();
    if (buttons.some(({ callback_data: data }) => Buffer.byteLength(data) > 64))
      return fail(response, { code: 400, description: 'Bad Request: BUTTON_DATA_INVALID' });
    const shown = {
      chat: wish.chat_id,
      text: wish.text,
      bold: (wish.entities ?? []).map(({ offset, length }) => wish.text.slice(offset, offset + length)),
      buttons: buttons.map(({ text: label, callback_data: data }) => ({ text: label, data })),
    };
    const known = messages.find(({ messageId }) => isEdit && messageId === wish.message_id);
    if (isEdit && known === undefined)
      return fail(response, { code: 400, description: 'Bad Request: message to edit not found' });
    const message = known ?? { messageId: nextMessage++, ...shown };
    if (known === undefined) messages.push(message);
    else Object.assign(known, shown);
    answer(response, {
      message_id: message.messageId,
      date: 1,
      chat: { id: Number(wish.chat_id), type: 'private' },
      text: wish.text,
    });
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [, asked = '', method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(request.url ?? '') ?? [];
    const raw = await text(request);
    traffic.push(`${method} ${raw}`);
    if (isRevoked || asked !== token) return fail(response, { code: 401, description: 'Unauthorized' });
    const fault = faults.get(method)?.shift() ?? lasting.get(method);
    if (fault !== undefined) return fail(response, fault);
    const body: unknown = raw === '' ? {} : JSON.parse(raw);
    if (method === 'getMe') return answer(response, { ...bot, is_bot: true, first_name: 'Van Dijk' });
    if (method === 'getWebhookInfo') return answer(response, { url: webhook, pending_update_count: 0 });
    if (method === 'getUpdates') return poll(body, response);
    if (method === 'sendMessage' || method === 'editMessageText')
      return send(body, response, method !== 'sendMessage');
    if (method === 'deleteWebhook') webhook = '';
    if (method === 'leaveChat') left.push(String((body as { chat_id: unknown }).chat_id));
    if (method === 'answerCallbackQuery') {
      const { callback_query_id: queryId, text: said = '' } = body as {
        callback_query_id: string;
        text?: string;
      };
      answers.push({ queryId, text: said });
    }
    if (method === 'editMessageReplyMarkup') {
      const { message_id: id } = body as { message_id: number };
      const message = messages.find(({ messageId }) => messageId === id);
      if (message !== undefined) message.buttons = [];
    }
    answer(response, true);
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) =>
      fail(response, { code: 400, description: `Bad Request: ${String(error)}` }),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };

  return {
    url: `http://127.0.0.1:${port}`,
    token,
    bot,
    traffic,
    messages,
    answers,
    left,
    get conflicts() {
      return conflicts;
    },
    polls: () => (open === undefined ? 0 : 1),
    push,
    say: (from, words, { chat = from, type = 'private' } = {}) =>
      push({
        message: {
          message_id: nextMessage++,
          date: 1,
          chat: { id: chat, type },
          from: user(from),
          text: words,
        },
      }),
    press(from, { messageId, chat, text: shown, buttons }, label) {
      const id = `q${nextUpdate}`;
      const data = buttons.find((button) => button.text === label)?.data;
      if (data === undefined) throw new Error(`There is no button “${label}”`);
      const message = {
        message_id: messageId,
        date: 1,
        chat: { id: Number(chat), type: 'private' },
        text: shown,
      };
      push({ callback_query: { id, from: user(from), chat_instance: '1', data, message } });
      return id;
    },
    disturb(how) {
      if (how === 'reverse') disorder = true;
      else updates.push(...updates);
    },
    failNext(method, fault) {
      faults.set(method, [...(faults.get(method) ?? []), fault]);
    },
    failAlways(method, fault) {
      lasting.set(method, fault);
      return () => lasting.delete(method);
    },
    revokeToken() {
      isRevoked = true;
      open?.end({ code: 401, description: 'Unauthorized' });
    },
    setWebhook(url) {
      webhook = url;
      open?.end({
        code: 409,
        description:
          "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
      });
    },
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer(response: ServerResponse, result: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ok: true, result }));
}

function fail(response: ServerResponse, { code, description, retryAfter }: Fault): void {
  response.writeHead(code, { 'content-type': 'application/json' });
  const parameters = retryAfter === undefined ? {} : { parameters: { retry_after: retryAfter } };
  response.end(JSON.stringify({ ok: false, error_code: code, description, ...parameters }));
}
