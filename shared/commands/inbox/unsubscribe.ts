import type { UnsubscribeEvent } from '#shared/channels/events.ts';
import { contentId } from '#shared/lib/hash.ts';
import { consentState } from '#shared/domain/consent.ts';
import { consentsOf } from '#shared/records/consents.ts';
import type { RecordWriter } from '#shared/records/writer.ts';

/**
 * They want no more advertising by e-mail, at this address and under this contact. Everything else goes on. Who has said
 * so before says nothing new, and of whom nothing is kept any more nothing is noted.
 */
export function noteUnsubscribed(draft: RecordWriter, { at, contactId, addressId }: UnsubscribeEvent): void {
  if (draft.get('contacts', contactId) === undefined) return;
  const known = [...consentsOf(draft, contactId), ...draft.by('consents', 'identityId', addressId)].filter(
    ({ identityId }) => identityId === addressId,
  );
  if (consentState(known, 'marketing', 'email').is === 'withdrawn') return;
  const said = {
    identityId: addressId,
    contactId,
    purpose: 'marketing',
    channel: 'email',
    given: false,
    at,
    basis: 'answer',
  } as const;
  const id = contentId(said);
  if (draft.get('consents', id) === undefined) draft.create('consents', { ...said, id });
}
