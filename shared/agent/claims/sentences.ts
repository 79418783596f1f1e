/** A sentence or line of a text, with the place at which it begins. */
export interface Sentence {
  start: number;
  text: string;
}

/** The sentences and lines of a text. A point within a number or an address ends none. */
export function sentencesOf(text: string): Sentence[] {
  const sentences: Sentence[] = [];
  let start = 0;
  const end = (at: number) => {
    if (text.slice(start, at).trim() !== '') sentences.push({ start, text: text.slice(start, at) });
    start = at;
  };
  for (const { index } of text.matchAll(/\n|(?<=[.!?…;]["”’»)]?)\s/gu)) end(index);
  end(text.length);
  return sentences;
}
