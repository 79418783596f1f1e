import type { Service } from '#shared/domain/business.ts';
import { type Concept, concepts } from './trade-words.ts';
import { isTypoOf } from './typos.ts';
import { normalise, wordsOf } from './words.ts';

/** Words that say what is done but not to what: alone they name no service. */
const general = new Set(
  normalise(`repair repairs repairing fix fixing service services servicing install installation replace
    replacement change standard basic job work small new visit the and for with per reparacion reparar arreglo
    instalacion instalar cambio cambiar servicio servicios trabajo nuevo nueva visita para con por conserto
    consertar reparo instalacao trocar troca servico servicos trabalho novo nova com reparatur reparieren einbau
    einbauen austausch austauschen dienst arbeit arbeiten neu neue neuer besuch und fur mit der die das`).split(
    ' ',
  ),
);

/** The lines of the price list that a text speaks of, the likeliest first; none where it names none. */
export function matchServices<Named extends Pick<Service, 'name' | 'description'>>(
  text: string,
  services: readonly Named[],
): Named[] {
  const asked = subjectOf(text);
  const scored = services.map((service) => {
    const name = count(subjectOf(service.name), asked);
    const description = count(subjectOf(service.description ?? ''), asked);
    return { service, score: name * 2 + Math.min(description, 2) * 0.5 };
  });
  const best = Math.max(0, ...scored.map(({ score }) => score));
  if (best === 0) return [];
  return scored
    .filter(({ score }) => score >= best * 0.75)
    .toSorted((a, b) => b.score - a.score)
    .map(({ service }) => service);
}

function count(offered: Subject, asked: Subject): number {
  const shared = [...offered.concepts].filter((concept) => asked.concepts.has(concept));
  const words = [...offered.words].filter((word) => [...asked.words].some((other) => sameWord(word, other)));
  return shared.reduce((sum, { kind }) => sum + (kind === 'thing' ? 2 : 1), 0) + words.length * 2;
}

/** What a text is about: the concepts of its words, and the words that have none. */
interface Subject {
  concepts: Set<Concept>;
  words: Set<string>;
}

function subjectOf(text: string): Subject {
  const normal = ` ${normalise(text)} `;
  const said = concepts.filter(({ words, german }) =>
    [...words, ...german].some((phrase) => phrase.includes(' ') && normal.includes(` ${phrase}`)),
  );
  const subject: Subject = { concepts: new Set(said), words: new Set() };
  for (const word of wordsOf(text)) {
    if (word.length < 2 || general.has(word)) continue;
    const known = conceptsOf(word);
    for (const concept of known) subject.concepts.add(concept);
    if (known.length === 0 && word.length > 2) subject.words.add(word);
  }
  return subject;
}

/** A compound has several; what is none as it stands may be one with a slip in it. */
function conceptsOf(word: string): Concept[] {
  const found = concepts.filter(
    ({ words, german }) =>
      words.some((member) => isFormOf(word, member)) || german.some((member) => isWithin(word, member)),
  );
  if (found.length > 0) return found;
  return concepts.filter(({ words, german }) =>
    [...words, ...german].some((member) => isTypoOf(word, member)),
  );
}

/** Equal but for an ending: `taps`, `leaking`. */
function isFormOf(word: string, member: string): boolean {
  if (member.length < 4) return word === member || word === `${member}s`;
  return word.startsWith(member) && word.length - member.length <= longestEnding;
}

const longestEnding = 4;

/** German writes things as one word: `Küchenarmatur`. Two letters in front make another word: `checken`. */
function isWithin(word: string, member: string): boolean {
  if (member.length < 4) return word === member;
  return word.startsWith(member) || word.indexOf(member) > 2;
}

/** Equal but for an ending or a slip: `massages` and `massage`. */
function sameWord(a: string, b: string): boolean {
  if (a === b || a === `${b}s` || b === `${a}s` || isTypoOf(a, b)) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 5 && long.startsWith(short.slice(0, Math.max(5, short.length - 2)));
}
