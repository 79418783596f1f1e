import type { Act } from '#shared/domain/act.ts';
import type { AnswerLanguage } from '#shared/agent/acts/languages.ts';
import { type Composed, compose } from '#shared/agent/acts/compose.ts';
import type { Scene } from '#shared/agent/acts/scene.ts';
import { sayIn } from '#shared/agent/acts/templates.ts';
import { saidIn } from '#shared/agent/autopilot/gate.ts';
import type { MessagePurpose } from '#shared/domain/consent.ts';
import type { Message } from '#shared/domain/conversation.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok } from '#shared/lib/result.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { queueChoice } from '../choice.ts';
import type { CommandContext } from '../command.ts';
import { queueText } from '../message.ts';

const dayLength = 24 * 60 * 60 * 1000;

export interface Saying {
  scene: Scene;
  language: AnswerLanguage;
  receipts?: Message['receipts'];
  /** Left out: an answer. */
  purpose?: MessagePurpose;
  /** Says only that something has come: a person still has to answer. */
  answersNothing?: true;
}

/**
 * What the assistant says by itself: acts, composed here, where they are written. There is no other way for it to
 * say anything, and none for a text.
 */
export function sayActs(
  draft: RecordWriter,
  acts: readonly Act[],
  { scene, language, receipts, purpose, answersNothing }: Saying,
  context: CommandContext,
): Result<Composed & { id: string }> {
  const { conversation } = scene;
  const said = saidIn(draft, conversation.id);
  const begins = isBeginning(said, context.now);
  const composed = compose(begins ? [{ act: 'aboutAssistant' }, ...acts] : acts, scene, language);
  if (!composed.ok) return composed;
  const { options } = composed.value;
  const isSigned = begins && scene.signature !== undefined;
  const text = isSigned ? `${composed.value.text}\n\n${scene.signature}` : composed.value.text;
  // The customer's message is the later one where a phone's clock is ahead; the answer must follow it.
  const words = {
    text,
    author: 'assistant',
    autopilot: true,
    receipts,
    purpose,
    after: said.at(-1)?.at,
    answersNothing,
  } as const;
  const say = sayIn(scene, language);
  const sent =
    options.length === 0
      ? queueText(draft, conversation, words, context)
      : queueChoice(
          draft,
          conversation,
          {
            ...words,
            options: options.map(({ step, ...shown }) => ({ ...shown, target: step })),
            more: say('more', {}),
            open: say('open', {}),
          },
          context,
        );
  return sent.ok ? ok({ ...composed.value, id: sent.value.id }) : sent;
}

/** The assistant says what it is at the beginning of each of its turns. */
function isBeginning(said: readonly Message[], now: number): boolean {
  const last = said.findLast(({ direction }) => direction === 'out');
  return last?.autopilot !== true || now - last.at >= dayLength;
}
