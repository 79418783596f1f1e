import { useMemo } from 'react';
import { TaskSection } from '#renderer/features/tasks/index.ts';
import { useTable } from '#renderer/state/records.ts';

/** The tasks about a contact, and about what was talked of, asked and done for them. */
export function ContactTasks({ contactId }: { contactId: string }) {
  const conversations = useTable('conversations');
  const enquiries = useTable('enquiries');
  const jobs = useTable('jobs');
  const sites = useTable('sites');
  const among = useMemo(() => {
    const theirs = { conversations, enquiries, jobs, sites };
    const kinds = ['conversations', 'enquiries', 'jobs', 'sites'] as const;
    const records = kinds.flatMap((kind) =>
      theirs[kind].by('contactId', contactId).map(({ id }) => ({ kind, id })),
    );
    return [{ kind: 'contacts' as const, id: contactId }, ...records];
  }, [contactId, conversations, enquiries, jobs, sites]);
  return <TaskSection about={among[0]!} among={among} />;
}
