import { useNavigate } from '@tanstack/react-router';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useBillSeats } from '#renderer/state/bill-seats.ts';
import { placeOf } from '#renderer/state/finding-notes.ts';
import { useOpenRecord } from '#renderer/state/open-record.ts';
import type { Line } from './line.ts';

/** Does what a line asks for, or opens where it is done. */
export function useAction(line: Line): () => void {
  const navigate = useNavigate();
  const open = useOpenRecord();
  const billSeats = useBillSeats();

  async function bill(contactId: string, jobId: string): Promise<void> {
    const drafted = await run('invoice.draft', { contactId, jobId });
    if (drafted.ok) open({ collection: 'documents', id: drafted.value.id });
  }

  return () => {
    switch (line.kind) {
      case 'visit':
      case 'request':
        return open({ collection: 'jobs', id: line.jobId });
      case 'answer':
        return open({ collection: 'conversations', id: line.conversationId });
      case 'booking':
        return ignore(navigate({ to: '/bookings/$bookingId', params: { bookingId: line.bookingId } }));
      case 'privacy':
        return ignore(
          navigate({
            to: '/settings/$section',
            params: { section: 'requests' },
            search: { request: line.requestId },
          }),
        );
      case 'arrivals':
      case 'untold':
        return ignore(navigate({ to: '/settings/$section', params: { section: 'webhooks' } }));
      case 'lateWork':
        return ignore(navigate({ to: '/settings/$section', params: { section: 'team' } }));
      case 'draft':
        return open({ collection: 'documents', id: line.documentId });
      case 'callBack':
        return open({ collection: 'contacts', id: line.contactId });
      case 'task':
        return ignore(run('task.complete', { id: line.task.id }));
      case 'billSeats':
        return ignore(billSeats({ jobId: line.jobId }));
      case 'bill':
        return ignore(bill(line.contactId, line.jobId));
      case 'decide': {
        const places = line.finding.sides.map(placeOf);
        const shown = places.find(({ collection }) => hasRoom.has(collection));
        return shown === undefined ? ignore(navigate({ to: '/money' })) : open(shown);
      }
    }
  };
}

/** The collections whose records say at themselves what is to be decided. All decisions stand above the money. */
const hasRoom: ReadonlySet<string> = new Set(['jobs', 'issued', 'documents']);
