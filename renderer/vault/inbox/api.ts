import type { CallArgs, CallResult } from '#shared/bridge/contract.ts';
import type { PhonePart } from '#shared/domain/channel.ts';
import type { Keyring } from '../books/keyring.ts';
import type { Result } from '#shared/lib/result.ts';
import type { TemplateDraft } from '#shared/domain/template-draft.ts';
import type { Guard } from '../guard.ts';
import type { TestWords } from '../outbound/test-mail.ts';
import type { Reading } from '../outbound/reading.ts';
import type { Templates } from '../templates/templates.ts';
import type { PartCheck } from './channel-test.ts';
import { webhookUrlOf } from './webhooks.ts';

/** The channels, as the window looks after them. */
export interface ChannelsApi {
  /** Where Meta delivers; `undefined` without a relay. */
  webhookUrl(): Promise<string | undefined>;
  /** Tries each part of a channel's connection. */
  testChannel(id: string): Promise<Result<PartCheck[]>>;
  /** Which numbers, pages and Instagram accounts a token opens. */
  findAccounts(access: CallArgs<'channel.discover'>): Promise<Result<CallResult<'channel.discover'>>>;
  /** Has the app on a phone hand over its messages or contacts. */
  askPhone(id: string, what: PhonePart): Promise<Result<unknown>>;
  /** Sends an e-mail from a mailbox to itself; left out, words that say so. */
  testMail(id: string, words?: TestWords): Promise<Result<{ to: string }>>;
  /** Loads the message templates of all connected accounts from Meta; says how many there are. */
  loadTemplates(): Promise<Result<{ templates: number }>>;
  /** Hands a template in for Meta to judge, at the business account of one of the numbers (Meta's id). */
  submitTemplate(accountId: string, draft: TemplateDraft): Promise<Result<{ id: string }>>;
  /** Somebody writes an answer: the customer sees it where the owner lets them. To be called again while it lasts. */
  typing(conversationId: string): Promise<void>;
}

interface Parts {
  keyring: Pick<Keyring, 'roster'>;
  workspace: string;
  templates: Templates;
  reading: Reading;
  testChannel(id: string): Promise<Result<PartCheck[]>>;
  findAccounts: ChannelsApi['findAccounts'];
  askPhone: ChannelsApi['askPhone'];
  testMail(id: string, words?: TestWords): Promise<Result<{ to: string }>>;
}

export function createChannelsApi({ open, unlocked }: Guard<Parts>): ChannelsApi {
  return {
    async webhookUrl() {
      const parts = open();
      return parts && webhookUrlOf(parts.keyring.roster, parts.workspace);
    },
    testChannel: (id) => unlocked(({ testChannel }) => testChannel(id)),
    findAccounts: (access) => unlocked(({ findAccounts }) => findAccounts(access)),
    askPhone: (id, what) => unlocked(({ askPhone }) => askPhone(id, what)),
    testMail: (id, words) => unlocked(({ testMail }) => testMail(id, words)),
    loadTemplates: () => unlocked(({ templates }) => templates.load()),
    submitTemplate: (accountId, draft) => unlocked(({ templates }) => templates.submit(accountId, draft)),
    typing: async (conversationId) => open()?.reading.typing(conversationId),
  };
}
