import type { Business } from './business.ts';
import { formatDay } from './day.ts';
import { acknowledgementWords } from './letters/acknowledgement-words.ts';
import { letterLanguageOf, letterLocale } from './letters/language.ts';
import type { RequestKind } from './privacy-request.ts';

/**
 * Says that a request has come, by when it is answered and what is still needed, in the language of who asked; the owner
 * changes it as they like.
 */
export function acknowledgementText(
  { kind, receivedOn, needsIdentity }: { kind: RequestKind; receivedOn: string; needsIdentity: boolean },
  { name: business, locale }: Pick<Business, 'name' | 'locale'>,
  { name, answerBy, language }: { name: string; answerBy: string | undefined; language?: string | undefined },
): string {
  const spoken = letterLanguageOf(language, locale);
  const words = acknowledgementWords[spoken];
  const day = (each: string) => formatDay(each, letterLocale(spoken, locale), 'long');
  return [
    words.hello(name),
    words.received[kind](day(receivedOn)),
    ...(answerBy === undefined ? [] : [words.answerBy(day(answerBy))]),
    ...(needsIdentity ? [words.identity] : []),
    business,
  ].join('\n\n');
}
