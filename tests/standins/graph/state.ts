import type { ChatLine, Customer, CustomerName, CustomerMessage, Metadata, Tick } from './customers.ts';
import { messageChange, newMessageId, statusChange } from './customers.ts';
import type { ShownChoice } from './choices.ts';
import type { Deliveries } from './deliveries.ts';
import { errorTitle } from './errors.ts';

/** A message that the business sent, as it asked for it. */
export interface SentMessage {
  externalId: string;
  /** Digits or business-scoped user id of the recipient. */
  recipient: string;
  type: string;
  text: string;
  correlation: string | undefined;
  replyTo: string | undefined;
  choice?: ShownChoice;
  /** The request's body as it came. */
  body: Record<string, unknown>;
}

const replyWindow = 24 * 60 * 60 * 1000;

export interface World {
  readonly sent: SentMessage[];
  /** Ids of messages that were marked as read. */
  readonly read: string[];
  /** Ids of messages under which somebody was shown to type. */
  readonly typed: string[];
  readonly customers: ReadonlyMap<string, Customer>;
  customer(name: CustomerName): Customer;
  /** A customer writes; resolves when the webhook was taken. Gives Meta's id of the message. */
  customerSends(customer: CustomerName, message: CustomerMessage, at?: number): Promise<string>;
  /** The customer taps on a button or row of a message, the one with this title. Gives Meta's id of the answer. */
  customerTaps(customer: CustomerName, title: string): Promise<string>;
  /** The customer opens the chat: what the business wrote is read. */
  customerReads(customer: CustomerName): Promise<void>;
  /** Takes a message of the business in. Gives its id. */
  accept(message: Omit<SentMessage, 'externalId'>, refusal: number | undefined): string;
  markRead(externalId: string): void;
  /** Which statuses follow an accepted message by themselves, in this order. */
  autoStatuses: Tick[];
  /** Calls back after every change. */
  onChange(listener: () => void): () => void;
}

export function createWorld(deps: {
  metadata: Metadata;
  deliveries: Deliveries;
  now(): number;
  enforceWindow: boolean;
}): World {
  const { metadata, deliveries, now } = deps;
  const customers = new Map<string, Customer>();
  const sent: SentMessage[] = [];
  const read: string[] = [];
  const typed: string[] = [];
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach((listener) => listener());

  function customer(name: CustomerName): Customer {
    const key = name.phone ?? name.userId;
    if (key === undefined) throw new Error('A customer needs a phone or a user id');
    const known = customers.get(key) ?? { ...name, key, lines: [] };
    customers.set(key, Object.assign(known, name));
    return known;
  }

  async function report(to: Customer, line: ChatLine, tick: Tick, code?: number): Promise<void> {
    line.tick = tick;
    changed();
    const error =
      code === undefined ? undefined : { code, title: errorTitle(code), details: errorTitle(code) };
    await deliveries.send(statusChange(metadata, to, line, tick, now(), error));
  }

  function isWindowOpen(to: Customer): boolean {
    const last = to.lines.findLast(({ by }) => by === 'customer');
    return last !== undefined && now() - last.at < replyWindow;
  }

  const world: World = {
    sent,
    read,
    typed,
    customers,
    customer,
    autoStatuses: ['sent', 'delivered'],
    async customerSends(name, message, at = now()) {
      const from = customer(name);
      const id = newMessageId();
      const line: ChatLine = {
        id,
        by: 'customer',
        type: message.type,
        text: wordsOf(message),
        at,
        tick: 'sent',
      };
      from.lines.push(line);
      changed();
      await deliveries.send(messageChange(metadata, from, { id, at }, message));
      if (line.tick === 'sent') line.tick = 'delivered';
      changed();
      return id;
    },
    customerTaps(name, title) {
      const tapped = customer(name).lines.findLast(({ choice }) =>
        choice?.options.some((option) => option.title === title),
      );
      if (tapped === undefined) throw new Error(`Nothing to tap on says “${title}”`);
      const option = tapped.choice!.options.find((one) => one.title === title)!;
      tapped.tapped = option.id;
      return world.customerSends(name, replyOf(tapped, option, metadata));
    },
    async customerReads(name) {
      const reader = customer(name);
      const unread = reader.lines.filter(
        ({ by, tick }) => by === 'business' && tick !== 'read' && tick !== 'failed',
      );
      await Promise.all(unread.map((line) => report(reader, line, 'read')));
    },
    accept(message, refusal) {
      const externalId = newMessageId();
      sent.push({ ...message, externalId });
      const to = customers.get(message.recipient) ?? customer(nameOf(message.recipient));
      const { type, text, correlation, replyTo, choice } = message;
      const line: ChatLine = { id: externalId, by: 'business', type, text, at: now(), tick: 'accepted' };
      if (correlation !== undefined) line.correlation = correlation;
      if (replyTo !== undefined) line.replyTo = replyTo;
      if (choice !== undefined) line.choice = choice;
      const shut = deps.enforceWindow && type !== 'template' && !isWindowOpen(to);
      const failure = refusal ?? (shut ? 131047 : undefined);
      if (failure === undefined) to.lines.push(line);
      changed();
      void followUp(to, line, failure);
      return externalId;
    },
    markRead(externalId) {
      read.push(externalId);
      for (const { lines } of customers.values()) tickRead(lines, externalId);
      changed();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };

  async function followUp(to: Customer, line: ChatLine, failure: number | undefined): Promise<void> {
    if (failure !== undefined) return report(to, line, 'failed', failure);
    for (const tick of world.autoStatuses) await report(to, line, tick);
  }

  return world;
}

/** The business has read this line of the customer's, and so all before it. */
function tickRead(lines: ChatLine[], id: string): void {
  const upTo = lines.findIndex((line) => line.id === id);
  for (const line of lines.slice(0, upTo + 1)) if (line.by === 'customer') line.tick = 'read';
}

function nameOf(recipient: string): CustomerName {
  return /^\d+$/.test(recipient) ? { phone: recipient } : { userId: recipient };
}

/** As Meta tells of a tap: what was tapped, and in which message. */
function replyOf(
  { id, choice }: ChatLine,
  option: ShownChoice['options'][number],
  { display_phone_number: from }: Metadata,
): CustomerMessage {
  const { id: token, title } = option;
  if (choice!.kind === 'template')
    return { type: 'button', context: { from, id }, button: { payload: token, text: title } };
  const type = choice!.kind === 'list' ? 'list_reply' : 'button_reply';
  const reply = type === 'list_reply' ? option : { id: token, title };
  return { type: 'interactive', context: { from, id }, interactive: { type, [type]: reply } };
}

function wordsOf(message: CustomerMessage): string {
  const body = message[message.type] as
    | {
        body?: string;
        caption?: string;
        emoji?: string;
        text?: string;
        type?: string;
        [reply: string]: unknown;
      }
    | undefined;
  const reply = body?.[body.type ?? ''] as { title?: string } | undefined;
  return body?.body ?? body?.caption ?? body?.emoji ?? body?.text ?? reply?.title ?? '';
}
