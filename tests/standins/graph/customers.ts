import { randomBytes } from 'node:crypto';
import type { ShownChoice } from './choices.ts';
import type { Change } from './deliveries.ts';

export interface CustomerName {
  /** Digits, as in `wa_id`. Absent for a user who hides it behind a username. */
  phone?: string;
  /** Business-scoped user id. */
  userId?: string;
  name?: string;
  username?: string;
}

export type Tick = 'accepted' | 'sent' | 'delivered' | 'read' | 'failed';

/** A line of a customer's chat, as the customer's phone shows it. */
export interface ChatLine {
  id: string;
  by: 'customer' | 'business';
  type: string;
  text: string;
  /** Epoch milliseconds. */
  at: number;
  /** How far the line got: for the business's as Meta has told it, for the customer's as the phone shows it. */
  tick?: Tick;
  correlation?: string;
  replyTo?: string;
  /** What the customer can tap on. */
  choice?: ShownChoice;
  /** What of it they have tapped last. */
  tapped?: string;
}

export interface Customer extends CustomerName {
  key: string;
  lines: ChatLine[];
}

export interface Metadata {
  display_phone_number: string;
  phone_number_id: string;
}

/** Meta's id for a message. */
export function newMessageId(): string {
  return `wamid.HBg${randomBytes(27).toString('base64')}`;
}

/** What a customer sends: `type` and what belongs to it, such as `{type: 'text', text: {body}}`. */
export type CustomerMessage = { type: string; [key: string]: unknown };

export function messageChange(
  metadata: Metadata,
  customer: CustomerName,
  line: { id: string; at: number },
  message: CustomerMessage,
): Change {
  return {
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata,
      contacts: [contactOf(customer)],
      messages: [
        {
          ...(customer.phone === undefined ? {} : { from: customer.phone }),
          ...(customer.userId === undefined ? {} : { from_user_id: customer.userId }),
          id: line.id,
          timestamp: seconds(line.at),
          ...message,
        },
      ],
    },
  };
}

export interface StatusError {
  code: number;
  title: string;
  details: string;
}

export function statusChange(
  metadata: Metadata,
  customer: CustomerName,
  line: ChatLine,
  state: string,
  at: number,
  error?: StatusError,
): Change {
  return {
    field: 'messages',
    value: {
      messaging_product: 'whatsapp',
      metadata,
      statuses: [
        {
          id: line.id,
          status: state,
          timestamp: seconds(at),
          ...(customer.phone === undefined ? {} : { recipient_id: customer.phone }),
          ...(customer.userId === undefined ? {} : { recipient_user_id: customer.userId }),
          ...(line.correlation === undefined ? {} : { biz_opaque_callback_data: line.correlation }),
          ...(state === 'sent' || state === 'delivered' ? { pricing } : {}),
          ...(error === undefined ? {} : { errors: [statusError(error)] }),
        },
      ],
    },
  };
}

const pricing = { billable: false, pricing_model: 'PMP', category: 'service', type: 'free_customer_service' };

function statusError({ code, title, details }: StatusError) {
  return { code, title, message: title, error_data: { details } };
}

function contactOf({ phone, userId, name, username }: CustomerName) {
  return {
    profile: { name: name ?? phone ?? username ?? '', ...(username === undefined ? {} : { username }) },
    ...(phone === undefined ? {} : { wa_id: phone }),
    ...(userId === undefined ? {} : { user_id: userId }),
  };
}

function seconds(at: number): string {
  return String(Math.floor(at / 1000));
}
