import type { Customer } from '#shared/channels/events.ts';
import { channelRules } from '#shared/channels/channel.ts';
import type { Identity } from '#shared/domain/contact.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/** Keeps the newest name that a person gave themselves; of two of one moment the one that sorts last. */
export function learnName(
  draft: RecordWriter,
  aliases: readonly Pick<Identity, 'id'>[],
  { name, username }: Customer,
  at: number,
): void {
  const given = name ?? (username === undefined ? undefined : `@${username}`);
  if (given === undefined) return;
  for (const { id } of aliases) {
    const { profileName = '', profileNameAt = Number.NEGATIVE_INFINITY } = draft.get('identities', id) ?? {};
    if (at < profileNameAt || (at === profileNameAt && given <= profileName)) continue;
    draft.patch('identities', id, { profileName: given, profileNameAt: at });
  }
}

/** What a contact is called that only WhatsApp knows: by their own newest name, else by their number. */
export function ownName(draft: RecordWriter, contactId: string): string {
  const identities = draft.by('identities', 'contactId', contactId);
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
