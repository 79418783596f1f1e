import type { Finding } from '#shared/assistant/read-tools.ts';
import type { RecordRef } from '#shared/assistant/refs.ts';
import { isAside } from '#shared/domain/conversation-state.ts';
import type { Program } from '#shared/domain/program.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { isKeptOnly, isLimitedPerson } from '#shared/records/right-to-send.ts';

/** What a program may hear of: nobody in the bin or only kept, and who stays here only where its answers do too. */
export function createVisibility(records: RecordReader, { isLocal }: Pick<Program, 'isLocal'>) {
  function isPersonTold(id: string): boolean {
    const contact = records.get('contacts', id);
    if (contact === undefined || contact.binnedAt !== undefined || isKeptOnly(records, id)) return false;
    return isLocal || !isLimitedPerson(records, id, 'staysOnDevice');
  }

  function isTold(finding: Finding): boolean {
    if (finding.kind === 'slot' || finding.kind === 'service') return true;
    return isPersonTold(finding.kind === 'contact' ? finding.id : finding.contactId);
  }

  /** Whether a record may be spoken of by its reference. */
  function mayName({ collection, id }: RecordRef): boolean {
    if (collection === 'services') return records.get('services', id) !== undefined;
    const person = personOf({ collection, id });
    return person !== undefined && isPersonTold(person);
  }

  function personOf({ collection, id }: RecordRef): string | undefined {
    switch (collection) {
      case 'contacts':
        return id;
      case 'jobs':
      case 'issued':
      case 'documents':
        return records.get(collection, id)?.contactId;
      case 'conversations': {
        const talk = records.get('conversations', id);
        return talk === undefined || isAside(talk) ? undefined : talk.contactId;
      }
      case 'visits':
        return records.get('jobs', records.get('visits', id)?.jobId ?? '')?.contactId;
      default:
        return undefined;
    }
  }

  return { isTold, mayName };
}
