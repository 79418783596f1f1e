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
export function matchServices<Named extends Offered>(text: string, services: readonly Named[]): Named[] {
  return serviceMatcher(services)(text);
}

type Offered = Pick<Service, 'name' | 'description'>;

/** The same for many texts: the price list is read once. */
export function serviceMatcher<Named extends Offered>(services: readonly Named[]): (text: string) => Named[] {
  const offered = services.map((service) => ({
    service,
    name: subjectOf(service.name),
    description: subjectOf(service.description ?? ''),
  }));
  return (text) => {
    const asked = subjectOf(text);
    const scored = offered.map(({ service, name, description }) => ({
      service,
      score: count(name, asked) * 2 + Math.min(count(description, asked), 2) * 0.5,
    }));
    const best = Math.max(0, ...scored.map(({ score }) => score));
    if (best === 0) return [];
    return scored
      .filter(({ score }) => score >= best * 0.75)
      .toSorted((a, b) => b.score - a.score)
      .map(({ service }) => service);
  };
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
  const said = phrases.filter(({ member }) => normal.includes(` ${member}`));
  const subject: Subject = { concepts: new Set(said.map(({ concept }) => concept)), words: new Set() };
  for (const word of wordsOf(text)) {
    if (word.length < 2 || general.has(word)) continue;
    const known = conceptsOf(word);
    for (const concept of known) subject.concepts.add(concept);
    if (known.length === 0 && word.length > 2) subject.words.add(word);
  }
  return subject;
}

/** A word that stands for a concept. */
interface Member {
  member: string;
  concept: Concept;
}

const plain: Member[] = concepts.flatMap((concept) => concept.words.map((member) => ({ member, concept })));
const german: Member[] = concepts.flatMap((concept) => concept.german.map((member) => ({ member, concept })));
const phrases = [...plain, ...german].filter(({ member }) => member.includes(' '));
/** By what is looked for in them, so that a word is held against few of some thousands. */
const plainByWord = Map.groupBy(plain, ({ member }) => member);
const byFirstLetter = Map.groupBy([...plain, ...german], ({ member }) => member[0]);

/** A compound has several; what is none as it stands may be one with a slip in it. */
function conceptsOf(word: string): Concept[] {
  const found = [...formsOf(word), ...german.filter(({ member }) => isWithin(word, member))];
  const meant =
    found.length > 0
      ? found
      : (byFirstLetter.get(word[0]) ?? []).filter(({ member }) => isTypoOf(word, member));
  return [...new Set(meant.map(({ concept }) => concept))];
}

/** Equal but for an ending: `taps`, `leaking`. */
function formsOf(word: string): Member[] {
  const lengths = Array.from({ length: longestEnding + 1 }, (_, ending) => word.length - ending);
  return lengths.flatMap((length) => {
    const isForm = length >= 4 || length === word.length || (length > 0 && word.slice(length) === 's');
    return isForm ? (plainByWord.get(word.slice(0, length)) ?? []) : [];
  });
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
