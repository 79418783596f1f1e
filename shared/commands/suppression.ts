import type { CollectionName } from '#shared/domain/collections.ts';
import type { Identity } from '#shared/domain/contact.ts';
import { emailText, identityText, messageText, phoneText } from '#shared/domain/suppression.ts';
import type {
  AccountEvent,
  EditEvent,
  OwnCommentEvent,
  Person,
  RevokeEvent,
  SeenEvent,
  WebhookEvent,
} from '#shared/channels/events.ts';
import { contentId } from '#shared/lib/hash.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import type { CommandContext } from './command.ts';
import { wasCleared } from './erase-records.ts';

type Naming = Pick<CommandContext, 'pseudonym'>;

/** When somebody with one of these (`phoneText` and the like) was last erased. */
export function erasedAt(
  records: Pick<RecordReader, 'all' | 'by'>,
  texts: readonly string[],
  { pseudonym }: Naming,
): number | undefined {
  // Most businesses have erased nobody.
  if (pseudonym === undefined || records.all('suppressions')[Symbol.iterator]().next().done === true)
    return undefined;
  const names = texts.flatMap((text) => pseudonym('people', text) ?? []);
  const moments = names.flatMap((name) => records.by('suppressions', 'name', name)).map(({ at }) => at);
  return moments.length === 0 ? undefined : Math.max(...moments);
}

/** The id that content gives, or the next one where an owner has erased the record of that id. */
export function freshId(
  records: RecordReader,
  collection: CollectionName,
  first: string,
  naming: Naming,
): string {
  let id = first;
  while (wasCleared(records, { collection, id }, naming)) id = contentId(['again', id]);
  return id;
}

/** Who was erased and is met anew wants no advertising, whatever they had said before. */
export function noteErasedBefore(
  draft: RecordWriter,
  identity: Pick<Identity, 'id' | 'channel' | 'kind' | 'value'> & { accountId?: string },
  naming: Naming,
): void {
  const at = erasedAt(draft, [identityText(identity)], naming);
  if (at === undefined) return;
  const said = {
    identityId: identity.id,
    purpose: 'marketing' as const,
    given: false,
    at,
    basis: 'owner' as const,
  };
  const id = contentId(said);
  if (draft.get('consents', id) === undefined) draft.create('consents', { ...said, id });
}

/** Whether a contact as it would be brought in is of somebody who was erased. */
export function isOfErased(
  records: Pick<RecordReader, 'all' | 'by' | 'get'>,
  {
    phones = [],
    emails = [],
  }: { phones?: { number: string }[] | undefined; emails?: { address: string }[] | undefined },
  naming: Naming,
): boolean {
  const country = records.get('business', 'business')?.country;
  const texts = [
    ...phones.map(({ number }) => phoneText(number, country)),
    ...emails.map(({ address }) => emailText(address)),
  ];
  return erasedAt(records, texts, naming) !== undefined;
}

/** How a channel names somebody, as it is suppressed. */
export function textsOf({ phone, userId, scoped }: Person): string[] {
  const channel = 'whatsapp';
  return [
    ...(phone === undefined ? [] : [identityText({ channel, kind: 'phone', value: phone })]),
    ...(userId === undefined ? [] : [identityText({ channel, kind: 'bsuid', value: userId })]),
    ...(scoped === undefined ? [] : [identityText({ ...scoped, kind: 'scoped', value: scoped.id })]),
  ];
}

/**
 * Whether an event is from before its person was erased, or only says something about them: a delivery that is
 * repeated brings nothing back. What they write afterwards is anybody's message.
 */
export function isFromBefore(records: RecordReader, event: WebhookEvent, naming: Naming): boolean {
  if (event.kind === 'accountEvent' || event.kind === 'unknown')
    return isReportFromBefore(records, event, naming);
  // They are told of an erasure by their contact, which is gone then: see `noteUnsubscribed`.
  if (event.kind === 'unsubscribe') return false;
  if ('externalId' in event && erasedAt(records, [messageText(event.externalId)], naming) !== undefined)
    return true;
  if (isAboutMessage(event)) return false;
  if (event.kind === 'message' && event.group !== undefined) return false;
  const person = personIn(event);
  const since = erasedAt(records, textsOf(person), naming);
  if (since === undefined) return false;
  return event.at <= since || (event.kind !== 'message' && isErasedSince(records, person, naming));
}

type AboutMessage = EditEvent | RevokeEvent | SeenEvent | OwnCommentEvent;
type PersonalEvent = Exclude<
  WebhookEvent,
  AboutMessage | { kind: 'unsubscribe' } | { kind: 'accountEvent' } | { kind: 'unknown' }
>;

/** Names a message and nobody besides. */
function isAboutMessage(event: WebhookEvent): event is AboutMessage {
  return ['edit', 'revoke', 'seen', 'ownComment'].includes(event.kind);
}

function personIn(event: PersonalEvent): Person {
  if (event.kind === 'status') return event.recipient;
  return event.kind === 'identityChange' ? event.before : event.customer;
}

/** Whether somebody was erased and has not written since. */
export function isErasedSince(records: RecordReader, person: Person, naming: Naming): boolean {
  if (erasedAt(records, textsOf(person), naming) === undefined) return false;
  const values = [person.phone, person.userId, person.scoped?.id];
  return ![...records.all('identities')].some(({ value }) => values.includes(value));
}

/** What was reported of an account is kept whole, with whatever it names. */
function isReportFromBefore(
  records: RecordReader,
  { at, receivedAt, raw }: Pick<AccountEvent, 'at' | 'receivedAt' | 'raw'>,
  naming: Naming,
): boolean {
  const texts = stringsIn(raw).flatMap((text) => [
    messageText(text),
    ...(/^\+?\d{7,15}$/.test(text) ? [phoneText(`+${text.replace('+', '')}`, undefined)] : []),
  ]);
  const since = erasedAt(records, texts, naming);
  return since !== undefined && (at ?? receivedAt ?? 0) <= since;
}

function stringsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(stringsIn) : [];
}
