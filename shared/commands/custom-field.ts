import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { customFieldSchema, customisable, customKinds, fitsField } from '#shared/domain/custom-field.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const name = customFieldSchema.shape.name.trim().min(1);
const choiceNames = z.array(z.string().trim().min(1).max(60)).min(1).max(100);
/** As many as a form can show. */
const most = 40;

const missing = () => problem('customField.missing', 'This field no longer exists.');

const create = defineCommand({
  name: 'customField.create',
  title: 'Add a field of your own',
  args: z.strictObject({
    of: z.enum(customisable),
    kind: z.enum(customKinds),
    name,
    choices: choiceNames.optional(),
  }),
  undoable: true,
  run(draft, { of, kind, name: called, choices }, { newId, now }) {
    const others = [...draft.all('customFields')].filter((field) => field.of === of);
    if (others.filter(({ archivedAt }) => archivedAt === undefined).length >= most)
      return problem(
        'customField.many',
        `There are ${most} fields already.`,
        'Put away one that is not used.',
      );
    if (kind === 'choice' && choices === undefined)
      return problem(
        'customField.no-choices',
        'There is nothing to choose yet.',
        'Write down what can be chosen.',
      );
    const order = Math.max(-1, ...others.map((field) => field.order)) + 1;
    const entries = choices?.map((choice, at) => [newId(), { name: choice, order: at }] as const);
    const id = newId();
    draft.create('customFields', {
      id,
      of,
      kind,
      name: called,
      choices: kind === 'choice' && entries !== undefined ? Object.fromEntries(entries) : undefined,
      order,
      createdAt: now,
    });
    return ok({ id });
  },
});

const rename = defineCommand({
  name: 'customField.rename',
  title: 'Rename a field of your own',
  args: z.strictObject({ id: idSchema, name }),
  undoable: true,
  run(draft, { id, name: called }) {
    if (draft.get('customFields', id) === undefined) return missing();
    draft.patch('customFields', id, { name: called });
    return ok({ id });
  },
});

/** A choice keeps its key when it is renamed, so that what was chosen stays chosen; one that is gone stays readable. */
const setChoice = defineCommand({
  name: 'customField.setChoice',
  title: 'Change what can be chosen',
  args: z.strictObject({ id: idSchema, key: idSchema.optional(), name: z.string().trim().min(1).max(60) }),
  undoable: true,
  run(draft, { id, key, name: called }, { newId }) {
    const field = draft.get('customFields', id);
    if (field === undefined || field.kind !== 'choice') return missing();
    const choices = field.choices ?? {};
    const order = Math.max(-1, ...Object.values(choices).map((choice) => choice.order)) + 1;
    const own = key ?? newId();
    draft.putEntry('customFields', id, 'choices', own, { order, ...choices[own], name: called });
    return ok({ id, key: own });
  },
});

const archive = defineCommand({
  name: 'customField.archive',
  title: 'Put away a field of your own',
  args: z.strictObject({ id: idSchema }),
  undoable: true,
  run(draft, { id }, { now }) {
    if (draft.get('customFields', id) === undefined) return missing();
    draft.patch('customFields', id, { archivedAt: now });
    return ok({ id });
  },
});

const setValue = defineCommand({
  name: 'customField.setValue',
  title: 'Fill in a field of your own',
  /** `value` as text in the form of the field's kind; left out, the field is emptied. */
  args: z.strictObject({ fieldId: idSchema, recordId: idSchema, value: z.string().max(2000).optional() }),
  undoable: true,
  run(draft, { fieldId, recordId, value }) {
    const field = draft.get('customFields', fieldId);
    if (field === undefined) return missing();
    if (draft.get(field.of, recordId) === undefined)
      return problem('customField.no-record', 'This record no longer exists.');
    if (value === undefined || value === '') draft.removeEntry(field.of, recordId, 'custom', fieldId);
    else if (!fitsField(field, value)) return problem(`customField.no-${field.kind}`, wrong[field.kind]);
    else draft.putEntry(field.of, recordId, 'custom', fieldId, value);
    return ok({ id: recordId });
  },
});

const wrong: Record<(typeof customKinds)[number], string> = {
  text: 'This text is too long.',
  number: 'This is not a number, or has too many digits.',
  money: 'This is not an amount.',
  day: 'This is not a day of the calendar.',
  choice: 'This is not one of the choices.',
};

export const customFieldCommands = [create, rename, setChoice, archive, setValue] as const;
