import { wants } from '#shared/agent/acts/wants.ts';
import type { Labelled } from './label.ts';
import type { Read, Reader } from './readers.ts';

export interface Score {
  field: string;
  /** How many messages have it, by their labels. */
  labelled: number;
  precision: number;
  recall: number;
}

export interface Mistake {
  text: string;
  field: string;
  expected: string | undefined;
  read: string | undefined;
}

export interface Evaluation {
  scores: Score[];
  mistakes: Mistake[];
  /** Messages without a usable answer. */
  unanswered: number;
}

const fields = ['service', 'day', 'time', 'place'] as const;

/** Has a reader read every message and counts, field by field, how often it was right. */
export async function evaluate(messages: Labelled[], reader: Reader): Promise<Evaluation> {
  const answers: { message: Labelled; read: Read | undefined }[] = [];
  for (const message of messages) answers.push({ message, read: await reader(message) });
  const pairs = (field: 'intent' | (typeof fields)[number]) =>
    answers.map(({ message, read }) => ({
      text: message.text,
      expected: message[field],
      read: read?.[field],
    }));
  const mistakes = (['intent', ...fields] as const).flatMap((field) =>
    pairs(field)
      .filter(({ expected, read }) => expected !== read)
      .map((pair) => ({ field, ...pair })),
  );
  const byIntent = wants.map((intent) => {
    const only = (value: string | undefined) => (value === intent ? value : undefined);
    const own = pairs('intent').map(({ expected, read }) => ({ expected: only(expected), read: only(read) }));
    return scoreOf(`intent:${intent}`, own);
  });
  return {
    scores: [
      scoreOf('intent', pairs('intent')),
      ...byIntent,
      ...fields.map((field) => scoreOf(field, pairs(field))),
    ],
    mistakes,
    unanswered: answers.filter(({ read }) => read === undefined).length,
  };
}

function scoreOf(field: string, pairs: { expected: string | undefined; read: string | undefined }[]): Score {
  const right = pairs.filter(({ expected, read }) => read !== undefined && read === expected).length;
  const claimed = pairs.filter(({ read }) => read !== undefined).length;
  const labelled = pairs.filter(({ expected }) => expected !== undefined).length;
  return {
    field,
    labelled,
    precision: claimed === 0 ? 1 : right / claimed,
    recall: labelled === 0 ? 1 : right / labelled,
  };
}
