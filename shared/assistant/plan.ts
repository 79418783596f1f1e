import type { Contact } from '#shared/domain/contact.ts';
import { textOf, unreadOf, withoutNames, withoutWords } from './accounted.ts';
import { matchWords } from './find.ts';
import { cancel } from './plan/cancel.ts';
import { write } from './plan/message.ts';
import { recordPayment } from './plan/payment.ts';
import {
  call,
  found,
  type Plan,
  type Planning,
  proposes,
  says,
  withContact,
  withNamed,
} from './plan/planning.ts';
import { find, history, owed, planDay, unanswered } from './plan/questions.ts';
import { sums } from './plan/sums.ts';
import { remind } from './plan/task.ts';
import { complete, move, schedule } from './plan/visits.ts';
import { findInvoices, findJobs, prices } from './read-tools.ts';
import { jobStateIn } from './subject.ts';
import { findWhen, type When } from './when.ts';
import type { Wish } from './wishes.ts';
import { ownerWords } from './words/words.ts';

/** Answers a wish of a sentence from the records, or says which commands would fulfil it. Reads only. */
export function planWish(wish: Wish, sentence: string, planning: Planning): Plan {
  const { kind, words } = wish;
  const about = aboutContact[kind];
  if (about !== undefined) {
    const when = findWhen(words, planning.business, planning.now);
    return withContact(planning, words, (contact) => about(contact, { words, when, planning }));
  }
  return plans[kind]!(planning, wish, sentence);
}

type Planner = (planning: Planning, wish: Wish, sentence: string) => Plan;

const plans: Partial<Record<Wish['kind'], Planner>> = {
  owed: (planning, wish) => owed(wish, planning),
  agenda: (planning, { words }, sentence) => planDay('agenda', words, sentence, planning),
  free: (planning, { words }, sentence) => planDay('free', words, sentence, planning),
  unanswered,
  prices: (planning, { words }) => found(planning, prices(planning, { words }), 'noPrices'),
  contact: (planning, { words }) => addContact(words, planning),
  remind: (planning, { words }) => remind(words, planning),
  note: (planning, wish) => write(wish, planning),
  message: (planning, wish) => write(wish, planning),
  cancel: (planning, wish) => cancel(wish, planning),
  paid: (planning, wish, sentence) => recordPayment(wish, sentence, planning),
  invoicedSum: (planning, wish) => sums(wish, planning),
  paidSum: (planning, wish) => sums(wish, planning),
  earnedSum: (planning, wish) => sums(wish, planning),
  invoice: (planning, wish) => invoice(wish, planning),
  invoices: (planning, _wish, sentence) => history(sentence, planning, 'noInvoices', findInvoices),
  jobs: (planning, _wish, sentence) =>
    history(sentence, planning, 'noJobs', (context, asked) =>
      findJobs(context, { ...asked, state: jobStateIn(sentence) }),
    ),
  find: (planning, { words }) => find(words, planning),
};

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
      /\b(?:phone|mobile|tel|number|email|e-mail|teléfono|telefone|telefon|handy|téléphone|telefono|cellulare)\b\.?:?|[,;:]/giu,
      ' ',
    )
    .replaceAll(/\s+/g, ' ')
    .replace(/^\s*(?:called|named|llamad[oa]|chamad[oa]|namens|nommée?|chiamat[oa])\s/iu, '')
    .replace(/\s(?:with|con|com|mit|avec)$/iu, '')
    .trim();
  return proposes(planning, [
    call('contact.create', {
      name,
      ...(phone && { phones: { main: { number: phone.trim() } } }),
      ...(email && { emails: { main: { address: email } } }),
    }),
  ]);
}

/** What may stand beside “the last job”. */
const lastWords =
  'last|latest|newest|job|ultimo|ultima|reciente|letzten|letzter|letzte|dernier|derniere|scorso|recente|trabajo|trabalho|auftrag|travail|lavoro';

/** For the customer or job that is named, else for the job that was done last. */
function invoice(wish: Wish, planning: Planning): Plan {
  const unread = withoutWords(unreadOf(wish), `${ownerWords[wish.language].things.job}|${lastWords}`);
  return withNamed(planning, textOf(unread), (contact) => {
    const title = textOf(contact === undefined ? unread : withoutNames(unread, [contact]));
    const done = findJobs(planning, { contactId: contact?.id, state: 'toInvoice' }).flatMap((each) =>
      each.kind === 'job' ? each : [],
    );
    const [job] = done.filter(
      ({ id }) => matchWords(title, [planning.records.get('jobs', id)?.title]) !== undefined,
    );
    if (done.length === 0) return says(planning, 'noJobToInvoice');
    if (job === undefined) return says(planning, 'notThat', { words: title });
    return proposes(planning, [call('invoice.draft', { contactId: job.contactId, jobId: job.id })]);
  });
}
