/** Who stands behind an address that many businesses use, and where the data may go. */
export interface Operator {
  name: string;
  /** ISO 3166-1 alpha-2. */
  country: string;
}

/** By the end of the host's name. Contracts differ: the owner checks, and writes over it. */
const known: readonly (readonly [ending: string, name: string, country: string])[] = [
  ['facebook.com', 'Meta Platforms', 'US'],
  ['fbsbx.com', 'Meta Platforms', 'US'],
  ['anthropic.com', 'Anthropic', 'US'],
  ['telegram.org', 'Telegram', 'AE'],
  ['googleapis.com', 'Google', 'US'],
  ['google.com', 'Google', 'US'],
  ['openai.com', 'OpenAI', 'US'],
  ['openrouter.ai', 'OpenRouter', 'US'],
  ['icloud.com', 'Apple', 'US'],
  ['office365.com', 'Microsoft', 'US'],
  ['outlook.com', 'Microsoft', 'US'],
  ['mistral.ai', 'Mistral AI', 'FR'],
  ['groq.com', 'Groq', 'US'],
  ['together.xyz', 'Together AI', 'US'],
  ['deepseek.com', 'DeepSeek', 'CN'],
];

/** Who runs a host, where that is well known. */
export function operatorOf(host: string): Operator | undefined {
  const row = known.find(([ending]) => host === ending || host.endsWith(`.${ending}`));
  return row && { name: row[1], country: row[2] };
}
