import { printTable } from './report.ts';
import { heardSet, heldOutDangers, heldOutLanguages } from './sets.ts';

/** `npm run eval -- held-out`: what our own readers make of messages that nobody who writes rules has seen. */
export function measureHeldOut(): void {
  printTable(
    'heard: messages',
    ['', ...heldOutLanguages],
    ['all', ...heldOutDangers, 'stop', 'person'].map((of) => [
      of,
      ...heldOutLanguages.map((l) => countOf(l, of)),
    ]),
  );
}

function countOf(language: (typeof heldOutLanguages)[number], of: string): number {
  return heardSet(language).filter(
    ({ danger, stop, person }) =>
      of === 'all' || of === danger || (of === 'stop' && stop !== null) || (of === 'person' && person),
  ).length;
}
