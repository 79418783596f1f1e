import { z } from 'zod';
import type { PageAccount } from '#shared/bridge/contract.ts';
import {
  pageAction,
  pageChoiceMessage,
  pageFileMessage,
  pageTextMessage,
  pageUpload,
} from '#shared/channels/meta/pages/outbound.ts';
import { optionalText } from '#shared/channels/meta/items.ts';
import { multipart } from '../transfers/multipart.ts';
import type { Dialect } from './dialect.ts';

/** Messages, and what happens to them. */
export const messagingFields = [
  'messages',
  'message_echoes',
  'message_reactions',
  'message_reads',
  'message_deliveries',
  'messaging_postbacks',
  'messaging_referrals',
];

/** A page tells of its comments in its feed; those of its Instagram account are the app's to subscribe to. */
const pageFields = [...messagingFields, 'feed'];

/** A page or an account by its name, without one by its id. */
export const nameSchema = z
  .looseObject({ id: z.string(), name: z.string().optional(), username: optionalText })
  .transform(({ id, name, username }) => name ?? (username === undefined ? id : `@${username}`));

/** A page: Messenger, and Instagram through the page that it belongs to. */
export function pageDialect(account: PageAccount): Dialect {
  const { kind: platform, pageId } = account;
  return {
    messages: `/${pageId}/messages`,
    text: pageTextMessage,
    choice: pageChoiceMessage,
    file: pageFileMessage,
    sent: z.looseObject({ message_id: z.string().min(1).max(512) }).transform(({ message_id }) => message_id),
    receipt: ({ recipient, typing }) =>
      recipient && pageAction(recipient, typing === true ? 'typing_on' : 'mark_seen'),
    receiptTaken: z.looseObject({ recipient_id: z.string() }),
    about: {
      path:
        account.kind === 'instagram' ? `/${account.instagramId}?fields=username` : `/${pageId}?fields=name`,
      name: nameSchema,
    },
    subscription: () => ({
      path: `/${pageId}/subscribed_apps`,
      body: { subscribed_fields: pageFields.join(',') },
    }),
    unsubscription: { path: `/${pageId}/subscribed_apps`, removes: true },
    upload: ({ kind, filename, ...file }) => ({
      path: `/${pageId}/message_attachments`,
      form: multipart(
        { platform, message: JSON.stringify(pageUpload(kind)) },
        { field: 'filedata', filename: plainName(filename), ...file },
      ),
    }),
    uploaded: z
      .looseObject({ attachment_id: z.coerce.string().min(1).max(200) })
      .transform(({ attachment_id }) => attachment_id),
  };
}

/** Meta takes no letters beyond ASCII in a file's name. */
function plainName(filename: string): string {
  return filename
    .normalize('NFD')
    .replaceAll(/[\u0300-\u036f]/g, '')
    .replaceAll(/[^ -~]/g, '_');
}
