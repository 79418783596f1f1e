import { stopRequest } from './words.ts';

/** What is heard before anything else in a customer's words, and ends the assistant's part. */
export function heardFirst(text: string): 'stop' | 'human' | undefined {
  return stopRequest(text);
}
