import { previewTemplate, templateText } from '#shared/channels/meta/whatsapp/templates.ts';
import { addDays, dayOf } from '#shared/domain/day.ts';
import type { Deed, OwnRule, RuleAction } from '#shared/domain/own-rule.ts';
import type { Task, TaskAsks } from '#shared/domain/task.ts';
import { contentId } from '#shared/lib/hash.ts';
import { businessTimeZone } from '#shared/records/business.ts';
import type { RecordReader } from '#shared/records/reader.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { templateInLanguage } from '../template-language.ts';
import type { Cause } from './cause.ts';
import { runId } from './causes.ts';
import { fillRule } from './fill.ts';
import { taskLink } from './task-link.ts';

/** Whom no channel reaches, somebody writes to: a task with the words, on the day on which they would have gone out. */
export function leaveToPerson(
  draft: RecordWriter,
  rule: OwnRule,
  action: RuleAction & { do: 'template' },
  cause: Cause,
  now: number,
): Deed {
  const language = draft.get('contacts', cause.contactId)?.language;
  const template = templateInLanguage(draft, action.templateId, language);
  if (template === undefined) return { do: 'template', left: 'template' };
  const filled = Object.fromEntries(
    Object.entries(action.values).map(([key, words]) => [key, fillRule(draft, words, cause)]),
  );
  const idOf = (place: number) => contentId(['by hand', runId(rule.id, cause), place]);
  const own = new Set(rule.actions.map((_, place) => idOf(place)));
  // Who writes ten times is no reason for ten tasks.
  if (waitsByHand(draft, cause.aboutId).some((task) => !own.has(task.id)))
    return { do: 'template', left: 'often' };
  const id = idOf(rule.actions.indexOf(action));
  const zone = businessTimeZone(draft);
  if (draft.get('tasks', id) === undefined)
    draft.create('tasks', {
      id,
      createdAt: now,
      title: '',
      asks: { kind: 'byHand' satisfies TaskAsks },
      notes: templateText(previewTemplate(template, filled)).slice(0, 20_000).toWellFormed(),
      due: { day: addDays(dayOf(now, zone), action.days ?? 0) },
      ...taskLink(cause),
    });
  return { do: 'template', what: id, left: 'byHand' };
}

/** What somebody is still to write by hand about a record. */
export function waitsByHand(records: RecordReader, aboutId: string): Task[] {
  return records
    .by('tasks', 'aboutId', aboutId)
    .filter(({ asks, done }) => asks?.kind === 'byHand' && done === undefined);
}
