import type { CallArgs, CallResult } from '#shared/bridge/contract.ts';
import type { Result } from '#shared/lib/result.ts';
import type { Write } from './writing.ts';

type Passed = 'journal.open' | 'journal.read' | 'journal.check' | 'journal.tidy';

/** The answer that says no more than that it is done. */
export type Done = Record<string, never>;

/** What the service asks its thread. Bytes change hands: they are not copied. */
export type Asks = { [Name in Passed]: CallArgs<Name> } & {
  'journal.list': CallArgs<'journal.list'> & { most: number };
  'journal.write': Write;
  /** Ends the journal properly, and then the thread. */
  close: Done;
};
export type AskName = keyof Asks;

export type Answers = { [Name in Passed | 'journal.list' | 'journal.write']: CallResult<Name> } & {
  close: Done;
};

export interface Question<Name extends AskName = AskName> {
  id: number;
  name: Name;
  args: Asks[Name];
}

export interface Reply {
  /** Of the question. */
  id: number;
  answer: Result<Answers[AskName]>;
}

/** What the thread is started with. */
export interface ThreadData {
  folder: string;
}
