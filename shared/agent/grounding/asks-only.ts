import { normalise } from '../basic/words.ts';

/** Words of politeness, within a short sentence. */
const courtesy =
  /\b(thank\w*|hello|hi|hey|dear|regards|welcome|glad|sorry|cheers|gracias|hola|saludos|encantad\w*|disculp\w*|siento|obrigad\w*|ola|oi|cumprimentos|abraco|desculp\w*|lamento|danke|hallo|guten|gruss\w*|gruße|gerne|leid)\b/;
const mostCourtesyWords = 9;

/** A person will answer. */
const defers =
  /\b(((i|we) (ll|will)|let (me|us)) (\w+ )?(check|get back|come back|look into|ask|find out|let you know|confirm)|(lo|la) (consulto|compruebo|verifico|reviso)|(le|te) (aviso|respondo|confirmo)|vou (verificar|confirmar|perguntar|ver)|(ja )?(lhe|te) (respondo|confirmo|aviso)|ich (klare|prufe|frage|melde|kummere)\b.*|(wir|ich) (\w+ )?(melden|melde) (uns|mich))\b/;

/** An answer, however short. */
const affirms = /^(yes|no|yep|sure|of course|correct|si|claro|sim|nao|ja|nein|naturlich|do|can|we|it)\b/;
const mostNameWords = 3;

/** Whether a text states nothing: it greets, thanks, asks, or says that a person will answer. */
export function asksOnly(draft: string): boolean {
  return draft.split('\n').every((line) => {
    if (isName(line)) return true;
    const sentences = line.match(/[^.!?]+[.!?]*/g) ?? [];
    return sentences.every((sentence) => sentence.trim().endsWith('?') || saysNothing(sentence));
  });
}

/** A line of a word or two: whom it goes to, or who signs. */
function isName(line: string): boolean {
  const words = normalise(line);
  return words.split(' ').length <= mostNameWords && !/[.!]\s*$/.test(line) && !affirms.test(words);
}

function saysNothing(sentence: string): boolean {
  const words = normalise(sentence);
  if (defers.test(words)) return true;
  return sentence.split(',').every((part) => {
    const clause = normalise(part);
    return clause === '' || (clause.split(' ').length <= mostCourtesyWords && courtesy.test(clause));
  });
}
