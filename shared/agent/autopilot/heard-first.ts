import { hear } from '#shared/agent/heard/hear.ts';

/** What is heard before anything else in a customer's words, and ends the assistant's part. */
export function heardFirst(text: string): 'stop' | 'human' | undefined {
  const { stop, person, asksAboutAssistant } = hear(text);
  if (stop === 'clear') return 'stop';
  return person || asksAboutAssistant ? 'human' : undefined;
}
