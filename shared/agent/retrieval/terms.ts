import { wordsIn } from '#shared/lib/words.ts';

/** Words of the four languages that every text has: they say nothing of what it is about. */
const stopWords = new Set(
  `a an and are as at be been but by can could did do does for from had has have he hello her hey hi him his how i
  if in is it its just let me much my need not of on or our please she should so some thank thanks that the their
  them then there they this to us was we were what when where which who why will with would you your yes no
  o os as um uma e ou de do da dos das em no na nos nas por para com que se eu voce voces meu minha seu sua nao sim
  ola oi bom boa dia tarde noite quero queria tem ter ha como quando onde qual quanto muito ao a foi sao esta
  el la los las un una y de del al en por para con que se mi tu su yo usted ustedes no si hola buenos buenas dias
  tardes noches quiero quisiera tiene tienen hay como cuando donde cual cuanto muy es son esta estan favor gracias
  der die das den dem ein eine einen einem einer und oder von vom zu zum zur in im an am auf fur mit bei ist sind
  war ich du sie er es wir ihr mein meine ihre ihnen nicht ja nein hallo guten tag wie wann wo was wer haben habe
  hat kann konnen machen bitte danke auch noch`.split(/\s+/),
);

/** Which words are one: `park` and `parking` by their endings, `Garantie` and `Garantien` by their first letters. */
const ending = /(?<=.{4})(?:ing|ed|es)$|(?<=..)s$/;
const stemLength = 5;

/** What a text is about: its telling words without accents and endings, in their order, repeated as they are. */
export function termsOf(text: string): string[] {
  return wordsIn(text)
    .filter(({ word }) => word.length > 1 && !stopWords.has(word))
    .map(({ word }) => word.replace(ending, '').slice(0, stemLength));
}
