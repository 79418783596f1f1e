import type { z } from 'zod';
import type { CallArgs, ChannelAccount } from '#shared/bridge/contract.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { JsonObject } from '#shared/lib/json.ts';
import type { GraphRequest } from './graph.ts';
import { pageDialect } from './pages.ts';
import { whatsappDialect } from './whatsapp.ts';

export type Said<Name extends 'channel.send' | 'channel.sendChoice' | 'channel.sendMedia'> = Omit<
  CallArgs<Name>,
  'account'
>;
export type UploadedFile = Pick<CallArgs<'channel.putMedia'>, 'kind' | 'mimeType' | 'filename'> & {
  pieces: Bytes[];
};

/**
 * What differs between Meta's channels at the Graph API: where an account's requests go, what stands in them, and
 * how an answer is read. A body is `undefined` where the account cannot reach the recipient.
 */
export interface Dialect {
  /** Where messages go, and what is shown of reading them. */
  messages: string;
  text(message: Said<'channel.send'>): JsonObject | undefined;
  choice(message: Said<'channel.sendChoice'>): JsonObject | undefined;
  file(message: Said<'channel.sendMedia'>): JsonObject | undefined;
  /** Reads Meta's id of a message. */
  sent: z.ZodType<string>;
  receipt(read: Omit<CallArgs<'channel.markRead'>, 'account'>): JsonObject | undefined;
  receiptTaken: z.ZodType;
  /** Asks about the account, and reads its name. */
  about: { path: string; name: z.ZodType<string> };
  subscription(webhook: Omit<CallArgs<'channel.subscribe'>, 'account' | 'appSecret'>): GraphRequest;
  /** Takes it back. */
  unsubscription: GraphRequest;
  upload(file: UploadedFile): GraphRequest;
  /** Reads Meta's id of a file. */
  uploaded: z.ZodType<string>;
}

export function dialectOf(account: ChannelAccount): Dialect {
  return account.kind === 'whatsapp' ? whatsappDialect(account) : pageDialect(account);
}
