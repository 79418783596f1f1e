import { normalise } from '../basic/words.ts';

/** Words of politeness, within a short sentence. */
const courtesy = anyOf(
  String.raw`thank\w*|hello|hi|hey|dear|regards|welcome|glad|happy to help|sorry|apolog\w*|cheers|pity|a (?:nice|good|great|lovely) (?:day|evening|weekend)`,
  String.raw`gracias|hola|saludos|encantad\w*|disculp\w*|perdon\w*|siento|sentimos|lament\w*|con (?:mucho )?gusto|buen dia`,
  String.raw`obrigad\w*|ola|oi|cumprimentos|abraco|desculp\w*|com (?:todo o )?(?:gosto|prazer)|bom dia|boa (?:tarde|noite)|pena`,
  String.raw`danke\w*|vielen dank|hallo|guten|gruss\w*|gerne|leid|entschuldig\w*|bedauer\w*|schade`,
);
const mostCourtesyWords = 9;

/** A person will answer: who writes, or somebody else of the business. */
const defers = anyOf(
  String.raw`(?:(?:i|we) (?:ll|will)|let (?:me|us)) (?:\w+ )?(?:check|get back|come back|look into|ask|find out|let you know|confirm|be in touch|write to you)`,
  String.raw`(?:someone|somebody|one of (?:us|our|my)|a (?:colleague|person|member)|(?:our|the) (?:team|owner|office))(?: \w+){0,5} will(?: \w+){0,2} (?:get back|come back|get in touch|be in touch|contact|call|reply|answer|write|let you know|look into)`,
  String.raw`(?:passed|forwarded|handed) (?:this|it|that|your \w+)(?: on)? to`,
  String.raw`(?:lo|la|le|te) (?:consult|comprueb|verific|revis|mir|pregunt|avis|respond|confirm|escrib)(?:o|amos|emos|imos|are|eremos)`,
  String.raw`(?:alguien|un[ao]? (?:companer[oa]|colega|persona)|(?:el|nuestro) equipo)(?: \w+){0,4} (?:le|te|os|les|se) (?:respond|contact|llam|escrib|avis|pondr)\w*|(?:he|hemos) pasado (?:\w+ ){0,3}(?:equipo|companer\w|responsable|encargad\w|jef\w)`,
  String.raw`vou (?:verificar|confirmar|perguntar|ver|consultar|saber)|(?:lhe|te) (?:respondo|confirmo|aviso|escrevo|digo)`,
  String.raw`(?:alguem|uma? (?:colega|pessoa)|a (?:nossa )?equip[ae])(?: \w+){0,3} (?:(?:vai|ira) )?(?:respond|contact|entrar|ligar|escrever)\w*|(?:passei|passamos|encaminhei|encaminhamos) (?:\w+ ){0,4}(?:equip[ae]|colega|responsavel|chefe)`,
  String.raw`ich (?:klare|prufe|frage|melde|kummere)\b.*|(?:wir|ich) (?:\w+ )?(?:melden|melde) (?:uns|mich)|(?:weiter)(?:gegeben|geleitet)`,
  String.raw`(?:jemand|eine? (?:kollege|kollegin|person|mitarbeiter\w*)|(?:das|unser) team)(?: \w+){0,6} (?:meld|antwort|kontaktier|schreib)\w*`,
);
/** Who goes on for longer says more than that somebody will answer. */
const mostDeferringWords = 20;

/** Asks for something by telling the customer to send or say it. */
const requests = new RegExp(
  [
    String.raw`^(?:(?:and|so|just|please|kindly|por favor|bitte|e|y|und) )*(?:`,
    String.raw`(?:send|tell|give|show|write|message) (?:us|me)|let (?:us|me) know|describe|share|attach`,
    String.raw`|(?:envi|mand|indi|escrib|descri|cuent|facilit|dig)\w*(?:nos|me)|d[aei](?:nos|me)|envie|indique|describa`,
    String.raw`|(?:envi|mand|indi|escrev|descrev|cont|dig|inform)\w* (?:nos|me)|d[ae] (?:nos|me)|descreva`,
    String.raw`|(?:schick|send|sag|nenn|teil|schreib|beschreib|geb|gib|lass|zeig)\w* (?:(?:sie|ihr|bitte) )*(?:uns|mir)`,
    String.raw`)\b`,
  ].join(''),
);

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
  if (requests.test(words)) return true;
  if (defers.test(words) && words.split(' ').length <= mostDeferringWords) return true;
  return sentence.split(',').every((part) => {
    const clause = normalise(part);
    return clause === '' || (clause.split(' ').length <= mostCourtesyWords && courtesy.test(clause));
  });
}

function anyOf(...words: string[]): RegExp {
  return new RegExp(String.raw`\b(?:${words.join('|')})\b`);
}
