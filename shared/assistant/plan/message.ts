import type { Contact } from '#shared/domain/contact.ts';
import { wordsIn } from '#shared/lib/words.ts';
import { contactsNamed, withoutGenitive } from '../find.ts';
import { tokensIn } from '../phrases.ts';
import { findConversations } from '../read-tools.ts';
import { say } from '../sentences.ts';
import { wordSet, type Wish } from '../wishes.ts';
import { ownerWords } from '../words/words.ts';
import { call, capital, type Plan, type Planning, proposes, says, withContact } from './planning.ts';

/** A message to the customer whom the sentence begins with, or a note about them, in the owner's own words. */
export function write(wish: Wish, planning: Planning): Plan {
  const colon = /^(?<whom>[^:]{1,80}):\s+(?<text>\S.*)$/su.exec(wish.words)?.groups;
  const whom = colon?.['whom'] ?? headOf(wish, planning);
  return withContact(planning, whom, (contact) => {
    const said = colon?.['text'] ?? (wish.kind === 'message' ? toldTo(contact, wish) : undefined);
    if (said === undefined) return says(planning, 'askText');
    const [talk] = findConversations(planning, { contactId: contact.id });
    if (talk?.kind !== 'conversation') return says(planning, 'noConversation');
    const command = wish.kind === 'note' ? 'note.add' : 'message.send';
    const text = colon === undefined ? capital(said) : said;
    const plan = proposes(planning, [call(command, { conversationId: talk.id, text })]);
    return colon !== undefined
      ? plan
      : { ...plan, text: `${plan.text} ${say('wordForWord', planning.language)}` };
  });
}

/** The words that may name whom it is for: before “that”, or those at the beginning that are names. */
function headOf({ words, language }: Wish, { records }: Planning): string {
  const { small } = ownerWords[language];
  const skipped = wordSet(small);
  let end = 0;
  for (const token of tokensIn(words)) {
    const isName = contactsNamed(words.slice(token.start, token.end), records).length > 0;
    if (!isName && !(end === 0 && skipped.has(token.word))) break;
    if (isName) ({ end } = token);
  }
  return words.slice(0, end);
}

/** What they are told: behind their name and “that”. What begins with a small word may be no message: “about …”. */
function toldTo({ name, company = '' }: Contact, { words, language }: Wish): string | undefined {
  const { that, small } = ownerWords[language];
  const names = new Set(wordsIn(`${name} ${company}`).map(({ word }) => word));
  const tokens = tokensIn(words);
  const isName = (word = '') => names.has(word) || names.has(withoutGenitive(word));
  let at = tokens.findIndex(({ word }) => isName(word));
  while (isName(tokens[at]?.word)) at++;
  const says = wordSet(that).has(tokens[at]?.word ?? '');
  const first = tokens[says ? at + 1 : at];
  if (first === undefined || (!says && wordSet(small).has(first.word))) return undefined;
  const text = words.slice(first.start).trim();
  return language === 'de' && says ? asMainClause(text) : text;
}

/** “Wir morgen kommen” of a German clause with “dass”: its verb goes to the second place. */
function asMainClause(text: string): string {
  const [, subject, rest, verb, end = ''] = /^(ich|wir)\s([^,]+)\s(\p{L}+)([.!]*)$/iu.exec(text) ?? [];
  return subject === undefined ? text : `${subject} ${verb} ${rest}${end}`;
}
