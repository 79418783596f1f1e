import { templateFields, templateObstacle } from '#shared/channels/meta/whatsapp/templates.ts';
import type { Broadcast, MailWords } from '#shared/domain/broadcast/broadcast.ts';
import { unknownPlaces } from '#shared/domain/broadcast/words.ts';
import { breachLawOf } from '#shared/domain/breach.ts';
import type { Result } from '#shared/lib/result.ts';
import { err, ok } from '#shared/lib/result.ts';
import { sendingChannel, whatsappAccounts } from '#shared/records/accounts.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { channelOf } from './limits.ts';

type Content = Pick<Broadcast, 'accountId' | 'templateId' | 'values' | 'audience' | 'mail'>;

/** What is wrong with what a broadcast says and to whom, each at its field. */
export function checkContent(records: RecordReader, content: Content): Result<void> {
  const { audience: to, mail } = content;
  if (to.of === 'segment' && records.get('segments', to.segmentId ?? '') === undefined)
    return inField('audience', 'broadcast.segment', 'Choose a segment.');
  if (to.of === 'tags' && (to.tags ?? []).length === 0)
    return inField('audience', 'broadcast.tags', 'Choose at least one label.');
  if (to.of === 'breach' && !mustBeTold(records, to.breachId))
    return inField('audience', 'broadcast.breach', noDuty);
  return mail === undefined ? checkTemplate(records, content) : checkMail(records, content.accountId, mail);
}

const noDuty =
  'People have to be told of a breach where the record says that the risk for them is high. Nothing else goes past what they have agreed to.';

/** Whether the law asks to tell people of it: where the risk for them is high, in India always. */
function mustBeTold(records: RecordReader, breachId = ''): boolean {
  const breach = records.get('breaches', breachId);
  const country = records.get('business', 'business')?.country ?? '';
  return breach !== undefined && (breach.risk === 'high' || breachLawOf(country) === 'india');
}

function checkMail(records: RecordReader, accountId: string, mail: MailWords): Result<void> {
  if (sendingChannel(records, accountId)?.kind !== 'email')
    return inField('accountId', 'broadcast.account', 'This mailbox of your business is not connected.');
  for (const field of ['subject', 'text'] as const) {
    if (mail[field].trim() === '')
      return inField(`mail.${field}`, 'broadcast.words', 'Write something here.');
    const [unknown] = unknownPlaces(mail[field]);
    if (unknown !== undefined)
      return inField(`mail.${field}`, 'broadcast.place', `Nothing is known by {{${unknown}}}.`);
  }
  return ok();
}

function checkTemplate(records: RecordReader, content: Content): Result<void> {
  const { accountId: over, templateId: by = '', values: filled } = content;
  if (!whatsappAccounts(records).includes(over))
    return inField('accountId', 'broadcast.account', 'This number of your business is not connected.');
  const template = records.get('messageTemplates', by);
  if (template === undefined) return inField('templateId', 'broadcast.template', 'Choose a template.');
  const channel = channelOf(records, content);
  if (channel?.kind === 'whatsapp' && channel.businessAccountId !== template.businessAccountId)
    return inField('templateId', 'broadcast.template', 'This template belongs to another account.');
  const obstacle = templateObstacle(template);
  if (obstacle !== undefined) return inField('templateId', 'broadcast.template', obstacle);
  for (const { key } of templateFields(template)) {
    const { words = '', fallback = '' } = filled[key] ?? {};
    if (words.trim() === '' && fallback.trim() === '')
      return inField(`values.${key}`, 'broadcast.place', 'Write what belongs here.');
    const [unknown] = [...unknownPlaces(words), ...unknownPlaces(fallback)];
    if (unknown !== undefined)
      return inField(`values.${key}`, 'broadcast.place', `Nothing is known by {{${unknown}}}.`);
  }
  return ok();
}

/** A refusal that stands at a field; `mail.text` is within another. */
export function inField(field: string, code: string, message: string): Result<never> {
  const [first = '', ...rest] = field.split('.');
  const path = rest.length === 0 ? [first] : [first, rest.join('.')];
  return err({ code, message, fields: [{ path, message }] });
}
