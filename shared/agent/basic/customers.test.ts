import { expect, test } from 'vitest';
import type { Intent } from './intents.ts';
import { findIntents } from './intents.ts';
import type { Language } from './language.ts';

type Said = readonly [Language, string];

function read(language: Language, text: string): Intent | undefined {
  return findIntents(text, language)[0];
}

const complaints: Said[] = [
  ['en', 'hiya the shower you put in is still leaking thru the ceiling'],
  ['en', 'the lads didnt fix the socket, it sparks exactly like it did'],
  ['en', 'I waited in all morning and not a soul turned up'],
  ['en', 'my lawn looks worse than it did before you came'],
  ['en', 'Your technician scratched our new worktop'],
  ['en', 'we were promised 9am, its gone 12 and still no sign of anybody'],
  ['en', 'honestly this is a joke, third time i am writing and no answer'],
  ['en', 'The windows are still dirty after your cleaner left'],
  ['en', 'so you charged me twice?? i want that sorted'],
  ['en', 'My hair is a disaster, she cut far too much off'],
  ['es', 'el enchufe que pusisteis no va, estoy igual que antes'],
  ['es', 'llevo toda la mañana esperando y aqui no aparece nadie'],
  ['es', 'Quedamos a las 9 y son las 11, esto es una verguenza'],
  ['es', 'me dejaron el jardin peor de lo que estaba'],
  ['es', 'quiero q me devolvais el dinero'],
  ['es', 'vuestro tecnico me rompio el azulejo y no dijo nada'],
  ['es', 'Me habéis cobrado el doble de lo acordado'],
  ['es', 'no habeis arreglado nada, sigue saliendo agua'],
  ['pt', 'a caldeira que arranjaram voltou a avariar'],
  ['pt', 'fiquei a manhã inteira à espera e ninguém apareceu'],
  ['pt', 'o serviço ficou mal feito, as janelas continuam sujas'],
  ['pt', 'não resolveram nada e ainda cobraram a mais'],
  ['pt', 'vcs riscaram o meu chão novo'],
  ['pt', 'Que falta de respeito, combinaram às 10h e não apareceu ngm'],
  ['pt', 'estou farta, já é a terceira vez que ligo e nada'],
  ['de', 'die steckdose die ihr montiert habt geht immer noch nicht'],
  ['de', 'hab den ganzen vormittag umsonst gewartet'],
  ['de', 'Das Problem wurde nicht behoben, es tropft weiterhin'],
  ['de', 'ihr mitarbeiter hat unseren boden zerkratzt'],
  ['de', 'Sie wollten um 8 da sein, jetzt ist es 11 und keiner da'],
  ['de', 'der haarschnitt ist total daneben gegangen'],
  ['de', 'ihr habt mir zuviel berechnet, das ist eine frechheit'],
];

const prices: Said[] = [
  ['en', 'whats the damage for a full rewire roughly'],
  ['en', 'do you charge a call out fee?'],
  ['en', 'any discount if I take ten lessons?'],
  ['en', 'hw much for gel nails'],
  ['en', 'could u send a qoute for the garden'],
  ['en', 'what would I be looking at for 2 bedrooms painted'],
  ['es', 'cuanto me llevarias por un corte y tinte'],
  ['es', 'hola me haceis presu para pintar un piso?'],
  ['es', 'cobrais el desplazamiento?'],
  ['es', 'hay algun descuento para jubilados'],
  ['es', 'q vale la hora de clase de mates'],
  ['pt', 'qto fica uma limpeza a fundo num t3?'],
  ['pt', 'fazem desconto para dois quartos?'],
  ['pt', 'o orcamneto é gratis?'],
  ['pt', 'cobram deslocação até Sintra?'],
  ['de', 'was nimmst du die stunde für nachhilfe'],
  ['de', 'mit was muss ich rechnen fürs hecke schneiden'],
  ['de', 'gibts bei euch rabatt für studenten?'],
  ['de', 'Wie hoch ist die Anfahrtspauschale?'],
  ['de', 'koennt ihr mir nen kostenvoranschlag schicken'],
];

const hours: Said[] = [
  ['en', 'are you around over the bank holiday'],
  ['en', 'hi how late are ye on thursdays'],
  ['en', 'do you do weekends at all?'],
  ['en', 'when do you knock off today'],
  ['es', 'los sabados trabajais?'],
  ['es', 'hasta cuando estais hoy'],
  ['es', 'abris en festivos?'],
  ['es', 'cerrais a mediodia?'],
  ['pt', 'vcs trabalham no feriado?'],
  ['pt', 'até que horas posso passar aí hoje?'],
  ['pt', 'fecham para almoço?'],
  ['de', 'habt ihr an feiertagen offen'],
  ['de', 'arbeitet ihr auch samstags?'],
  ['de', 'wann macht ihr heute zu'],
  ['de', 'seid ihr zwischen weihnachten und neujahr da'],
];

const others: [Language, Intent, string][] = [
  ['en', 'location', 'what street is the salon on?'],
  ['es', 'location', 'me pasas la ubicación del local?'],
  ['es', 'location', 'en que calle estais'],
  ['pt', 'location', 'em que rua fica o salão?'],
  ['pt', 'location', 'podem mandar a localização?'],
  ['de', 'location', 'in welcher strasse ist der laden'],
  ['en', 'human', 'can someone give me a ring'],
  ['es', 'human', 'no quiero maquinas, paseme con alguien del equipo'],
  ['es', 'human', 'que me llame alguien porfa'],
  ['pt', 'human', 'quero falar com alguém de verdade'],
  ['de', 'human', 'koennt ihr mich kurz anrufen'],
];

/** What sounds like a complaint, a price or opening hours, and is none. */
const notThose: [Language, Intent, string][] = [
  ['en', 'booking', 'the toilet is blocked again, can someone come tomorrow'],
  ['en', 'booking', 'My last plumber left a leak, could you come and fix it?'],
  ['en', 'booking', 'our old boiler is broken, nobody at home until 5 so come after that please'],
  ['en', 'thanks', 'Thanks, no complaints at all, great job'],
  ['en', 'booking', 'can you come on Saturday morning?'],
  ['es', 'booking', 'pueden venir cuanto antes? se inundo el baño'],
  ['es', 'booking', 'necesito a alguien en cuanto puedan, hay una fuga'],
  ['es', 'thanks', 'gracias, ningún problema, todo perfecto'],
  ['pt', 'booking', 'preciso de ajuda o quanto antes, o ralo entupiu'],
  ['pt', 'booking', 'podem vir no sábado de manhã?'],
  ['de', 'booking', 'der abfluss ist schon wieder verstopft, kann morgen jemand kommen?'],
  ['de', 'booking', 'Um wieviel Uhr können Sie am Montag kommen?'],
  ['de', 'thanks', 'danke, alles super, keine beschwerden'],
  ['en', 'other', 'sounds good, see you then'],
  ['es', 'other', 'ok nos vemos entonces'],
];

test.each(complaints)('%s: who is dissatisfied gets a person: %s', (language, text) => {
  expect(read(language, text)).toBe('complaint');
});

test.each(prices)('%s: a question for the price is heard: %s', (language, text) => {
  expect(read(language, text)).toBe('price');
});

test.each(hours)('%s: a question for the hours is heard: %s', (language, text) => {
  expect(read(language, text)).toBe('hours');
});

test.each([...others, ...notThose])('%s: %s is what is meant: %s', (language, intent, text) => {
  expect(read(language, text)).toBe(intent);
});
