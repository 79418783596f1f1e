/**
 * The recovery words that a text gives away: two that follow each other, however they are parted. One of them alone
 * may be a word of the format, such as "version".
 */
export function toldWords(text: string, words: readonly string[]): string[] {
  const pairs = words.slice(1).map((word, index) => [words[index]!, word] as const);
  return pairs.filter(([one, next]) => new RegExp(`${one}\\W{1,5}${next}`, 'iu').test(text)).map(String);
}
