import { normalise, wordsOf } from '#shared/agent/basic/words.ts';
import type { JobFilter } from './read-tools.ts';
import type { Contact } from '#shared/domain/contact.ts';

const filler = new Set(
  `a an the s for with to of at on in job visit appointment my our her his their s please la el los las un una de del
  para con por en su trabajo visita cita o os as um uma do da com no na em seu trabalho marcacao der die das den dem
  ein eine einen für fur mit bei von am an ihr ihre auftrag termin ein`.split(/\s+/),
);

/** What is left of a sentence without the customer’s name and small words: what is to be done. */
export function subjectOf(words: string, { name, company = '' }: Contact): string {
  const names = new Set([...wordsOf(name), ...wordsOf(company)]);
  const kept = words.split(/\s+/).filter((word) => {
    const normal = normalise(word.replace(/['’]s$/iu, ''));
    const bare = normal.endsWith('s') ? normal.slice(0, -1) : normal;
    return normal !== '' && !names.has(normal) && !names.has(bare) && !filler.has(normal);
  });
  return kept.join(' ').replaceAll(/[.,;:!?]+$/g, '');
}

/** What an owner says around a customer's name when they ask for invoices or jobs. */
const aboutHistory = new Set(
  `show list find see give get open what which were was are did have all me my invoice invoices bill bills year last
  this previous from since issued send sent write written
  muestra muestrame lista dame ver todas mis factura facturas ano pasado este anterior desde envie
  mostra mostre me minhas fatura faturas passado deste enviei
  zeig zeige mir alle meine rechnung rechnungen jahr jahres aus diesem diesen vom letzten letztes letzte vorigen dieses
  habe geschrieben
  jobs done finished completed unfinished waiting trabajos hechos terminados abiertos pendientes tuve hice
  trabalhos feitos concluidos abertos tive fiz auftrage auftraege offene offenen erledigte erledigten fertige hatte`.split(
    /\s+/,
  ),
);

/** Whether a sentence about invoices or jobs names something that is neither a year nor a word of the question. */
export function namesSomebody(sentence: string): boolean {
  return wordsOf(sentence.replaceAll(/['’]s\b/giu, '')).some(
    (word) => /\p{L}{3}/u.test(word) && !filler.has(word) && !aboutHistory.has(word),
  );
}

const states: [state: JobFilter, words: RegExp][] = [
  ['open', /\b(?:open|unfinished|abiertos|pendientes|abertos|pendentes|offenen?)\b/],
  ['done', /\b(?:done|finished|completed|hechos|terminados|feitos|concluidos|erledigten?|fertigen?)\b/],
];

/** Which jobs a sentence of the owner asks for. */
export function jobStateIn(sentence: string): JobFilter {
  const normal = normalise(sentence);
  return states.find(([, words]) => words.test(normal))?.[0] ?? 'any';
}
