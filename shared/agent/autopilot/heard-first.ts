import { hear } from '#shared/agent/heard/hear.ts';

/** What is heard before anything else in a customer's words, and ends the assistant's part. What is tapped is in the team's words. */
export function heardFirst(
  text: string,
  { trades = [], isTapped = false }: { trades?: readonly string[]; isTapped?: boolean } = {},
): 'stop' | 'human' | 'doubt' | undefined {
  const { danger, stop, person, asksAboutAssistant, mayBeDanger } = hear(text, { trades });
  if (stop === 'clear') return 'stop';
  if (person || asksAboutAssistant) return 'human';
  // A danger has its own mark; one that several messages make only together, over a longer time, has none.
  return (mayBeDanger || danger !== undefined) && !isTapped ? 'doubt' : undefined;
}
