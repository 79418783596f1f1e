import { z } from 'zod';
import { answerLanguages } from '#shared/agent/acts/languages.ts';
import { placesFault, templateKeys, wordsId } from '#shared/agent/acts/templates.ts';
import { answerWordsSchema } from '#shared/domain/answer-words.ts';
import { ok, problem } from '#shared/lib/result.ts';
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
    const fault = placesFault(key, wording);
    if (fault !== undefined && 'missing' in fault)
      return problem('answerWords.missing', `{{${fault.missing}}} has to stand somewhere in this sentence.`);
    if (fault !== undefined)
      return problem('answerWords.unknown', `Nothing is known here by the name of ${fault.unknown}.`);
    if (exists) draft.patch('answerWords', id, { text: wording, updatedAt: now });
    else draft.create('answerWords', { id, text: wording, updatedAt: now });
    return ok({ id });
  },
});

export const answerWordsCommands = [wordAnswer] as const;
