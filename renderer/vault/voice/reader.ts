import { languageOfText } from '#shared/agent/language.ts';
import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Sent, VoiceSource } from '#shared/bridge/contract.ts';
import { defaultAiSettings } from '#shared/domain/business.ts';
import type { Receipt } from '#shared/domain/model-provider.ts';
import { longestTranscript, type MachineRead } from '#shared/domain/transcript.ts';
import {
  defaultVoiceNotes,
  isVoiceApproved,
  type VoiceNotes,
  voiceNotesKeyId,
  voicePlaceOf,
} from '#shared/domain/voice-notes.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { err, ok, problem } from '#shared/lib/result.ts';
import { isPaused, pauseProblems } from '#shared/records/pauses.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import { isKeptOnly, isLimitedPerson } from '#shared/records/right-to-send.ts';
import { unlessStopped } from '../media/unless-stopped.ts';
import { problems } from '../models/permits.ts';
import { piecesOf } from './pieces.ts';
import { toPcm } from './samples.ts';
import { openSound, unreadable } from './sound.ts';

/** What a recording says, and how long it is. */
export interface ReadSound {
  read: MachineRead;
  seconds: number;
}

export interface VoiceReader {
  /** What is in the way of reading a recording of this contact on this device; nothing where it may be read. */
  refusal(contactId: string | undefined): Problem | undefined;
  /** Turns a recording into text, as the owner has set it. */
  read(file: Blob, contactId: string | undefined, signal: AbortSignal): Promise<Result<ReadSound>>;
}

export interface VoiceReaderDeps {
  bridge: Bridge;
  records: RecordReader;
  /** Epoch milliseconds. */
  now(): number;
}

export function createVoiceReader({ bridge, records, now }: VoiceReaderDeps): VoiceReader {
  const settings = (): VoiceNotes => records.get('aiSettings', 'ai')?.voiceNotes ?? defaultVoiceNotes;

  function refusal(contactId: string | undefined): Problem | undefined {
    if (isPaused(records, 'models')) return pauseProblems.models;
    const set = settings();
    const source = sourceOf(records, set);
    if (!source.ok) return source.error;
    if (contactId !== undefined && isKeptOnly(records, contactId)) return problems.onlyKept;
    if (voicePlaceOf(set) === 'local') return undefined;
    if ((records.get('aiSettings', 'ai') ?? defaultAiSettings).localOnly) return problems.localOnly;
    if (contactId !== undefined && isLimitedPerson(records, contactId, 'staysOnDevice'))
      return problems.contactStays;
    return isVoiceApproved(set) ? undefined : notAllowed;
  }

  async function read(
    file: Blob,
    contactId: string | undefined,
    signal: AbortSignal,
  ): Promise<Result<ReadSound>> {
    const refused = refusal(contactId);
    if (refused !== undefined) return err(refused);
    const set = settings();
    const source = sourceOf(records, set);
    if (!source.ok) return source;
    const sound = await openSound(file);
    if (!sound.ok) return sound;
    const { seconds, parts, close } = sound.value;
    try {
      const words = await wordsIn(piecesOf(parts()), source.value, set.language, signal);
      return words.ok ? ok({ seconds, read: readOf(words.value, set, source.value, now()) }) : words;
    } finally {
      close();
    }
  }

  /** One piece after the other: half a minute of a recording stands in memory, and no more leaves after a lock. */
  async function wordsIn(
    pieces: AsyncGenerator<Float32Array>,
    source: VoiceSource,
    language: string | undefined,
    signal: AbortSignal,
  ): Promise<Result<Words>> {
    const words: Words = { texts: [], sent: [] };
    for (;;) {
      const piece = await nextOf(pieces);
      if (!piece.ok) return piece;
      if (piece.value.done === true) return ok(words);
      const bytes = toPcm(piece.value.value);
      const question = { source, bytes, ...(language && { language }) };
      const answer = await unlessStopped(bridge.call('voice.read', question), signal);
      if (!answer.ok) return answer;
      words.texts.push(answer.value.text);
      if (answer.value.sent !== undefined) words.sent.push(answer.value.sent);
    }
  }

  return { refusal, read };
}

interface Words {
  texts: string[];
  sent: Sent[];
}

/** What breaks in the decoder is the recording's fault. */
async function nextOf(
  pieces: AsyncGenerator<Float32Array>,
): Promise<Result<IteratorResult<Float32Array, void>>> {
  try {
    return ok(await pieces.next());
  } catch {
    return unreadable;
  }
}

function readOf({ texts, sent }: Words, set: VoiceNotes, source: VoiceSource, at: number): MachineRead {
  const text = texts.filter((each) => each !== '').join(' ');
  const whole = text.slice(0, longestTranscript).toWellFormed();
  const language = languageOfText(whole, set.language);
  const model =
    source.by === 'server' ? source.model : (source.folder.split(/[/\\]/).findLast(Boolean) ?? '');
  return {
    text: whole,
    model: model.slice(0, 200),
    place: voicePlaceOf(set),
    at,
    ...(language !== undefined && whole !== '' && { language }),
    ...(sent.length > 0 && { receipts: [receiptOf(sent, model)] }),
  };
}

/** One for all pieces: it leads to the ledger's line of the first. */
function receiptOf(sent: Sent[], model: string): Receipt {
  const { at, origin, ledgerId } = sent[0]!;
  const bytes = sent.reduce((sum, each) => sum + each.bytes, 0);
  return { at, origin, ledgerId, bytes, model, provider: new URL(origin).host.slice(0, 100), replaced: 0 };
}

/** Whom to ask on this device, as it is set. */
function sourceOf(records: RecordReader, { by, url, model, hasKey }: VoiceNotes): Result<VoiceSource> {
  if (by === 'folder') {
    const folder = records.get('deviceSettings', 'device')?.voiceFolder;
    return folder === undefined ? noFolder : ok({ by, folder });
  }
  if (url === undefined || model === undefined || model === '') return notSet;
  const key = records.get('modelKeys', voiceNotesKeyId)?.key;
  // This device has no part in the keys.
  if (hasKey === true && key === undefined) return noKey;
  return ok({ by, url, model, ...(key !== undefined && { key }) });
}

const setting = 'Settings → Assistant → Voice notes';

const noFolder = problem(
  'voice.no-folder',
  'No folder with a speech model is named on this device.',
  `Name it in ${setting}.`,
);
const notSet = problem('voice.not-set', 'Address and model are not set yet.', `Enter them in ${setting}.`);
const noKey = problem('voice.no-key', 'This device does not have the key.');
const notAllowed: Problem = {
  code: 'voice.not-allowed',
  message: 'You have not allowed yet that voice notes go to this address. Nothing was sent.',
  remedy: `Allow it in ${setting}.`,
};
