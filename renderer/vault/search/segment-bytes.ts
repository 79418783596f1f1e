import { z } from 'zod';
import { concat, fromUtf8, utf8, type Bytes } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import { OrderedSegment, storedKinds, type EntryHead } from './segment.ts';

/** Another number, another layout or other words: an index of another version is made anew. */
export const indexVersion = 5;

const headerSchema = z.object({
  version: z.literal(indexVersion),
  /** See `Book.state`: which state of the book is indexed. */
  state: z.string(),
  keys: z.array(z.string()),
  kinds: z.array(z.number()),
  at: z.array(z.number()),
  /** Different owners, and which of them each entry has. */
  owners: z.array(z.string()),
  ownerOf: z.array(z.number()),
  states: z.array(z.string()),
  targets: z.record(z.string(), z.string()),
  jobs: z.record(z.string(), z.string()),
  terms: z.array(z.string()),
  postings: z.number(),
  texts: z.number(),
});

/**
 * `length of header 4 ‖ header (JSON, filled up to a multiple of 4) ‖ textEnds ‖ ends ‖ postings ‖ texts`; the
 * numbers are 32 bits in the machine's order, as the file never leaves the device.
 */
export function encodeSegment({ data }: OrderedSegment, state: string): Bytes {
  const { heads, terms, textEnds, ends, postings, texts } = data;
  const owners = [...new Set(heads.map(({ owner }) => owner))];
  const ownerIndex = new Map(owners.map((owner, index) => [owner, index]));
  const header = utf8(
    JSON.stringify({
      version: indexVersion,
      state,
      keys: heads.map(({ key }) => key),
      kinds: heads.map(({ kind }) => storedKinds.indexOf(kind)),
      at: heads.map(({ at }) => at),
      owners,
      ownerOf: heads.map(({ owner }) => ownerIndex.get(owner)!),
      states: heads.map(({ state }) => state),
      targets: byIndex(heads.map(({ target }) => target)),
      jobs: byIndex(heads.map(({ job }) => job)),
      terms,
      postings: postings.length,
      texts: texts.length,
    } satisfies z.infer<typeof headerSchema>),
  );
  const filled = new Uint8Array(Math.ceil(header.length / 4) * 4).fill(0x20);
  filled.set(header);
  return concat(
    bytesOf(Uint32Array.of(filled.length)),
    filled,
    bytesOf(textEnds),
    bytesOf(ends),
    bytesOf(postings),
    texts,
  );
}

/** `undefined` for bytes of another version or make. */
export function decodeSegment(bytes: Bytes): { segment: OrderedSegment; state: string } | undefined {
  // Arrays of 32-bit numbers must begin at a multiple of four.
  const aligned = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  if (aligned.length < 4) return undefined;
  const take = (from: number, length: number): Uint32Array =>
    new Uint32Array(aligned.buffer, aligned.byteOffset + from, length);
  const headerLength = take(0, 1)[0]!;
  if (headerLength % 4 !== 0 || 4 + headerLength > aligned.length) return undefined;
  const parsed = headerSchema.safeParse(parseJson(fromUtf8(aligned.subarray(4, 4 + headerLength))));
  if (!parsed.success) return undefined;
  const header = parsed.data;
  const textEndsAt = 4 + headerLength;
  const endsAt = textEndsAt + header.keys.length * 4;
  const postingsAt = endsAt + header.terms.length * 4;
  const textsAt = postingsAt + header.postings * 4;
  if (textsAt + header.texts !== aligned.length) return undefined;
  const segment = new OrderedSegment({
    heads: header.keys.map((key, index): EntryHead => ({
      key,
      kind: storedKinds[header.kinds[index]!]!,
      at: header.at[index]!,
      owner: header.owners[header.ownerOf[index]!]!,
      state: header.states[index]!,
      ...(header.targets[index] === undefined ? {} : { target: header.targets[index] }),
      ...(header.jobs[index] === undefined ? {} : { job: header.jobs[index] }),
    })),
    textEnds: take(textEndsAt, header.keys.length),
    ends: take(endsAt, header.terms.length),
    postings: take(postingsAt, header.postings),
    texts: aligned.subarray(textsAt),
    terms: header.terms,
  });
  return { segment, state: header.state };
}

/** What few entries have, by their ordinal. */
function byIndex(values: (string | undefined)[]): Record<string, string> {
  return Object.fromEntries(
    values.flatMap((value, index) => (value === undefined ? [] : [[String(index), value]])),
  );
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}
