import { contentId } from '#shared/lib/hash.ts';
import type { Customer, IdentityChangeEvent } from '#shared/channels/whatsapp/events.ts';
import type { Person } from '#shared/channels/whatsapp/identity.ts';
import { channelRules } from '#shared/channels/channel.ts';
import { channelKinds } from '#shared/domain/channel.ts';
import type { Contact, Identity } from '#shared/domain/contact.ts';
import { normalisePhone } from '#shared/domain/phone.ts';
import { mergedTarget } from '#shared/domain/contact-merge.ts';
import type { CommandContext } from '../command.ts';
import type { RecordWriter } from '../records.ts';
import { lastDigits, lookupOf } from './lookup.ts';

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
 * together are linked; where they already belong to two contacts, both are kept and the owner is told.
 */
export function resolveCustomer(
  draft: RecordWriter,
  customer: Customer,
  at: number,
  context: CommandContext,
): ResolvedCustomer {
  const aliases = aliasesOf(customer);
  const contactId = contactBehind(draft, aliases, context) ?? newContactId(aliases[0]!);
  const nameBefore = ownName(draft, contactId);
  for (const alias of aliases) link(draft, alias, contactId, context);
  learnName(draft, aliases, customer, at);
  describeContact(draft, contactId, nameBefore, aliases, context);
  return { contactId, identityId: aliases.at(-1)!.id };
}

/** The same person under another number or user id: the new alias leads to the contact that the old one has. */
export function changeIdentity(
  draft: RecordWriter,
  event: IdentityChangeEvent,
  context: CommandContext,
): void {
  const before = aliasesOf(event.before);
  if (before.length === 0) return;
  const { contactId } = resolveCustomer(draft, event.before, event.at, context);
  const after = aliasesOf(event.after);
  const owners = new Set([contactId, ...after.map(({ id }) => ownerOf(draft, id) ?? contactId)]);
  if (owners.size > 1) reportConflict(draft, [...before, ...after], [...owners], context);
  const nameBefore = ownName(draft, contactId);
  for (const alias of after) link(draft, alias, contactId, context);
  for (const old of before) {
    const replaced = after.some(({ kind, id }) => kind === old.kind && id !== old.id);
    if (replaced) setEarliest(draft, old.id, event.at);
  }
  describeContact(draft, contactId, nameBefore, after, context);
}

