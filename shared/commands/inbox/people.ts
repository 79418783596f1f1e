import { contentId } from '#shared/lib/hash.ts';
import { given } from '#shared/lib/given.ts';
import type { AddressBookEvent, Customer, IdentityChangeEvent, Person } from '#shared/channels/events.ts';
import { type Identity, newContactId } from '#shared/domain/contact.ts';
import { memberWithPhone } from '#shared/agent/technician/served-member.ts';
import { isSamePhone } from '#shared/domain/phone.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import type { CommandContext } from '../command.ts';
import { freshId, noteErasedBefore } from '../suppression.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { beginEnquiry, dropEnquiry } from './first-enquiry.ts';
import { isFromChannel, isSign, isUntouched, moveContact } from './join.ts';
import { onlyContactWith, phonesIn } from './lookup.ts';
import { learnName, ownName } from './names.ts';
import { wait, waitingFor } from './pending.ts';

interface Alias {
  id: string;
  channel: Identity['channel'];
  kind: Identity['kind'];
  value: string;
  accountId?: string;
}

/** How the customer is reached, and who they are. */
export interface ResolvedCustomer {
  contactId: string;
  identityId: string;
}

/**
 * Finds the contact behind a customer's phone and user id, or makes one. A phone and a user id that appear
 * together are linked; where they already belong to two contacts that both have been worked with, both are kept
 * and the owner is told.
 */
export function resolveCustomer(
  draft: RecordWriter,
  customer: Customer,
  at: number,
  context: CommandContext,
  /** `comment`: nobody is a contact for having written under a post. */
  by: 'message' | 'comment' = 'message',
): ResolvedCustomer {
  const own = aliasesOf(draft, customer, context);
  const aliases = withReported(draft, customer, own, context);
  const identityId = own.at(-1)!.id;
  const isKnown = isOnePerson(draft, aliases);
  const contactId = contactOf(draft, aliases, context);
  const nameBefore = ownName(draft, contactId);
  for (const alias of aliases) link(draft, alias, contactId, context);
  learnName(draft, own, customer, at);
  describeContact(draft, contactId, nameBefore, aliases, context, by);
  if (by === 'message') becomeContact(draft, contactId, context.now);
  return { contactId: isKnown ? contactId : settled(draft, contactId, context), identityId };
}

/** The same person under another number or user id: the new alias leads to the contact that the old one has. */
export function changeIdentity(
  draft: RecordWriter,
  event: IdentityChangeEvent,
  context: CommandContext,
): void {
  const before = aliasesOf(draft, event.before, context);
  if (before.length === 0) return;
  const after = aliasesOf(draft, event.after, context);
  resolveCustomer(draft, event.before, event.at, context);
  const contactId = contactOf(draft, [...after, ...before], context);
  const nameBefore = ownName(draft, contactId);
  for (const alias of after) link(draft, alias, contactId, context);
  for (const old of before) {
    const replaced = after.some(({ kind, id }) => kind === old.kind && id !== old.id);
    if (replaced) setEarliest(draft, old.id, event.at);
  }
  describeContact(draft, contactId, nameBefore, after, context);
  settled(draft, contactId, context);
}

/** The contact under the id that any order of the same deliveries gives it, where nobody has looked at it yet. */
function settled(draft: RecordWriter, contactId: string, context: CommandContext): string {
  const identities = draft.by('identities', 'contactId', contactId);
  const first = identities.map((one) => contactIdOf(draft, one, context)).toSorted()[0];
  if (identities.length < 2 || first === undefined || first === contactId) return contactId;
  if (!isSign(draft.get('contacts', first)) || !isUntouched(draft, contactId, context)) return contactId;
  moveContact(draft, [contactId, first], context);
  return first;
}

/** A status may be the only thing that names phone and user id together; its customer may not have written yet. */
export function linkRecipient(
  draft: RecordWriter,
  person: Person,
  at: number,
  context: CommandContext,
): void {
  const aliases = aliasesOf(draft, person, context);
  const known = aliases.filter(({ id }) => draft.get('identities', id) !== undefined);
  if (aliases.length < 2 || isOnePerson(draft, aliases)) return;
  if (known.length > 0) resolveCustomer(draft, person, at, context);
  else for (const { id } of aliases) wait(draft, id, { kind: 'person', at, ...given(person) }, context.now);
}

