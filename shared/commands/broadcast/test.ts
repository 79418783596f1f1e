import { z } from 'zod';
import {
  fillTemplate,
  previewTemplate,
  templateFields,
  templateText,
} from '#shared/channels/meta/whatsapp/templates.ts';
import { broadcastSchema } from '#shared/domain/broadcast/broadcast.ts';
import { fillPlace } from '#shared/domain/broadcast/words.ts';
import { idSchema } from '#shared/domain/common.ts';
import { isPhoneNumber, normalisePhone } from '#shared/domain/phone.ts';
import { problem } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from '../command.ts';
import { openConversation } from '../conversation-begin.ts';
import { identityId } from '../inbox/people.ts';
import { queueTemplate } from '../template.ts';
import { templateInLanguage } from '../template-language.ts';

const { accountId, values } = broadcastSchema.shape;

/**
 * Sends what one of the recipients would get to the member themselves, and to nobody else: a test is no way around
 * what customers have said.
 */
const test = defineCommand({
  name: 'broadcast.test',
  title: 'Send a test of a broadcast',
  args: z.strictObject({ accountId, templateId: idSchema, values, contactId: idSchema.optional() }),
  undoable: false,
  run(draft, args, context) {
    const member = draft.get('members', context.memberId);
    const business = draft.get('business', 'business');
    if (member?.phone === undefined || !isPhoneNumber(member.phone, business?.country))
      return problem(
        'broadcast.no-own-number',
        'Plumbline does not know your own number. Nothing was sent.',
        'Write it down in Settings, under Team.',
      );
    const sample = draft.get('contacts', args.contactId ?? '');
    const template = templateInLanguage(draft, args.templateId, sample?.language);
    if (template === undefined || business === undefined)
      return problem('template.missing', 'This template no longer exists at Meta. Nothing was sent.');
    const facts = { contact: sample ?? { name: member.name }, business };
    const filled = Object.fromEntries(
      templateFields(template).map(({ key }) => [
        key,
        fillPlace(args.values[key] ?? { words: '' }, facts) ?? '',
      ]),
    );
    const content = fillTemplate(template, filled);
    if (!content.ok) return content;
    const number = normalisePhone(member.phone, business.country);
    const contactId = contactOf(draft, number, member.name, context);
    const talk = openConversation(
      draft,
      { contactId, number, accountId: args.accountId, state: 'resolved' },
      context,
    );
    if (!talk.ok) return talk;
    const text = templateText(previewTemplate(template, filled));
    const conversation = draft.get('conversations', talk.value.id)!;
    return queueTemplate(draft, conversation, { text, template: content.value, purpose: 'answers' }, context);
  },
});

/** Whoever is reached under the member's number, or a contact of their own. */
function contactOf(
  draft: RecordWriter,
  number: string,
  name: string,
  { newId, now }: CommandContext,
): string {
  const known = draft.get('identities', identityId('phone', number.slice(1)))?.contactId;
  if (known !== undefined) return known;
  const id = newId();
  draft.create('contacts', { id, createdAt: now, name, phones: { own: { number } }, source: 'owner' });
  return id;
}

export const testCommands = [test] as const;
