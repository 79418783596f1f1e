import { foldWord } from './tokens.ts';

const yes = words(
  'yes, yeah, yep, yes please, si, si por favor, sim, sim por favor, ja, ja bitte, oui, oui merci, correct, stop',
);
const no = words(
  'no, nope, no thanks, no thank you, nao, nao obrigado, nein, nein danke, non, non merci, no grazie, no gracias',
);

/** What somebody answers to a question of ours, where they answer nothing else. */
export function readYesOrNo(text: string): boolean | undefined {
  const said = (foldWord(text).match(/\p{L}+/gu) ?? []).join(' ');
  if (yes.has(said)) return true;
  return no.has(said) ? false : undefined;
}

function words(list: string): ReadonlySet<string> {
  return new Set(list.split(', ').map(foldWord));
}