/** An entry of the phone's address book: its name, and that this is no stranger. */
export function learnContact(draft: RecordWriter, event: AddressBookEvent, context: CommandContext): void {
  if (aliasesOf(draft, event.customer, context).length === 0) return;
  const { contactId } = resolveCustomer(draft, event.customer, event.at, context);
  noteAcquainted(draft, contactId);
}

/** Whom the phone's app knew before is nobody who writes for the first time. */
export function noteAcquainted(draft: RecordWriter, contactId: string): void {
  const contact = draft.get('contacts', contactId);
  if (contact !== undefined && isFromChannel(contact)) dropEnquiry(draft, contactId);
}

/** The aliases of this person, with what was reported of them before they wrote. */
function withReported(draft: RecordWriter, customer: Person, own: Alias[], context: CommandContext): Alias[] {
  const reports = own.flatMap(({ id }) => waitingFor(draft, id));
  if (reports.length === 0) return own;
  const people = reports.map(({ event }) => event as Person);
  const whole = people.reduce<Person>(
    (known, { phone, userId }) => ({
      ...((known.phone ?? phone) !== undefined && { phone: (known.phone ?? phone)! }),
      ...((known.userId ?? userId) !== undefined && { userId: (known.userId ?? userId)! }),
      ...(known.scoped !== undefined && { scoped: known.scoped }),
    }),
    customer,
  );
  const aliases = aliasesOf(draft, whole, context);
  for (const { id } of aliases) {
    for (const waiting of waitingFor(draft, id)) draft.remove('pendingUpdates', waiting.id);
  }
  return aliases;
}

/** The phone first, the user id last: the surest one. Who was erased has other ids afterwards. */
function aliasesOf(draft: RecordWriter, person: Person, context: CommandContext): Alias[] {
  return namesOf(person).map((alias) => {
    return { ...alias, id: freshId(draft, 'identities', alias.id, context) };
  });
}

/** Whether it is said who somebody is: a channel may keep that back. */
export function isNamed(person: Person): boolean {
  return namesOf(person).length > 0;
}

function namesOf({ phone, userId, scoped }: Person): Alias[] {
  const aliases: Alias[] = [];
  const channel = 'whatsapp';
  if (phone !== undefined)
    aliases.push({ id: identityId('phone', phone), channel, kind: 'phone', value: phone });
  if (userId !== undefined)
    aliases.push({ id: identityId('bsuid', userId), channel, kind: 'bsuid', value: userId });
  if (scoped !== undefined) {
    const { channel: page, accountId, id: value } = scoped;
    const id = contentId([page, 'scoped', accountId, value]);
    aliases.push({ id, channel: page, kind: 'scoped', value, accountId });
  }
  return aliases;
}

/** Under which a person of WhatsApp is known, on every device the same. */
export function identityId(kind: Identity['kind'], value: string): string {
  return contentId(['whatsapp', kind, value]);
}

/**
 * The contact of these aliases. The user id is the identity, the phone only an alias: where they disagree, the
 * user id decides. Contacts that nobody has worked with are joined, as if all had come in the right order.
 */
function contactOf(draft: RecordWriter, aliases: Alias[], context: CommandContext): string {
  const owners = new Set(aliases.toReversed().flatMap(({ id }) => ownerOf(draft, id) ?? []));
  const phone = aliases.find(({ kind, id }) => kind === 'phone' && draft.get('identities', id) === undefined);
  const entered = phone && onlyContactWith(draft, `+${phone.value}`);
  if (entered !== undefined) owners.add(entered);
  const [first, ...others] = owners;
  if (first === undefined) return contactIdOf(draft, aliases[0]!, context);
  let contactId = first;
  const apart: string[] = [];
  for (const other of others) {
    if (isUntouched(draft, other, context)) moveContact(draft, [other, contactId], context);
    else if (isUntouched(draft, contactId, context)) {
      moveContact(draft, [contactId, other], context);
      contactId = other;
    } else apart.push(other);
  }
  if (apart.length > 0) reportConflict(draft, aliases, [contactId, ...apart], context);
  return contactId;
}

/** Whether all aliases are known, and of one contact. */
function isOnePerson(draft: RecordWriter, aliases: Alias[]): boolean {
  const owners = aliases.map(({ id }) => ownerOf(draft, id));
  return owners.every((owner) => owner !== undefined && owner === owners[0]);
}

/** The contact that an identity leads to, also where that one was merged into another since. */
function ownerOf(draft: RecordWriter, identity: string): string | undefined {
  const contactId = draft.get('identities', identity)?.contactId;
  if (contactId === undefined) return undefined;
  return mergedTarget(contactId, (id) => draft.get('contacts', id));
}

