import { normalise, wordsOf } from '#shared/agent/basic/words.ts';
import type { JobFilter } from './read-tools.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { wordsIn } from '#shared/lib/words.ts';
import { withoutGenitive } from './find.ts';
import { wordSet } from './wishes.ts';
import { ownerWords } from './words/words.ts';

/** What stands around a customer and what is to be done for them. */
const filler = new Set([
  ...Object.values(ownerWords).flatMap(({ small, things }) => [
    ...wordSet(small),
    ...wordSet(things.visit),
    ...wordSet(things.job),
  ]),
  ...`a an the s for with to of at on in job visit appointment my our her his their s please la el los las un una de del
  para con por en su trabajo visita cita o os as um uma do da com no na em seu trabalho marcacao der die das den dem
  ein eine einen für fur mit bei von am an ihr ihre auftrag termin ein`.split(/\s+/),
]);

/** What is left of a sentence without the customer’s name and small words: what is to be done. */
export function subjectOf(words: string, { name, company = '' }: Contact): string {
  const names = new Set([name, company].flatMap((text) => wordsIn(text).map(({ word }) => word)));
  const kept = words.split(/\s+/).filter((word) => {
    const first = wordsIn(word)[0]?.word ?? '';
    const isName = names.has(first) || names.has(withoutGenitive(first));
    return first !== '' && !isName && !filler.has(first);
  });
  return kept.join(' ').replaceAll(/[.,;:!?]+$/g, '');
}

/** What an owner says around a customer's name when they ask for invoices or jobs. */
const aboutHistory = new Set([
  ...Object.values(ownerWords).flatMap(({ asking }) => [...wordSet(asking)]),
  ...`show list find see give get open what which were was are did have all me my invoice invoices bill bills year last
  this previous from since issued send sent write written
  muestra muestrame lista dame ver todas mis factura facturas ano pasado este anterior desde envie
  mostra mostre me minhas fatura faturas passado deste enviei
  zeig zeige mir alle meine rechnung rechnungen jahr jahres aus diesem diesen vom letzten letztes letzte vorigen dieses
  habe geschrieben
  jobs done finished completed unfinished waiting trabajos hechos terminados abiertos pendientes tuve hice
  trabalhos feitos concluidos abertos tive fiz auftrage auftraege offene offenen erledigte erledigten fertige hatte montre cherche annee derniere
  cette travaux chantiers finis termines ouverts en cours mostra cerca anno scorso quest questo lavori finiti aperti`.split(
    /\s+/,
  ),
]);

/** Whether a sentence about invoices or jobs names something that is neither a year nor a word of the question. */
export function namesSomebody(sentence: string): boolean {
  return wordsOf(sentence.replaceAll(/['’]s\b/giu, '')).some(
    (word) => /\p{L}{3}/u.test(word) && !filler.has(word) && !aboutHistory.has(word),
  );
}

/** What an owner says around a day that they ask about. */
const aboutDay = new Set(
  `planned scheduled happening coming calendar diary agenda schedule plan visits jobs appointments anything left now
  free slots time open slot next up citas visitas trabajos calendario agendado pendiente libre libres huecos tiempo
  marcacoes visitas trabalhos marcado livre livres tempo horarios termine auftrage besuche kalender geplant noch frei
  zeit freie prevu libres creneaux agenda calendrier chantiers lavori programma libero libera liberi orari`.split(
    /\s+/,
  ),
);

/** Whether words around such a question hold one that is no part of it, and may be meant for a day. */
export function leavesDayOpen(words: string): boolean {
  return wordsOf(words).some((word) => /\p{L}{3}/u.test(word) && !filler.has(word) && !aboutDay.has(word));
}

const states: [state: JobFilter, words: RegExp][] = [
  ['open', /\b(?:open|unfinished|abiertos|pendientes|abertos|pendentes|offenen?|ouverts?|aperti)\b/],
  [
    'done',
    /\b(?:done|finished|completed|hechos|terminados|feitos|concluidos|erledigten?|fertigen?|finis|termines|finiti|conclusi)\b/,
  ],
];

/** Which jobs a sentence of the owner asks for. */
export function jobStateIn(sentence: string): JobFilter {
  const normal = normalise(sentence);
  return states.find(([, words]) => words.test(normal))?.[0] ?? 'any';
}
