import type { Message } from '#shared/domain/conversation.ts';
import { normalise } from '#shared/agent/basic/words.ts';
import { isSmallWord } from '#shared/agent/small-words.ts';
import { fold } from '#shared/lib/fold.ts';
import type { Evidence } from './proposal.ts';

const longestTitle = 40;
/** So many telling words are enough to know a job by. */
const enoughWords = 2;

/** How people ask for somebody to come, in the six languages: politeness, coming, appointments, money, parts of a day. */
const asking = new Set(
  fold(`asap appointment afternoon available availability between book booking call chance cheers come coming cost dear
    evening free get good got help hoping know like look looking love madam make morning need needs next one pop
    possible price round send sir slot soon suit time urgent urgently visit want wanted week wondering work works
    bien cita cuesta dar gustaria hueco manana mirar necesitamos necesito pasar pasarse pedir posible queremos queria
    querria quiero quisiera reservar seria sitio teneis urgente venir viene vienen visita
    agendar custa gostaria horario manha marcacao marcar passar possivel precisamos preciso quero queriamos vaga vir
    abend brauche brauchen brauchte besuch frei geht kommen kostet morgen nachmittag nachmittags passt termin
    vorbeikommen vormittag vormittags zeit
    aimerais aimerions apres aurait besoin bientot cher combien coute creneau deplacer disponible envoyer faudrait heure
    intervenir libre matin midi monsieur madame passer possible prix rendez rdv semaine soir souhaite souhaiterais
    urgence venez venir voudrais voudrions
    appuntamento bisogno cerco costa disponibile fissare libero mattina mattino ora orario passare pomeriggio
    possibile prenotare prezzo quanto riuscite riusciamo sera settimana signora signore urgenza venite verrebbe volevo
    vorremmo`).split(/\s+/),
);

/** Where a sentence goes on to something else. */
const boundary =
  /[.!?,;:()\n–—]+|\s(?:and|but|since|because|when|y|pero|porque|desde|cuando|e|mas|und|aber|weil|seit|seitdem|et|mais|car|depuis|quand|ed|ma|perché|quando)\s/giu;

/**
 * A few of the customer's words for what is to be done; `undefined` where they say nothing of it. Of `asked`, whatever
 * comes first says it, if it says anything: somebody tells what is broken before they tell where the key is. What is
 * evidence for something else, such as the time, is no part of it.
 */
export function titleFrom(asked: readonly Message[], elsewhere: readonly Evidence[]): string | undefined {
  for (const { id, text = '' } of asked) {
    const own = elsewhere.filter(({ messageId }) => messageId === id);
    const phrases = blanked(text, own).split(boundary).map(phraseOf);
    const best = phrases.find(({ telling }) => telling >= enoughWords) ?? mostTelling(phrases);
    if (best.telling > 0) return best.text.charAt(0).toLocaleUpperCase() + best.text.slice(1);
  }
  return undefined;
}

function mostTelling(phrases: readonly Phrase[]): Phrase {
  return phrases.reduce((most, phrase) => (phrase.telling > most.telling ? phrase : most));
}

interface Phrase {
  text: string;
  /** How many of its words say something of the matter. */
  telling: number;
}

/** Without the small words at both ends. */
function phraseOf(clause: string): Phrase {
  const words = clause.split(/\s+/).filter((word) => word !== '');
  const first = words.findIndex(tells);
  const last = words.findLastIndex(tells);
  if (first < 0) return { text: '', telling: 0 };
  const text = cut(words.slice(first, last + 1).join(' ')).replace(/^[^\p{L}\p{N}]+/u, '');
  return { text, telling: Math.min(text.split(' ').filter(tells).length, enoughWords) };
}

function tells(word: string): boolean {
  const normal = normalise(word);
  return (
    /\p{L}{3}/u.test(normal) && !normal.split(' ').every((part) => isSmallWord(part) || asking.has(part))
  );
}

function cut(text: string): string {
  if (text.length <= longestTitle) return text;
  const space = text.lastIndexOf(' ', longestTitle);
  return text.slice(0, space > 0 ? space : longestTitle).toWellFormed();
}

function blanked(text: string, spans: readonly Evidence[]): string {
  return spans.reduce(
    (left, { start, end }) =>
      `${left.slice(0, start)}.${' '.repeat(Math.max(0, end - start - 1))}${left.slice(end)}`,
    text,
  );
}