function isSameNumber(draft: RecordWriter, typed: string, digits: string): boolean {
  return isSamePhone(typed, `+${digits}`, draft.get('business', 'business')?.country);
}

function link(draft: RecordWriter, alias: Alias, contactId: string, context: CommandContext): void {
  if (draft.get('identities', alias.id) !== undefined) return;
  draft.create('identities', { ...alias, contactId, createdAt: context.now });
  noteErasedBefore(draft, alias, context);
}

/** The id of the contact that a first message under this identity makes. */
function contactIdOf(
  draft: RecordWriter,
  identity: Pick<Identity, 'channel' | 'value' | 'accountId'>,
  context: CommandContext,
): string {
  return freshId(draft, 'contacts', newContactId(identity), context);
}

/** Makes the contact where it is missing; a name that the owner has not changed follows the person's own. */
function describeContact(
  draft: RecordWriter,
  contactId: string,
  nameBefore: string,
  aliases: Alias[],
  context: CommandContext,
  by: 'message' | 'comment' = 'message',
): void {
  const contact = draft.get('contacts', contactId);
  if (contact === undefined) {
    const name = ownName(draft, contactId);
    const source = aliases[0]!.channel;
    const made = { id: contactId, createdAt: context.now, source };
    const member = memberWithPhone(draft, aliases.find(({ kind }) => kind === 'phone')?.value);
    // Conversations need a contact; a member's is put away, and nobody who asks for work.
    if (member !== undefined)
      draft.create('contacts', { ...made, name: member.name, archivedAt: context.now });
    else if (by === 'comment') draft.create('contacts', { ...made, name, onlyComments: true });
    else {
      draft.create('contacts', { ...made, name });
      beginEnquiry(draft, contactId, { at: context.now, source });
    }
  } else if (isFromChannel(contact) && contact.name === nameBefore) {
    draft.patch('contacts', contactId, { name: ownName(draft, contactId) });
  }
  for (const { kind, id, value } of aliases) {
    if (kind === 'phone' && draft.get('identities', id)?.contactId === contactId)
      addPhone(draft, contactId, id, value);
  }
}

/** Who has only commented so far stands among people from now on, as somebody who may want something done. */
export function becomeContact(draft: RecordWriter, contactId: string, at: number): void {
  const contact = draft.get('contacts', contactId);
  if (contact?.onlyComments !== true) return;
  draft.unset('contacts', contactId, 'onlyComments');
  beginEnquiry(draft, contactId, { at, source: contact.source ?? '' });
}

function addPhone(draft: RecordWriter, contactId: string, key: string, digits: string): void {
  const phones = Object.values(draft.get('contacts', contactId)?.phones ?? {});
  if (phones.some(({ number }) => isSameNumber(draft, number, digits))) return;
  if (phones.some(({ number }) => number === `+${digits}`)) return;
  draft.putEntry('contacts', contactId, 'phones', key, { number: `+${digits}`, label: 'WhatsApp' });
  phonesIn(draft).added(contactId, digits);
}

/** Notes what a person said about advertising, unless they said something else later. A stop wins a tie. */
export function noteMarketing(
  draft: RecordWriter,
  person: Person,
  wish: { stopped: boolean; at: number },
  context: CommandContext,
): void {
  for (const { id } of aliasesOf(draft, person, context)) {
    const identity = draft.get('identities', id);
    if (identity === undefined) continue;
    const known = identity.marketing;
    if (known !== undefined && (wish.at < known.at || (wish.at === known.at && known.stopped))) continue;
    draft.patch('identities', id, { marketing: wish });
  }
}

function setEarliest(draft: RecordWriter, id: string, at: number): void {
  const known = draft.get('identities', id)?.supersededAt;
  if (known === undefined || at < known) draft.patch('identities', id, { supersededAt: at });
}

function reportConflict(
  draft: RecordWriter,
  aliases: Alias[],
  contactIds: string[],
  context: CommandContext,
): void {
  const id = contentId(['identity-conflict', ...aliases.map((alias) => alias.id).toSorted()]);
  if (draft.get('accountEvents', id) !== undefined) return;
  const names = contactIds.map((contactId) => `“${draft.get('contacts', contactId)?.name ?? 'unknown'}”`);
  draft.create('accountEvents', {
    id,
    at: context.now,
    field: 'identity-conflict',
    summary: `Meta says that ${names.join(' and ')} are one person. Both contacts are kept as they are.`,
    severity: 'warning',
    raw: { contactIds },
  });
}
