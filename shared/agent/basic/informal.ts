import type { Language } from './language.ts';
import { isTypoOf } from './typos.ts';
import { wordsOf } from './words.ts';

/** How words are shortened on a phone. */
const short: Record<Language, Record<string, string>> = {
  en: {
    u: 'you',
    ur: 'your',
    r: 'are',
    ye: 'you',
    yous: 'you',
    pls: 'please',
    plz: 'please',
    thru: 'through',
  },
  es: {
    q: 'que',
    k: 'que',
    ke: 'que',
    xq: 'porque',
    pq: 'porque',
    uds: 'ustedes',
    ud: 'usted',
    tmb: 'tambien',
  },
  pt: {
    q: 'que',
    vc: 'voce',
    vcs: 'voces',
    qto: 'quanto',
    qnto: 'quanto',
    qt: 'quanto',
    ngm: 'ninguem',
    hj: 'hoje',
  },
  de: { nen: 'einen', ne: 'eine', wieviel: 'wie viel', gibts: 'gibt es', habs: 'habe es', jmd: 'jemand' },
};

/** Words that decide about an intent, and are long enough to be known with a slip in them or with `oe` for `ö`. */
const decisive: Record<Language, string[]> = {
  en: list(
    'appointment available discount estimate quotation complaint opening weekend disappointed terrible',
  ),
  es: list('presupuesto descuento horario abierto abiertos cerrado direccion ubicacion esperando devolucion'),
  pt: list('orcamento desconto horario aberto abertos fechado endereco localizacao esperando reclamacao'),
  de: list(
    'konnen konnten konnt geoffnet offnungszeiten kostenvoranschlag zuruck geschlossen unzufrieden termin',
  ),
};

/** The normalised words of a message, with what is informal or mistyped about them put right. */
export function mended(text: string, language: Language): string {
  return wordsOf(text.replaceAll(/(\p{L})\1{2,}/gu, '$1'))
    .map((word) => short[language][word] ?? meantBy(word, decisive[language]))
    .join(' ');
}

function meantBy(word: string, known: string[]): string {
  return known.includes(word) ? word : (known.find((each) => isTypoOf(word, each)) ?? word);
}

function list(words: string): string[] {
  return words.split(' ');
}