/** The phone first, the user id last: the surest one. */
function aliasesOf({ phone, userId, scoped }: Person): Alias[] {
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

function newContactId({ channel, value, accountId }: Alias): string {
  return contentId(['contact', channel, ...(accountId === undefined ? [] : [accountId]), value]);
}

function identityId(kind: Identity['kind'], value: string): string {
  return contentId(['whatsapp', kind, value]);
}

/** The user id is the identity, the phone only an alias: where they disagree, the user id decides. */
function contactBehind(draft: RecordWriter, aliases: Alias[], context: CommandContext): string | undefined {
  const known = aliases.toReversed().flatMap(({ id }) => ownerOf(draft, id) ?? []);
  const contacts = new Set(known);
  if (contacts.size > 1) reportConflict(draft, aliases, [...contacts], context);
  return known[0] ?? contactWithPhone(draft, aliases.find(({ kind }) => kind === 'phone')?.value);
}

/** The contact that an identity leads to, also where that one was merged into another since. */
function ownerOf(draft: RecordWriter, identity: string): string | undefined {
  const contactId = draft.get('identities', identity)?.contactId;
  if (contactId === undefined) return undefined;
  return mergedTarget(contactId, (id) => draft.get('contacts', id));
}

/** A contact of the owner's with this number, if there is exactly one: of several, none is guessed. */
function contactWithPhone(draft: RecordWriter, digits: string | undefined): string | undefined {
  if (digits === undefined) return undefined;
  const found: string[] = [];
  for (const id of lookupOf(draft).contactsByDigits(lastDigits(digits))) {
    const contact = draft.get('contacts', id);
    if (contact === undefined || contact.mergedInto !== undefined) continue;
    if (Object.values(contact.phones ?? {}).some(({ number }) => isSameNumber(draft, number, digits))) {
      found.push(contact.id);
    }
  }
  return found.length === 1 ? found[0] : undefined;
}

function isSameNumber(draft: RecordWriter, typed: string, digits: string): boolean {
  // Reading a number properly is slow; most differ in their last digits already.
  if (lastDigits(typed) !== lastDigits(digits)) return false;
  return normalisePhone(typed, draft.get('business', 'business')?.country) === `+${digits}`;
}

function link(draft: RecordWriter, alias: Alias, contactId: string, context: CommandContext): void {
  if (draft.get('identities', alias.id) !== undefined) return;
  draft.create('identities', { ...alias, contactId, createdAt: context.now });
  lookupOf(draft).added.identity({ id: alias.id, contactId });
}

/** Keeps the newest name that a person gave themselves; of two of one moment the one that sorts last. */
function learnName(draft: RecordWriter, aliases: Alias[], { name, username }: Customer, at: number): void {
  const given = name ?? (username === undefined ? undefined : `@${username}`);
  if (given === undefined) return;
  for (const { id } of aliases) {
    const { profileName = '', profileNameAt = Number.NEGATIVE_INFINITY } = draft.get('identities', id) ?? {};
    if (at < profileNameAt || (at === profileNameAt && given <= profileName)) continue;
    draft.set('identities', id, 'profileName', given);
    draft.set('identities', id, 'profileNameAt', at);
  }
}

/** Makes the contact where it is missing; a name that the owner has not changed follows the person's own. */
function describeContact(
  draft: RecordWriter,
  contactId: string,
  nameBefore: string,
  aliases: Alias[],
  context: CommandContext,
): void {
  const contact = draft.get('contacts', contactId);
  if (contact === undefined) {
    const name = ownName(draft, contactId);
    const source = aliases[0]!.channel;
    draft.create('contacts', { id: contactId, createdAt: context.now, name, source, lead: true });
  } else if (isFromChannel(contact) && contact.name === nameBefore) {
    draft.set('contacts', contactId, 'name', ownName(draft, contactId));
  }
  for (const { kind, id, value } of aliases) {
    if (kind === 'phone' && draft.get('identities', id)?.contactId === contactId)
      addPhone(draft, contactId, id, value);
  }
}

function isFromChannel({ source }: Contact): boolean {
  return (channelKinds as readonly (string | undefined)[]).includes(source);
}

function addPhone(draft: RecordWriter, contactId: string, key: string, digits: string): void {
  const phones = Object.values(draft.get('contacts', contactId)?.phones ?? {});
  if (phones.some(({ number }) => isSameNumber(draft, number, digits))) return;
  if (phones.some(({ number }) => number === `+${digits}`)) return;
  draft.set('contacts', contactId, ['phones', key], { number: `+${digits}`, label: 'WhatsApp' });
  lookupOf(draft).added.phone(contactId, digits);
}

/** What a contact is called that only WhatsApp knows: by their own newest name, else by their number. */
function ownName(draft: RecordWriter, contactId: string): string {
  const identities = lookupOf(draft).identitiesOf(contactId);
  const rank = ({ profileNameAt = 0, profileName = '' }: Identity) =>
    `${profileNameAt}`.padStart(16, '0') + profileName;
  const newest = identities.toSorted((a, b) => (rank(a) < rank(b) ? 1 : -1))[0];
  if (newest?.profileName !== undefined) return newest.profileName;
  const phones = identities.filter(({ kind }) => kind === 'phone').map(({ value }) => value);
  const phone = phones.toSorted()[0];
  if (phone !== undefined) return `+${phone}`;
  const channel = identities.find(({ kind }) => kind === 'scoped')?.channel ?? 'whatsapp';
  return `${channelRules(channel).name} user`;
}

/** Notes what a person said about advertising, unless they said something else later. A stop wins a tie. */
export function noteMarketing(
  draft: RecordWriter,
  person: Person,
  wish: { stopped: boolean; at: number },
): void {
  for (const { id } of aliasesOf(person)) {
    const identity = draft.get('identities', id);
    if (identity === undefined) continue;
    const known = identity.marketing;
    if (known !== undefined && (wish.at < known.at || (wish.at === known.at && known.stopped))) continue;
    draft.set('identities', id, 'marketing', wish);
  }
}

function setEarliest(draft: RecordWriter, id: string, at: number): void {
  const known = draft.get('identities', id)?.supersededAt;
  if (known === undefined || at < known) draft.set('identities', id, 'supersededAt', at);
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
