import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import { knowledgeSchema, knowledgeSources, knowledgeStatuses } from '#shared/domain/knowledge.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { defineCommand } from './command.ts';

const { title, text, language, documentName, onlyOn } = knowledgeSchema.shape;
const status = z.enum(knowledgeStatuses);

/** Passages that one document may bring. */
const mostPassages = 1000;

const add = defineCommand({
  name: 'knowledge.add',
  title: 'Add knowledge',
  args: z.strictObject({
    title: title.trim().min(1),
    text: text.trim().min(1),
    status: status.optional(),
    source: z.enum(knowledgeSources).optional(),
    language,
  }),
  undoable: true,
  run(draft, args, { newId, now }) {
    const id = newId();
    const { status = 'approved', source = 'owner', ...words } = args;
    draft.create('knowledge', { ...words, id, kind: 'answer', status, source, createdAt: now });
    return ok({ id });
  },
});

/** The passages of a text or file, to be read before they count: their words are not the owner's. */
const addDocument = defineCommand({
  name: 'knowledge.addDocument',
  title: 'Add a document to the knowledge',
  args: z.strictObject({
    name: documentName.unwrap().trim().min(1),
    source: z.enum(['text', 'file']),
    passages: z
      .array(z.strictObject({ title, text: text.min(1), language }))
      .min(1)
      .max(mostPassages),
  }),
  undoable: true,
  run(draft, { name, source, passages }, { newId, now }) {
    const documentId = newId();
    const ids = passages.map((passage, part) => {
      const id = newId();
      draft.create('knowledge', {
        ...passage,
        id,
        kind: 'passage',
        status: 'draft',
        source,
        documentId,
        documentName: name,
        part,
        createdAt: now,
      });
      return id;
    });
    return ok({ documentId, ids });
  },
});

const update = defineCommand({
  name: 'knowledge.update',
  title: 'Change knowledge',
  args: z.strictObject({
    id: idSchema,
    fields: z.strictObject({ title: title.trim(), text: text.trim().min(1), language }).partial(),
  }),
  undoable: true,
  run(draft, { id, fields }, { now }) {
    const row = draft.get('knowledge', id);
    if (row === undefined) return missing;
    draft.assign('knowledge', id, fields);
    if (row.source !== 'owner' && (fields.title ?? fields.text) !== undefined) {
      draft.patch('knowledge', id, { edited: true });
    }
    draft.patch('knowledge', id, { updatedAt: now });
    return ok({ id });
  },
});

const setStatus = defineCommand({
  name: 'knowledge.setStatus',
  title: 'Approve or archive knowledge',
  args: z.strictObject({ ids: z.array(idSchema).min(1).max(mostPassages), status }),
  undoable: true,
  run(draft, { ids, status: wanted }, { now }) {
    const known = ids.filter((id) => draft.get('knowledge', id) !== undefined);
    if (known.length === 0) return missing;
    for (const id of known) {
      draft.patch('knowledge', id, { status: wanted, updatedAt: now });
    }
    return ok({ changed: known.length });
  },
});

const limit = defineCommand({
  name: 'knowledge.limit',
  title: 'Change on which channels knowledge is used',
  /** Without `onlyOn`: everywhere. */
  args: z.strictObject({ ids: z.array(idSchema).min(1).max(mostPassages), onlyOn }),
  undoable: true,
  run(draft, { ids, onlyOn: wanted }) {
    const known = ids.filter((id) => draft.get('knowledge', id) !== undefined);
    if (known.length === 0) return missing;
    for (const id of known) draft.assign('knowledge', id, { onlyOn: wanted && [...new Set(wanted)] });
    return ok({ changed: known.length });
  },
});

const remove = defineCommand({
  name: 'knowledge.remove',
  title: 'Remove knowledge',
  args: z.strictObject({ ids: z.array(idSchema).min(1).max(mostPassages) }),
  undoable: true,
  run(draft, { ids }) {
    for (const id of ids) draft.remove('knowledge', id);
    return ok();
  },
});

const missing = problem('knowledge.missing', 'This entry no longer exists.');

export const knowledgeCommands = [add, addDocument, update, setStatus, limit, remove] as const;
