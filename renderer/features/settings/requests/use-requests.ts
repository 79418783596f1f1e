import { useMemo } from 'react';
import {
  clocksOf,
  type Deadline,
  deadlinesOf,
  mayExtend,
  type PrivacyRequest,
} from '#shared/domain/privacy-request.ts';
import { useReader } from '#renderer/state/records.ts';

/** A request with what is still to be done about it. */
export interface RequestEntry {
  request: PrivacyRequest;
  /** Who asks; nothing where neither a contact nor a name is known. */
  name: string | undefined;
  contactId: string | undefined;
  /** The earliest first. */
  deadlines: Deadline[];
  mayExtend: boolean;
}

const looked = ['privacyRequests', 'requestClocks', 'contacts', 'business'] as const;

/** The open ones by what is due first, and the closed ones, the newest first. `today`: in the business's zone. */
export function useRequests(today: string): { open: RequestEntry[]; closed: RequestEntry[] } {
  const records = useReader(looked);
  return useMemo(() => {
    const { holidayRegion } = records.get('business', 'business') ?? {};
    const all = [...records.all('privacyRequests')].map((request): RequestEntry => {
      const { contactId, concernsId, name, country } = request;
      const clocks = clocksOf(country, records.get('requestClocks', country));
      const contact = contactId === undefined ? undefined : records.get('contacts', contactId);
      return {
        request,
        name: name ?? contact?.name,
        contactId: contactId ?? concernsId,
        deadlines: deadlinesOf(request, clocks, holidayRegion),
        mayExtend: mayExtend(request, clocks, { today, holidayRegion }),
      };
    });
    const dueOf = ({ deadlines }: RequestEntry) => deadlines[0]?.day ?? '9999';
    return {
      open: all
        .filter(({ request }) => request.outcome === undefined)
        .toSorted((a, b) => (dueOf(a) < dueOf(b) ? -1 : 1)),
      closed: all
        .filter(({ request }) => request.outcome !== undefined)
        .toSorted((a, b) => b.request.outcome!.at - a.request.outcome!.at),
    };
  }, [records, today]);
}
