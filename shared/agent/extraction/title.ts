import type { Message } from '#shared/domain/conversation.ts';
import { normalise } from '#shared/agent/basic/words.ts';
import type { Evidence } from './proposal.ts';

const longestTitle = 40;
/** So many telling words are enough to know a job by. */
const enoughWords = 3;

/** Words that carry no matter: politeness, who asks whom to come, small words. In the four languages. */
const filler = new Set(
  normalise(`hi hello hey hiya good morning afternoon evening day please thanks thank cheers dear sir madam can could
    would will do does did is are am was were be been being have has had having may might shall should you your yours u
    ur i me my mine we us our ours it its the a an this that these those there here any some someone somebody anyone
    anybody chance possible need needs want like love looking look get got make book booking appointment visit come
    coming pop call round by over out around send able available availability free slot time let know if of to for at
    on in with from about as soon asap urgent urgently just also so then and or but ok okay yes no not one week next
    wondering wanted hoping help between before until needs doing done suit work works what when how much cost price
    hola buenas buenos dias tardes noches gracias por favor puede pueden podria podrian podeis podriais puedes usted
    ustedes vosotros me mi mis nos nuestro nuestra el la los las lo un una unos unas de del al a en con para que se su
    sus es esta estan hay tengo tiene tenemos necesito necesitamos quiero quisiera queria querria queremos venir pasar
    pasarse alguien cita visita reservar pedir cuando cuanto cuesta seria posible urgente manana tarde ser dar da viene vienen bien hueco sitio gustaria teneis tienen entre antes y o e si no
    ola oi bom boa tudo bem obrigado obrigada pode podem poderia poderiam consegue conseguem voce voces vcs o os as um
    uma uns umas do da dos das ao aos na no nas nos em com pra meu minha nosso nossa preciso precisamos quero queria
    gostaria vir passar alguem marcar agendar visita marcacao quando quanto custa manha tarde noite ser dar posso vaga horario tem teriam queriamos entre antes sim nao
    hallo guten tag morgen abend danke vielen bitte konnen konnten konnte kann konnt sie ihr ihnen du euch ich wir uns
    mir mich mein meine meinen meiner unser unsere unseren der die das den dem des ein eine einen einem einer und oder
    zu zum zur im in am an auf fur bei von mit ist sind war hat haben hatte hatten brauche brauchen mochte mochten
    kommen vorbeikommen jemand jemanden termin besuch zeit wann was kostet gerne noch frei geht passt brauchte vormittag vormittags nachmittag nachmittags wegen zwischen ja nein nicht mal`).split(
    /\s+/,
  ),
);

/** Where a sentence goes on to something else. */
const boundary =
  /[.!?,;:()\n–—]+|\s(?:and|but|since|because|when|y|pero|porque|desde|cuando|e|mas|und|aber|weil|seit|seitdem)\s/giu;

/**
 * A few of the customer's words for what is to be done; `undefined` where they say nothing of it. What is evidence
 * for something else, such as the time, is no part of it.
 */
export function titleFrom(asked: readonly Message[], elsewhere: readonly Evidence[]): string | undefined {
  const phrases = asked.flatMap(({ id, text = '' }) => {
    const own = elsewhere.filter(({ messageId }) => messageId === id);
    return blanked(text, own).split(boundary).map(phraseOf);
  });
  const best = phrases
    .toReversed()
    .reduce<Phrase>((longest, phrase) => (phrase.telling > longest.telling ? phrase : longest), {
      text: '',
      telling: 0,
    });
  return best.telling === 0 ? undefined : best.text.charAt(0).toLocaleUpperCase() + best.text.slice(1);
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
  return /\p{L}{3}/u.test(normal) && !filler.has(normal);
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
