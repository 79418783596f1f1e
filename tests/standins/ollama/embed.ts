import { createHash } from 'node:crypto';

/** What words of several languages mean to the stand-in; each group is a direction of its own. */
const meanings = [
  /\b(park|parking|car|cars|van|vehicle|aparcar|aparcamiento|estacionar|parken|parkplatz|auto)\b/g,
  /\b(guarantee\w*|warrant\w*|garant\w*|covered|breaks? again|goes wrong)\b/g,
  /\b(weekends?|saturdays?|sundays?|sábados?|domingos?|fin de semana|samstags?|sonntags?|wochenende)\b/g,
  /\b(price|prices|cost|costs|expensive|cheap|fee|charge|charges|cuesta|precio|preis|kostet)\b/g,
  /\b(pay|payment|paid|card|cash|invoice|bill|transfer|pagar|factura|rechnung|bezahlen)\b/g,
  /\b(leak\w*|drip\w*|water everywhere|wet|flood\w*|gotea|fuga|tropft|leck)\b/g,
  /\b(boiler|heating|radiator|warm|cold|freezing|hot water|caldera|calefacción|heizung)\b/g,
  /\b(hours|open|opening|close|closed|horario|abierto|geöffnet|öffnungszeiten)\b/g,
  /\b(emergency|emergencies|urgent|urgently|night|right now|urgencia|notfall)\b/g,
  /\b(cancel\w*|reschedul\w*|another day|postpone|cancelar|absagen|verschieben)\b/g,
  /\b(insur\w*|certif\w*|licen\w*|qualified|registered|seguro|versichert)\b/g,
  /\b(pets?|dogs?|cats?|animals?|perro|gato|hund|katze)\b/g,
] as const;

/** As wide as a small embedding model's. */
const width = 384;

/** A direction of length one: what the text means counts most, its single words a little. */
export function embedText(text: string, dimensions: number = width): number[] {
  const words = text.toLowerCase();
  const vector = Array.from<number>({ length: width }).fill(0);
  for (const [index, pattern] of meanings.entries())
    vector[index] = (words.match(pattern) ?? []).length > 0 ? 4 : 0;
  for (const word of words.match(/\p{L}{4,}/gu) ?? []) {
    const hash = createHash('sha256').update(word).digest().readUInt32LE(0);
    vector[meanings.length + (hash % (width - meanings.length))]! += 0.5;
  }
  // Fewer dimensions are the first ones, made one long again.
  const kept = vector.slice(0, dimensions);
  const length = Math.hypot(...kept) || 1;
  return kept.map((value) => value / length);
}

export interface EmbedBody {
  model: string;
  input?: string | string[];
  truncate?: boolean;
  dimensions?: number;
}

/** Tokens that an embedding model reads at most. */
const contextTokens = 2048;

const tokensOf = (text: string): number => Math.ceil(text.length / 4);

/** What Ollama answers to `POST /api/embed`, for a model that makes vectors. */
export function embedAnswer({ model, input = [], truncate, dimensions }: EmbedBody) {
  const texts = typeof input === 'string' ? [input] : input;
  if (dimensions !== undefined && (dimensions < 1 || dimensions > width))
    return { status: 400, body: { error: `dimensions must be between 1 and ${width}` } };
  if (truncate === false && texts.some((text) => tokensOf(text) > contextTokens))
    return { status: 400, body: { error: 'the input length exceeds the context length' } };
  const read = texts.map((text) => text.slice(0, contextTokens * 4));
  const embeddings = read.map((text) => embedText(text, dimensions));
  const prompt_eval_count = read.reduce((sum, text) => sum + tokensOf(text), 0);
  const timings = { total_duration: 20_000_000, load_duration: 1_000_000, prompt_eval_count };
  return { status: 200, body: { model, embeddings, ...timings } };
}
