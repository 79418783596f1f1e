import { z } from 'zod';
import { storedFileSchema } from '#shared/domain/attachment.ts';
import { idSchema } from '#shared/domain/common.ts';
import { sentReports, sentReportSchema, versionOf } from '#shared/domain/sent-report.ts';
import { ok, problem, type Result } from '#shared/lib/result.ts';
import { contactsOf } from '#shared/records/merged.ts';
import type { RecordWriter } from '#shared/records/writer.ts';
import { type CommandContext, defineCommand } from './command.ts';
import { eventsOf, noteEvent } from './job-event.ts';
import { findJob } from './job-find.ts';
import { mailWordsShape, sendMail } from './mail.ts';
import { sendFile } from './media.ts';
import { sendTemplate } from './template.ts';

const sendReport = defineCommand({
  name: 'job.sendReport',
  title: 'Send report',
  args: z.object({
    id: idSchema,
    /** The document, as the vault has stored it for the job: it stays as it was sent. */
    kept: storedFileSchema,
    /** See `reportDigest`. */
    says: sentReportSchema.shape.says,
    to: z.discriminatedUnion('by', [
      z.object({
        by: z.literal('file'),
        conversationId: idSchema,
        /** The same document as it goes out: a file of its own, which goes with its message. */
        file: storedFileSchema,
        caption: z.string().max(1024),
      }),
      z.object({
        by: z.literal('mail'),
        ...mailWordsShape,
        /** As for a conversation. */
        file: storedFileSchema,
      }),
      z.object({
        by: z.literal('template'),
        conversationId: idSchema,
        templateId: idSchema,
        values: z.record(z.string().max(200), z.string().max(1024)),
      }),
    ]),
  }),
  undoable: false,
  run(draft, { id, kept, says, to }, context) {
    const found = findJob(draft, id);
    if (!found.ok) return found;
    const job = found.value;
    const contactId =
      to.by === 'mail' ? to.contactId : draft.get('conversations', to.conversationId)?.contactId;
    if (contactId === undefined || !contactsOf(draft, job.contactId).includes(contactId))
      return problem('report.other-customer', 'This conversation is not of the job’s customer.');
    const sent = sendTo(draft, id, to, context);
    if (!sent.ok) return sent;
    const version = versionOf(sentReports(eventsOf(draft, job)), says);
    const fileId = context.newId();
    draft.create('jobFiles', {
      id: fileId,
      jobId: id,
      filedAt: job.createdAt,
      addedAt: context.now,
      memberId: context.memberId,
      label: 'other',
      file: kept,
    });
    const report = { version, says, fileId, sha256: kept.sha256, by: to.by };
    noteEvent(draft, job, { kind: 'reported', report }, context);
    return ok({ id, version });
  },
});

type To = z.output<typeof sendReport.args>['to'];

function sendTo(draft: RecordWriter, jobId: string, to: To, context: CommandContext): Result<{ id: string }> {
  if (to.by === 'file') return sendFile.run(draft, to, context);
  if (to.by === 'template') return sendTemplate.run(draft, to, context);
  const { by: _by, ...mail } = to;
  return sendMail.run(draft, { ...mail, aboutId: jobId }, context);
}

export const jobSendReportCommands = [sendReport] as const;
