import { hear } from '#shared/agent/heard/hear.ts';

interface HeardBeside {
  trades?: readonly string[];
  /** What is tapped is in the team's words. */
  isTapped?: boolean;
  /** Our own reader accounts for every word: what was learnt mistakes a list of prices for one of those who get messages. */
  isAccounted?: boolean;
}

/** What is heard before anything else in a customer's words, and ends the assistant's part. */
export function heardFirst(
  text: string,
  { trades = [], isTapped = false, isAccounted = false }: HeardBeside = {},
): 'stop' | 'human' | 'doubt' | undefined {
  const { danger, stop, person, asksAboutAssistant, mayBeDanger } = hear(text, { trades });
  if (stop === 'clear' && !isAccounted) return 'stop';
  if (person || asksAboutAssistant) return 'human';
  // A danger has its own mark; one that several messages make only together, over a longer time, has none.
  return (mayBeDanger || danger !== undefined) && !isTapped ? 'doubt' : undefined;
}
