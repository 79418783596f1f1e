import { collectFacts, questionOf } from '#shared/agent/facts.ts';
import type { ReplyFacts } from '#shared/agent/facts.ts';
import { readMessage } from '#shared/agent/acts/read.ts';
import { needsModel } from '#shared/agent/acts/settle.ts';
import { readingRequest, withModelReading } from '#shared/agent/extraction/model-reading.ts';
import type { JobProposal } from '#shared/agent/extraction/proposal.ts';
import { proposalSchema, proposeJob } from '#shared/agent/extraction/proposal.ts';
import { type CustomerRequest, proposeRequest } from '#shared/agent/extraction/requests.ts';
import { servedMember } from '#shared/agent/technician/served-member.ts';
import type { ModelPort } from '#shared/agent/model-port.ts';
import { chainOf } from '#shared/agent/providers.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';

export interface ExtractionDeps {
  models: Pick<ModelPort, 'complete'>;
  records: RecordReader;
  /** Epoch milliseconds. */
  now(): number;
}

export interface Extraction {
  /**
   * The job that a conversation asks for, if any; it changes nothing. `onFirst` gets what the rules found,
   * before a model is asked.
   */
  propose(
    conversationId: string,
    onFirst?: (proposal: JobProposal) => void,
  ): Promise<Result<JobProposal | undefined>>;
  /** What else the customer asks for: a bill, a reminder. By our own rules alone. */
  request(conversationId: string): Result<CustomerRequest | undefined>;
}

/** Proposes jobs by the built-in rules and, where one is set up, a model: one typed question, no tools. */
export function createExtraction({ models, records, now }: ExtractionDeps): Extraction {
  /** What came out for the newest message of each conversation; a model is asked once about each. */
  const known = new Map<string, { upTo: number; proposal: JobProposal | undefined }>();

  async function read(conversationId: string, facts: ReplyFacts, basic: JobProposal | undefined) {
    const answer = await models.complete(readingRequest(facts));
    // Without an answer the rules stand alone: they ask where they are not certain.
    if (!answer.ok || answer.value.unresolved.length > 0) return basic;
    return withModelReading(basic, answer.value.value, conversationId, facts);
  }

  return {
    request(conversationId) {
      const facts = collectFacts(records, conversationId, now());
      const talk = records.get('conversations', conversationId);
      if (!facts.ok || talk === undefined || servedMember(records, talk) !== undefined) return ok(undefined);
      return ok(proposeRequest(facts.value));
    },
    async propose(conversationId, onFirst) {
      const facts = collectFacts(records, conversationId, now());
      if (!facts.ok) return facts;
      // Members of the team ask for no job.
      const conversation = records.get('conversations', conversationId);
      if (conversation !== undefined && servedMember(records, conversation) !== undefined)
        return ok(undefined);
      const basic = proposeJob(conversationId, facts.value);
      if (basic !== undefined) onFirst?.(basic);
      if (chainOf(records).length === 0 || !isWorthAsking(facts.value)) return ok(basic);
      const upTo = facts.value.messages.at(-1)?.at ?? 0;
      const before = known.get(conversationId);
      if (before?.upTo === upTo && basic !== undefined) return ok(before.proposal);
      const proposal = proposalSchema.optional().parse(await read(conversationId, facts.value, basic));
      known.set(conversationId, { upTo, proposal });
      return ok(proposal);
    },
  };
}

/** A model costs time: thanks, greetings and what is answered already are not read again. */
function isWorthAsking({ messages, now, business, services }: ReplyFacts): boolean {
  if (messages.at(-1)?.direction !== 'in') return false;
  return needsModel(
    readMessage(questionOf(messages), { now, business, services, answers: [], languages: [] }),
  );
}
