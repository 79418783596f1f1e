import { collectFacts } from '#shared/agent/facts.ts';
import type { ModelPort } from '#shared/agent/model-port.ts';
import { buildPrompt } from '#shared/agent/prompt.ts';
import type { ToolContext } from '#shared/assistant/read-tools.ts';
import type { Message } from '#shared/domain/conversation.ts';
import { compareMessages } from '#shared/domain/message-order.ts';
import { messagesBy } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';

const readerTokens = 400;

const rules =
  'Answer the owner’s question about this conversation, in the language of the question, in at most four sentences, only from the conversation. If it does not say, say so.';

/**
 * Answers a question from what a customer wrote. This call has no tools and no schema of any: its words go to the
 * owner's screen and nowhere else, neither into a record nor to the model that may propose changes.
 */
export function readMessages(
  models: Pick<ModelPort, 'stream'>,
  { records, now }: ToolContext,
  { conversationId, question }: { conversationId: string; question: string },
  onText: (text: string) => void,
  signal: AbortSignal,
): ReturnType<ModelPort['stream']> {
  const contactId = records.get('conversations', conversationId)?.contactId;
  const about = contactId === undefined ? [] : [contactId];
  const task = `${rules}\nThe owner’s question: ${question}`;
  return models.stream(
    {
      purpose: 'agent',
      about,
      messages: (budget) => {
        const facts = collectFacts(records, conversationId, now);
        if (!facts.ok) return facts;
        const messages = withNotes(records, conversationId, facts.value.messages);
        return buildPrompt({ ...facts.value, messages }, { task, needs: [] }, budget);
      },
      maxTokens: readerTokens,
    },
    onText,
    signal,
  );
}

/** The owner may ask what the team has noted meanwhile. */
function withNotes(records: RecordReader, conversationId: string, said: readonly Message[]): Message[] {
  const from = said[0]?.at ?? 0;
  const notes = messagesBy(records, 'conversationId', conversationId).filter(
    ({ direction, at }) => direction === 'note' && at >= from,
  );
  return [...said, ...notes].toSorted(compareMessages);
}
