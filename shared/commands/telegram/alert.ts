import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { messageSchema } from '#shared/domain/conversation.ts';
import {
  buttonMilliseconds,
  telegramAlertSchema,
  telegramDeeds,
  type TelegramDeed,
} from '#shared/domain/telegram.ts';
import { contentId } from '#shared/lib/hash.ts';
import { ok, problem } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { lastReference, referenceAfter } from '#shared/records/telegram.ts';
import { type CommandContext, defineCommand } from '../command.ts';

const { kind, contactId, conversationId, path } = telegramAlertSchema.shape;

/** The id of what a member is told: the same cause is the same alert, on every device. */
export function telegramAlertId(cause: string, memberId: string): string {
  return contentId(['telegram alert', cause, memberId]);
}

/** Written before it is said: whoever has written it may say it, once. */
const tell = defineCommand({
  name: 'telegram.tell',
  title: 'Tell a member in Telegram',
  args: z.strictObject({
    id: idSchema,
    pairingId: idSchema,
    kind,
    contactId,
    conversationId,
    path,
    buttons: z.array(z.enum(telegramDeeds)).max(4),
  }),
  undoable: false,
  internal: true,
  run(draft, { buttons, ...args }, context) {
    const pairing = draft.get('telegramPairings', args.pairingId);
    if (pairing?.chat === undefined)
      return problem('telegram.not-paired', 'This chat is not paired any more.');
    if (draft.get('telegramAlerts', args.id) !== undefined)
      return problem('telegram.told', 'This was told already.');
    const reference = referenceAfter(lastReference(draft));
    forgetOld(draft, context.now);
    const made = makeButtons(buttons, context);
    draft.create('telegramAlerts', {
      ...args,
      at: context.now,
      memberId: pairing.memberId,
      reference,
      buttons: made,
    });
    return ok({ reference, handles: handlesOf(made) });
  },
});

/** It certainly was not said: it may be told anew. */
const untell = defineCommand({
  name: 'telegram.untell',
  title: 'Note that a member was not told in Telegram',
  args: z.strictObject({ id: idSchema }),
  undoable: false,
  internal: true,
  run(draft, { id }) {
    if (draft.get('telegramAlerts', id) !== undefined) draft.remove('telegramAlerts', id);
    return ok({});
  },
});

/** A draft is shown under an alert, and can be approved as it stands. */
const offerDraft = defineCommand({
  name: 'telegram.offerDraft',
  title: 'Show a draft in Telegram',
  args: z.strictObject({
    alertId: idSchema,
    text: z.string().min(1).max(4096),
    messageId: idSchema,
    receipts: messageSchema.shape.receipts,
  }),
  undoable: false,
  internal: true,
  run(draft, { alertId, text, messageId, receipts }, context) {
    const alert = draft.get('telegramAlerts', alertId);
    if (alert === undefined) return problem('telegram.alert-gone', 'This is too old.');
    const made = makeButtons(['approve', 'discard'], context, hashOfShown(text));
    const isOfDraft = ({ does }: { does: TelegramDeed }): boolean => does === 'approve' || does === 'discard';
    for (const [handle, button] of Object.entries(alert.buttons ?? {}))
      if (isOfDraft(button)) draft.removeEntry('telegramAlerts', alertId, 'buttons', handle);
    for (const [handle, button] of Object.entries(made))
      draft.putEntry('telegramAlerts', alertId, 'buttons', handle, button);
    draft.patch('telegramAlerts', alertId, { draft: { text, messageId, ...(receipts && { receipts }) } });
    return ok({ handles: handlesOf(made) });
  },
});

/** Of what stands above a button, so that nothing else is approved. */
export function hashOfShown(text: string): string {
  return contentId(['telegram shown', text]);
}

/** As long as the collection says. */
const keptMilliseconds = 30 * 24 * 3_600_000;
const mostForgotten = 50;

function forgetOld(draft: RecordWriter, now: number): void {
  const old = [...draft.all('telegramAlerts')].filter(({ at }) => at < now - keptMilliseconds);
  for (const { id } of old.slice(0, mostForgotten)) draft.remove('telegramAlerts', id);
}

type Buttons = NonNullable<z.infer<typeof telegramAlertSchema>['buttons']>;

/** What a button gives back is random and says nothing. */
function makeButtons(deeds: readonly TelegramDeed[], { newId, now }: CommandContext, hash?: string): Buttons {
  const until = now + buttonMilliseconds;
  return Object.fromEntries(deeds.map((does) => [newId(), { does, until, ...(hash && { hash }) }]));
}

function handlesOf(buttons: Buttons): { does: TelegramDeed; handle: string }[] {
  return Object.entries(buttons).map(([handle, { does }]) => ({ does, handle }));
}

export const telegramAlertCommands = [tell, untell, offerDraft] as const;
