import { useEffect, useState } from 'react';
import { proxy } from 'comlink';
import type { JobProposal } from '#shared/agent/extraction/proposal.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useRecords } from '#renderer/state/records.ts';
import { vault } from '#renderer/state/vault-client.ts';

/** The job that the open conversation asks for: looked for anew when somebody writes or a job is made. */
export function useProposal(
  conversation: Conversation,
  messages: readonly Message[],
): JobProposal | undefined {
  const { id, proposalDismissedUpTo = 0 } = conversation;
  const [proposal, setProposal] = useState<JobProposal>();
  const jobs = useRecords('jobs');
  const services = useRecords('services');
  const ownJobs = jobs.filter((job) => job.conversationId === id).length;
  const newest = messages.reduce((last, { at }) => Math.max(last, at), 0);
  useEffect(() => {
    let current = true;
    const show = (next: JobProposal | undefined) => {
      if (current) setProposal(next);
    };
    const look = async () => {
      const found = await vault().proposeJob(id, proxy(show));
      show(found.ok ? found.value : undefined);
    };
    ignore(look());
    return () => {
      current = false;
    };
    // A message, a job or another price list may change what is proposed; the vault reads them by itself.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [id, newest, ownJobs, services]);
  return proposal !== undefined && proposal.upTo > proposalDismissedUpTo ? proposal : undefined;
}
