import { z } from 'zod';
import { idSchema } from '#shared/domain/common.ts';
import {
  answers,
  mostReadings,
  readingSchema,
  type ReportField,
  reportFieldSchema,
  reportParts,
} from '#shared/domain/job-report.ts';
import { given } from '#shared/lib/given.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { replaceEntries } from '#shared/records/replace-entries.ts';
import { defineCommand } from './command.ts';
import { findJob, jobCancelled } from './job-find.ts';

const { label, unit, kind, choices } = reportFieldSchema.shape;
const longestTitle = 120;
const noType = () => problem('jobType.missing', 'This type of job no longer exists.');

const setForm = defineCommand({
  name: 'jobType.setReport',
  title: 'Change the report of a type of job',
  args: z.object({
    id: idSchema,
    /** The empty text takes it away. */
    title: z.string().trim().max(longestTitle).optional(),
    without: z.array(z.enum(reportParts)).optional(),
  }),
  undoable: true,
  run(draft, { id, title, without }) {
    if (draft.get('jobTypes', id) === undefined) return noType();
    if (title !== undefined) draft.assign('jobTypes', id, { reportTitle: title || undefined });
    if (without !== undefined) {
      const left = Object.fromEntries(without.map((part) => [part, true as const]));
      replaceEntries(draft, 'jobTypes', id, 'reportWithout', left);
    }
    return ok({ id });
  },
});

const putFields = defineCommand({
  name: 'jobType.putReportFields',
  title: 'Change what the report asks for',
  args: z.object({
    id: idSchema,
    fields: z
      .array(
        z.object({
          /** Left out, it is added. */
          fieldId: idSchema.optional(),
          label: label.trim().min(1, 'Say what is asked.'),
          /** The empty text stands for none. */
          unit: unit.unwrap().trim().optional(),
          kind,
          choices,
        }),
      )
      .max(mostReadings),
  }),
  undoable: true,
  run(draft, { id, fields }, { newId }) {
    const type = draft.get('jobTypes', id);
    if (type === undefined) return noType();
    const known = type.reportFields ?? {};
    const added = fields.filter(({ fieldId }) => fieldId === undefined || known[fieldId] === undefined);
    if (Object.keys(known).length + added.length > mostReadings)
      return problem('report.many', `A report asks for ${mostReadings} things at most. Nothing was added.`);
    let last = Object.values(known).reduce((most, each) => Math.max(most, each.order), -1);
    for (const { fieldId = newId(), ...field } of fields) {
      const order = known[fieldId]?.order ?? ++last;
      const words = { ...field, unit: field.unit || undefined, choices: distinct(field.choices) };
      if (known[fieldId] !== undefined) draft.assignEntry('jobTypes', id, 'reportFields', fieldId, words);
      else draft.putEntry('jobTypes', id, 'reportFields', fieldId, asked({ ...words, order }));
    }
    return ok({ id });
  },
});

const removeField = defineCommand({
  name: 'jobType.removeReportField',
  title: 'Remove what the report asks for',
  args: z.object({ id: idSchema, fieldId: idSchema }),
  undoable: true,
  run(draft, { id, fieldId }) {
    const type = draft.get('jobTypes', id);
    if (type === undefined) return noType();
    if (type.reportFields?.[fieldId] !== undefined)
      draft.removeEntry('jobTypes', id, 'reportFields', fieldId);
    return ok({ id });
  },
});

const setReading = defineCommand({
  name: 'job.setReading',
  title: 'Fill in the report',
  args: z.object({
    id: idSchema,
    /** Which of the things that the form asks for. */
    fieldId: idSchema,
    /** The empty text takes it away. */
    value: readingSchema.shape.value.trim(),
  }),
  undoable: true,
  run(draft, { id, fieldId, value }, { now, memberId }) {
    const found = findJob(draft, id);
    if (!found.ok) return found;
    const { state, typeId = '', readings = {} } = found.value;
    if (state === 'cancelled') return jobCancelled();
    const before = readings[fieldId];
    if (value === '') {
      if (before !== undefined) draft.removeEntry('jobs', id, 'readings', fieldId);
      return ok({ id });
    }
    const field = draft.get('jobTypes', typeId)?.reportFields?.[fieldId] ?? before;
    if (field === undefined)
      return problem('report.not-asked', 'The report asks for this no more.', 'Look at its form again.');
    if (!answers(field, value)) return problem('report.no-answer', wrongly[field.kind]);
    draft.putEntry('jobs', id, 'readings', fieldId, { ...asked(field), value, at: now, memberId });
    return ok({ id });
  },
});

const wrongly: Record<ReportField['kind'], string> = {
  number: 'This is not a number, or has too many digits.',
  text: 'This is too long.',
  yesNo: 'The answer is yes or no.',
  choice: 'This is none of the choices.',
};

/** What is kept of what was asked: nothing that is left open. */
function asked({ label: called, kind: held, order, unit: by, choices: of }: ReportField): ReportField {
  return { label: called, kind: held, order, ...given({ unit: by, choices: of }) };
}

function distinct(texts: readonly string[] | undefined): string[] | undefined {
  const named = texts?.map((text) => text.trim()).filter((text) => text !== '');
  return named && [...new Set(named)];
}

export const jobReportCommands = [setForm, putFields, removeField, setReading] as const;
