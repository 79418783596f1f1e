import type { Service } from '#shared/domain/business.ts';
import { normalise, wordsOf } from './words.ts';

/** Words of the trades that mean the same in the four languages, by their beginnings. */
const concepts = [
  ['tap', 'faucet', 'grifo', 'torneira', 'wasserhahn', 'armatur'],
  ['boiler', 'caldera', 'caldeira', 'heizkessel', 'therme', 'heizung'],
  ['heat', 'heater', 'calefaccion', 'calentador', 'aquecedor', 'aquecimento', 'radiator', 'radiador'],
  [
    'leak',
    'leaking',
    'fuga',
    'gotea',
    'vazamento',
    'vazando',
    'leck',
    'undicht',
    'drip',
    'tropft',
    'pingando',
  ],
  [
    'drain',
    'desague',
    'desatasco',
    'atasco',
    'atascado',
    'ralo',
    'entupido',
    'entupiu',
    'abfluss',
    'verstopf',
    'blocked',
    'blockage',
    'clogged',
    'unblock',
  ],
  ['toilet', 'inodoro', 'retrete', 'sanitario', 'privada', 'toilette', 'klo'],
  ['pipe', 'tuberia', 'cano', 'rohr', 'leitung'],
  ['shower', 'ducha', 'chuveiro', 'dusche', 'duche'],
  ['sink', 'lavabo', 'fregadero', 'pia', 'waschbecken', 'spule'],
  ['emergency', 'urgent', 'urgencia', 'emergencia', 'notdienst', 'notfall'],
  ['hourly', 'hour', 'hora', 'stunde', 'stundensatz', 'labour', 'labor', 'arbeitszeit'],
  ['callout', 'desplazamiento', 'deslocacao', 'deslocamento', 'anfahrt'],
  [
    'inspect',
    'inspeccion',
    'inspecao',
    'vistoria',
    'inspektion',
    'wartung',
    'maintenance',
    'mantenimiento',
    'manutencao',
  ],
  ['socket', 'outlet', 'enchufe', 'tomada', 'steckdose'],
  ['clean', 'limpieza', 'limpeza', 'reinigung', 'putzen'],
  ['paint', 'pintura', 'pintar', 'streichen', 'maler'],
  ['lawn', 'cesped', 'grama', 'gramado', 'rasen'],
] as const;

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
  const concepts = [...offered.concepts].filter((concept) => asked.concepts.has(concept)).length;
  const words = [...offered.words].filter((word) => [...asked.words].some((other) => sameWord(word, other)));
  return concepts + words.length;
}

/** What a text is about: the concepts of its words, and the words that have none. */
interface Subject {
  concepts: Set<number>;
  words: Set<string>;
}

function subjectOf(text: string): Subject {
  const subject: Subject = { concepts: new Set(), words: new Set() };
  for (const word of wordsOf(text)) {
    if (word.length < 3 || general.has(word)) continue;
    const concept = concepts.findIndex((row) => row.some((member) => sameWord(member, word)));
    if (concept >= 0) subject.concepts.add(concept);
    else subject.words.add(word);
  }
  return subject;
}

/** Equal but for an ending: `leaks` and `leaking`, `Heizung` and `Heizungswartung`. */
function sameWord(a: string, b: string): boolean {
  if (a === b || a === `${b}s` || b === `${a}s`) return true;
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 5 && long.startsWith(short.slice(0, Math.max(5, short.length - 2)));
}
