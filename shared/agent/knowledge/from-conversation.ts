import { readMessage } from '#shared/records/messages.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { messagesOf } from '../facts.ts';
import { buildDictionary } from '../privacy/dictionary.ts';
import { minimise } from '../privacy/minimise.ts';

/** A question with its answer, as it may be kept apart from the person who asked. */
export interface ProposedAnswer {
  title: string;
  text: string;
}

const [longestTitle, longestText] = [300, 4000];

/** What stands for a person's data in what everybody's answers may rest on. */
const standIns: Record<string, string> = {
  PERSON: '…',
  COMPANY: '…',
  ADDRESS: '(address)',
  PHONE: '(phone)',
  EMAIL: '(e-mail)',
  IBAN: '(account)',
  CARD: '(card)',
  ID: '(number)',
  TEXT: '…',
};

/**
 * The customer's question and the business's answer around a message, without the personal data that the
 * business knows of anybody. A draft: somebody has to read it before it counts.
 */
export function proposeAnswer(records: RecordReader, messageId: string): Result<ProposedAnswer> {
  const message = readMessage(records, messageId);
  if (message === undefined) return problem('knowledge.no-message', 'This message no longer exists.');
  const { question, answer } = around(messagesOf(records, message.conversationId, Infinity), message);
  if (question === '' || answer === '') {
    return problem(
      'knowledge.no-pair',
      'There is no question with its answer here.',
      'Choose an answer of yours that follows a question.',
    );
  }
  const contactId = records.get('conversations', message.conversationId)?.contactId;
  const dictionary = buildDictionary(records, contactId === undefined ? [] : [contactId]);
  const own = ownValues(records);
  const stripped = minimise(
    [question, answer].map((content) => ({ role: 'user', content })),
    dictionary,
  );
  if (!stripped.ok) return stripped;
  const { messages, values } = stripped.value;
  const [title = '', text = ''] = messages
    .slice(-2)
    .map(({ content }) => withoutTokens(content, values, own));
  return ok({ title: shorten(title, longestTitle), text: shorten(text, longestText) });
}

/** The messages of one side in a row, before and after the change of sides. */
function around(messages: Message[], chosen: Message): { question: string; answer: string } {
  const at = messages.findIndex(({ id }) => id === chosen.id);
  const isOut = chosen.direction === 'out';
  // The first of our answer: after the customer's words that it follows.
  let first = at;
  while (isOut ? messages[first - 1]?.direction === 'out' : messages[first]?.direction === 'in') {
    first += isOut ? -1 : 1;
  }
  let asked = first - 1;
  while (messages[asked - 1]?.direction === 'in') asked--;
  let end = first;
  while (messages[end]?.direction === 'out') end++;
  const words = (part: Message[]) =>
    part
      .flatMap(({ text }) => text ?? [])
      .join('\n')
      .trim();
  return {
    question: words(messages.slice(Math.max(asked, 0), Math.max(first, 0))),
    answer: words(messages.slice(first, end)),
  };
}

/** What is the business's own is no personal data of a customer. */
function ownValues(records: RecordReader): Set<string> {
  const business = records.get('business', 'business');
  return new Set([business?.phone, business?.email].flatMap((value) => (value ? [comparable(value)] : [])));
}

/** A number by its last digits, so that it is known with and without its country's prefix. */
function comparable(value: string): string {
  return value.includes('@') ? value.toLowerCase() : value.replaceAll(/\D/g, '').slice(-7);
}

function withoutTokens(text: string, values: ReadonlyMap<string, string>, own: Set<string>): string {
  return text.replaceAll(/⟦([A-Z]+)_\d+⟧/g, (token, type: string) => {
    const value = values.get(token) ?? '';
    return own.has(comparable(value)) ? value : (standIns[type] ?? '…');
  });
}

function shorten(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).toWellFormed()}…`;
}
