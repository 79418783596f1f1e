import { readFileSync } from 'node:fs';
import { hearMessage } from './hear.ts';
import { measureHeard } from './heard.ts';
import { printConfused, printHeard } from './print-heard.ts';
import type { HeardMessage, HeldOutLanguage } from './sets.ts';
import { heldOutDangers, heldOutLanguages, heldOutTrades } from './sets.ts';

/** Dangers in everyday words, and ordinary messages that sound like them; how they were written stands at their top. */
export function soundingSet(language: HeldOutLanguage): HeardMessage[] {
  return readFileSync(new URL(`../sounding/${language}.txt`, import.meta.url), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map(messageOf);
}

/** `npm run eval -- sounding`: what is heard in them. */
export function measureSounding(): void {
  printHeard(heldOutLanguages.map((of) => [of, measureHeard(soundingSet(of), hearMessage)]));
  printConfused(heldOutLanguages.flatMap(soundingSet), hearMessage);
}

function messageOf(line: string): HeardMessage {
  const [, label, tradeName, text] = /^(\S+) (\S+) \| (.+)$/.exec(line) ?? [];
  const trade = heldOutTrades.find((each) => each === tradeName);
  const danger = heldOutDangers.find((each) => each === label) ?? null;
  const isKnown = danger !== null || ['stop', 'person', '-'].includes(label ?? '');
  if (text === undefined || trade === undefined || !isKnown) throw new Error(`Not a message: ${line}`);
  return { text, trade, danger, person: label === 'person', stop: label === 'stop' ? 'clear' : null };
}
