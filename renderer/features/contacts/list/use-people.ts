import { useMemo } from 'react';
import { fieldsOf } from '#shared/domain/custom-field.ts';
import type { PersonFacts } from '#shared/domain/people-filter.ts';
import { createPeopleFinder } from '#shared/domain/people-finder.ts';
import { peopleFacts } from '#shared/records/people-facts.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { jobsAndParts } from '#renderer/state/jobs.ts';
import { useReader, useRecords } from '#renderer/state/records.ts';
import { createContactIndex, createNarrowing, type IndexedContact } from '#renderer/state/contact-index.ts';
import { inOrder } from './people-order.ts';
import { usePeopleView } from './people-view.ts';

const looked = ['enquiries', ...jobsAndParts] as const;
const noFacts: PersonFacts = { hasOpenEnquiry: false, lastWorkAt: undefined };

/** The people that the list shows: by its filter, in its order, and by what is typed. */
export function usePeople(query: string): IndexedContact[] {
  const { locale } = useFormat();
  const contacts = useRecords('contacts');
  const fields = useRecords('customFields');
  const { filter, sort } = usePeopleView();
  const factsOf = usePeopleFacts();
  const index = useMemo(() => createContactIndex(locale), [locale]);
  const all = useMemo(() => index(contacts), [index, contacts]);
  const own = useMemo(() => fieldsOf(fields, 'contacts'), [fields]);
  const find = useMemo(
    () =>
      createPeopleFinder(
        all.map(({ contact }) => contact),
        { factsOf, fields: own },
      ),
    [all, factsOf, own],
  );
  const now = useNow();
  const kept = useMemo(() => find(filter, now).map((row) => all[row]!), [all, find, filter, now]);
  const sorted = useMemo(
    () => inOrder(kept, sort, { locale, fields: own, factsOf }),
    [kept, sort, locale, own, factsOf],
  );
  const narrow = useMemo(() => createNarrowing(sorted), [sorted]);
  return useMemo(() => narrow(query), [narrow, query]);
}

/** What jobs and enquiries say of people; looked up only where the list asks for it. */
export function usePeopleFacts(): (contactId: string) => PersonFacts {
  const isAsked = usePeopleView(
    ({ filter, sort, columns }) =>
      filter.enquiry !== undefined ||
      filter.idleDays !== undefined ||
      sort.by === 'lastWork' ||
      columns.includes('lastWork'),
  );
  const records = useReader(looked);
  return useMemo(() => (isAsked ? peopleFacts(records) : () => noFacts), [isAsked, records]);
}
