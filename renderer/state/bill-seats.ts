import { useNavigate } from '@tanstack/react-router';
import { run } from './commands.ts';

/** Drafts an invoice for each seat that is to be billed, and opens it, or where all drafts are. */
export function useBillSeats(): (of: { jobId: string; visitId?: string }) => Promise<void> {
  const navigate = useNavigate();
  return async (of) => {
    const drafted = await run('invoice.draftSeats', of);
    if (!drafted.ok) return;
    const [documentId, ...others] = drafted.value.ids;
    if (documentId !== undefined && others.length === 0)
      await navigate({ to: '/money/$documentId', params: { documentId } });
    else await navigate({ to: '/money' });
  };
}
