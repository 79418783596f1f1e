/** Sentences of a language and what they say: `11-20 10:00`, `11-20..` from that day on, `–` nothing, `ask` a question. */
export interface Sentences {
  read: [text: string, said: string][];
  asked: [text: string, said: string][];
  /** No day and no time to come. */
  nothing: string[];
}
