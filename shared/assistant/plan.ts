import type { Contact } from '#shared/domain/contact.ts';
import { contactsNamed } from './find.ts';
import { call, found, type Plan, type Planning, proposes, says, withContact } from './plan/planning.ts';
import { find, history, owed, planDay, unanswered } from './plan/questions.ts';
import { remind } from './plan/task.ts';
import { complete, move, schedule } from './plan/visits.ts';
import { findConversations, findInvoices, findJobs, prices } from './read-tools.ts';
import { jobStateIn } from './subject.ts';
import { findWhen, type When } from './when.ts';
import type { Wish } from './wishes.ts';
import type { Call } from './write-tools.ts';

/** Answers a wish of a sentence from the records, or says which commands would fulfil it. Reads only. */
export function planWish(wish: Wish, sentence: string, planning: Planning): Plan {
  const { business, now } = planning;
  const words = 'words' in wish ? wish.words : '';
  const when = findWhen(words, business, now);
  const about = aboutContact[wish.kind];
  if (about !== undefined)
    return withContact(planning, words, (contact) => about(contact, { words, when, planning }));
  switch (wish.kind) {
    case 'owed':
      return owed(planning);
    case 'agenda':
    case 'free':
      return planDay(wish, sentence, planning);
    case 'unanswered':
      return unanswered(planning);
    case 'prices':
      return found(planning, prices(planning, { words }), 'noPrices');
    case 'contact':
      return addContact(words, planning);
    case 'remind':
      return remind(words, when, planning);
    case 'note':
      return withTalk(planning, words, (id) => call('note.add', { conversationId: id, text: wish.text }));
    case 'message':
      return withTalk(planning, words, (id) => call('message.send', { conversationId: id, text: wish.text }));
    case 'invoice':
      return invoice(words, planning);
    case 'invoices':
      return history(sentence, planning, 'noInvoices', findInvoices);
    case 'jobs':
      return history(sentence, planning, 'noJobs', (context, asked) =>
        findJobs(context, { ...asked, state: jobStateIn(sentence) }),
      );
    default:
      return find(words, planning);
  }
}

/** What is asked of a customer: all words, and those about the time. */
interface Asked {
  words: string;
  when: When;
  planning: Planning;
}

const aboutContact: Partial<Record<Wish['kind'], (contact: Contact, asked: Asked) => Plan>> = {
  schedule: (contact, { when, planning }) => schedule(contact, when, planning),
  move: (contact, { when, planning }) => move(contact, when, planning),
  complete: (contact, { words, planning }) => complete(contact, words, planning),
};

function addContact(words: string, planning: Planning): Plan {
  const email = /[^\s@,]+@[^\s@,]+\.[^\s@,]+/u.exec(words)?.[0];
  const phone = /\+?\d[\d\s()./-]{5,}\d/u.exec(words)?.[0];
  const name = [email, phone]
    .reduce<string>((left, part) => (part === undefined ? left : left.replace(part, ' ')), words)
    .replaceAll(
      /\b(?:phone|mobile|tel|number|email|e-mail|teléfono|telefone|telefon|handy)\b\.?:?|[,;:]/giu,
      ' ',
    )
    .replaceAll(/\s+/g, ' ')
    .replace(/\s(?:with|con|com|mit)$/iu, '')
    .trim();
  return proposes(planning, [
    call('contact.create', {
      name,
      ...(phone && { phones: { main: { number: phone.trim() } } }),
      ...(email && { emails: { main: { address: email } } }),
    }),
  ]);
}

/** For the customer or job that is named, else for the job that was done last. */
function invoice(words: string, planning: Planning): Plan {
  const isNamed = contactsNamed(words, planning.records).length > 0 || planning.chosen !== undefined;
  if (isNamed) return withContact(planning, words, (contact) => invoiceFor(planning, contact));
  return invoiceFor(planning, undefined);
}

function invoiceFor(planning: Planning, contact: Contact | undefined): Plan {
  const [job] = findJobs(planning, { contactId: contact?.id, state: 'toInvoice' });
  if (job?.kind !== 'job') return says(planning, 'noJobToInvoice');
  return proposes(planning, [call('invoice.draft', { contactId: job.contactId, jobId: job.id })]);
}

function withTalk(planning: Planning, words: string, go: (conversationId: string) => Call | undefined): Plan {
  return withContact(planning, words, (contact) => {
    const talk = talkOf(contact, planning);
    return talk === undefined ? says(planning, 'noConversation') : proposes(planning, [go(talk)]);
  });
}

function talkOf(contact: Contact, planning: Planning): string | undefined {
  const [talk] = findConversations(planning, { contactId: contact.id });
  return talk?.kind === 'conversation' ? talk.id : undefined;
}
