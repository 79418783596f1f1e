import { z } from 'zod';
import { answerLanguages } from '#shared/agent/acts/languages.ts';
import { placesFault, type TemplateKey, templateKeys, wordsId } from '#shared/agent/acts/templates.ts';
import { answerWordsSchema } from '#shared/domain/answer-words.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const wordAnswer = defineCommand({
  name: 'answerWords.set',
  title: 'Word an automatic sentence',
  /** Without a text the sentence is ours again. */
  args: z.strictObject({
    language: z.enum(answerLanguages),
    key: z.enum(templateKeys),
    text: answerWordsSchema.shape.text.optional(),
  }),
  undoable: true,
  run(draft, { language, key, text = '' }, { now }) {
    const id = wordsId(language, key);
    const wording = text.trim();
    const exists = draft.get('answerWords', id) !== undefined;
    if (wording === '') {
      if (exists) draft.remove('answerWords', id);
      return ok({ id });
    }
    const checked = checkWording(key, wording);
    if (!checked.ok) return checked;
    if (exists) draft.patch('answerWords', id, { text: wording, updatedAt: now });
    else draft.create('answerWords', { id, text: wording, updatedAt: now });
    return ok({ id });
  },
});

/** Whether a wording has the places that its sentence needs, and no others. */
export function checkWording(key: TemplateKey, wording: string): Result<void> {
  const fault = placesFault(key, wording);
  if (fault === undefined) return ok();
  return 'missing' in fault
    ? problem('answerWords.missing', `{{${fault.missing}}} has to stand somewhere in this sentence.`)
    : problem('answerWords.unknown', `Nothing is known here by the name of ${fault.unknown}.`);
}

export const answerWordsCommands = [wordAnswer] as const;
