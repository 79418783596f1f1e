import { holdsPlaceholder } from '#shared/domain/placeholder.ts';
import { wordsIn } from '#shared/lib/words.ts';
import { languageOfText } from '../language.ts';
import { sentencesOf } from './sentences.ts';
import type { DraftWarning } from './warnings.ts';

/** What a model wraps its thoughts, calls and code in. Reasoning is taken off where the answer comes in already. */
const machinery =
  /<\/?(?:think|thinking|reasoning|reflection|scratchpad|analysis|tool_?calls?|function_?calls?|invoke|tool_response|system|assistant|user|s|bos|eos)\b[^>]*>|<\|[^|>\n]{0,40}\|>|\[\/?INST\]|^\s*(?:assistant|system|user)\s*:/imu;
const codeFence = /```|~~~/;
/** A tag of a page, or what a template leaves open. */
const tag = /<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?\/?>/i;
const openPlace =
  /\{\{[^{}\n]{0,60}\}\}|\[(?:your|insert|name|customer|date|time|price|link|tu|su|seu|ihr|votre)\b[^\]\n]{0,40}\]|<(?:name|date|time|price|link)>|_{3,}|\.{6,}/i;
/** A name and a price are in no language. */
const fewestWords = 4;
/** One word again and again. */
const stutter = /(?<![\p{L}\p{N}])(\p{L}+)(?:[\s,.!?-]+\1){3,}(?![\p{L}\p{N}])/iu;
const jsonLike = /^\s*[[{]\s*"[^"\n]+"\s*:/;

/**
 * A draft as a chat shows it: Markdown's signs become the channel's or go, a written `\n` becomes a line's end, and
 * what a model thought or repeated stays out. What cannot be cleaned safely is left for `formProblems`.
 */
export function cleanForm(draft: string): string {
  const shown = draft
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/\\n/g, '\n')
    .replaceAll(/^(?:#{1,6}|>+)\s+/gm, '')
    .replaceAll(/^[ \t]*(?:-{3,}|\*{3,}|_{3,})[ \t]*$/gm, '')
    .replaceAll(/(?<!~)~~(?!\s)([^~\n]+?)(?<!\s)~~(?!~)/g, '$1')
    .replaceAll(/(?<!`)`([^`\n]+)`(?!`)/g, '$1')
    .replaceAll(/(?<!\*)\*\*(?!\s)([^*\n]+?)(?<!\s)\*\*(?!\*)/g, '$1')
    .replaceAll(/(?<![_\p{L}\d])__(?!\s)([^_\n]+?)(?<!\s)__(?![_\p{L}\d])/gu, '$1')
    .replaceAll(/\[([^\]\n]{1,100})\]\((https?:\/\/[^\s)]+)\)/g, '$1 ($2)')
    .replaceAll(/^[ \t]*[*+-][ \t]+/gm, '• ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  return withoutRepetition(shown);
}

/** A line or sentence that says the same as the one before it says it once. */
function withoutRepetition(text: string): string {
  const parts = text.split(/(\n|(?<=[.!?…])\s+)/u);
  const kept: string[] = [];
  let before = '';
  for (let at = 0; at < parts.length; at += 2) {
    const sentence = parts[at]!;
    if (sentence.trim() !== '' && sentence.trim() === before) continue;
    kept.push(kept.length === 0 ? '' : (parts[at - 1] ?? ''), sentence);
    if (sentence.trim() !== '') before = sentence.trim();
  }
  return kept.join('').trim();
}

/** What nobody should send: another language than the customer's, and what a chat does not show. */
export function formProblems(draft: string, question: string): DraftWarning[] {
  const found = [machinery, codeFence, tag, openPlace, jsonLike, stutter].flatMap((pattern) => {
    const match = pattern.exec(draft)?.[0].trim();
    return match === undefined ? [] : [match];
  });
  const warnings: DraftWarning[] = found.slice(0, 1).map((text) => ({ kind: 'form', text }));
  const [repeated] = found.length > 0 ? [] : sentencesAgain(draft);
  if (repeated !== undefined) warnings.push({ kind: 'form', text: repeated });
  if (holdsPlaceholder(draft)) warnings.push({ kind: 'form', text: '⟦…⟧' });
  const asked = languageOfText(question);
  const written = wordsIn(draft).length < fewestWords ? undefined : languageOfText(draft, asked);
  if (asked !== undefined && written !== undefined && asked !== written)
    warnings.push({ kind: 'language', text: written });
  return warnings;
}

/** Sentences that a text says more than twice. */
function sentencesAgain(text: string): string[] {
  const said = sentencesOf(text).map((sentence) => sentence.text.trim());
  return [...Map.groupBy(said, (each) => each)].flatMap(([each, all]) => (all.length > 2 ? each : []));
}
