import { dangerKinds, heardLanguages } from '#shared/domain/danger.ts';

/** What is learnt to be told from phrases, in the order of its weights. */
export const meanings = [
  ...dangerKinds,
  'danger',
  'stop',
  'clear',
  'reminders',
  'person',
  'assistant',
] as const;

/** What is learnt to be told at all: from words, also the language. */
export const outputs = [...meanings, ...heardLanguages] as const;
export type Output = (typeof outputs)[number];
