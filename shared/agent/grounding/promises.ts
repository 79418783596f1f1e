import { normalise } from '../basic/words.ts';
import type { ReplyFacts } from '../facts.ts';
import { promiseWords } from './promise-words.ts';
import type { DraftWarning } from './warnings.ts';

type Known = Pick<ReplyFacts, 'knowledge' | 'messages' | 'jobs' | 'now'>;

/**
 * Promises of the draft that no passage of the approved knowledge makes, nor an earlier message of the business,
 * nor a visit that is on the calendar. What the customer says was promised proves nothing: a business has been
 * held to a refund that a bot invented.
 */
export function unprovenPromises(draft: string, known: Known): DraftWarning[] {
  const text = normalise(draft);
  const sources = sourcesOf(known).map(normalise);
  return promiseWords.flatMap(({ pattern, provenByVisit }): DraftWarning[] => {
    const found = pattern.exec(text)?.[0];
    if (found === undefined || sources.some((source) => pattern.test(source))) return [];
    if (provenByVisit === true && hasVisitAhead(known)) return [];
    return [{ kind: 'promise', text: found }];
  });
}

function sourcesOf({ knowledge, messages }: Known): string[] {
  return [
    ...knowledge.map(({ row }) => `${row.title} ${row.text}`),
    ...messages.flatMap((message) => (message.direction === 'out' && message.text) || []),
  ];
}

function hasVisitAhead({ jobs, now }: Known): boolean {
  return jobs.some(({ visits = {} }) => Object.values(visits).some(({ end }) => end > now));
}
