import { accessCommands } from './access.ts';
import { aiCommands } from './ai.ts';
import { answerWordsCommands } from './answer-words.ts';
import { asideCommands } from './aside.ts';
import { autopilotCommands } from './autopilot/commands.ts';
import { backupCommands } from './backup.ts';
import { bookingCommands } from './booking.ts';
import { bringInCommands } from './bring-in.ts';
import { binCommands } from './bin.ts';
import { breachCommands } from './breach.ts';
import { broadcastCommands } from './broadcast/commands.ts';
import { businessCommands } from './business.ts';
import { calendarFeedCommands } from './calendar-feed.ts';
import { callCommands } from './call.ts';
import { channelCommands } from './channel.ts';
import { channelSettingsCommands } from './channel-settings.ts';
import { choiceCommands } from './choice.ts';
import type { Command } from './command.ts';
import { contactBulkCommands } from './contact-bulk.ts';
import { contactCommands } from './contact.ts';
import { contactMergeCommands } from './contact-merge.ts';
import { beginConversationCommands } from './conversation-begin.ts';
import { costCommands } from './cost.ts';
import { conversationCommands } from './conversation.ts';
import { customFieldCommands } from './custom-field.ts';
import { enquiryCommands } from './enquiry.ts';
import { erasePersonCommands } from './erase-person.ts';
import { erasureCommands } from './erasure.ts';
import { exposureCommands } from './exposure.ts';
import { findingCommands } from './finding.ts';
import { consentCommands } from './consent.ts';
import { handoverCommands } from './handover.ts';
import { heardCommands } from './heard.ts';
import { nomineeCommands } from './nominee.ts';
import { noticeCommands } from './notice.ts';
import { privacyRequestCommands } from './privacy-request.ts';
import { restrictionCommands } from './restriction.ts';
import { importCommands } from './import/commands.ts';
import { inboxCommands } from './inbox.ts';
import { invoiceCommands } from './invoice.ts';
import { jobCommands } from './job.ts';
import { jobFileCommands } from './job-file.ts';
import { jobMaterialCommands } from './job-material.ts';
import { jobReportCommands } from './job-report.ts';
import { jobSendReportCommands } from './job-send-report.ts';
import { jobReturnCommands } from './job-return.ts';
import { jobSignCommands } from './job-sign.ts';
import { jobTypeCommands } from './job-type.ts';
import { knowledgeCommands } from './knowledge.ts';
import { leadScoreCommands } from './lead-score.ts';
import { commentCommands } from './comment/commands.ts';
import { labelCommands } from './label.ts';
import { mailCommands } from './mail.ts';
import { mailAccountCommands } from './mail-account.ts';
import { messageRateCommands } from './message-rate.ts';
import { messageCommands } from './message.ts';
import { missedCallCommands } from './missed-call.ts';
import { mediaCommands } from './media.ts';
import { migrateCommands } from './migrate.ts';
import { newsCommands } from './news.ts';
import { outboundCommands } from './outbound.ts';
import { pauseCommands } from './pause.ts';
import { preferenceCommands } from './preference.ts';
import { processingCommands } from './processing.ts';
import { proposalCommands } from './proposal.ts';
import { quickReplyCommands } from './quick-reply.ts';
import { savedFilterCommands } from './saved-filter.ts';
import { reminderCommands } from './reminder.ts';
import { retentionCommands } from './retention/commands.ts';
import { ruleCommands } from './rules/commands.ts';
import { senderCommands } from './sender.ts';
import { setAsideCommands } from './set-aside.ts';
import { lateWorkCommands } from './late-work.ts';
import { teamCommands } from './team.ts';
import { googleCommands } from './google/commands.ts';
import { telegramCommands } from './telegram/commands.ts';
import { webhookCommands } from './webhook/commands.ts';
import { technicianCommands } from './technician/serve.ts';
import { publicPageCommands } from './public-page.ts';
import { publishedFeedCommands } from './published-feed.ts';
import { planCommands } from './plan.ts';
import { timeBlockCommands } from './time-block.ts';
import { visitCommands } from './visit.ts';
import { templateCommands } from './template.ts';
import { relationshipCommands } from './relationship.ts';
import { transcriptCommands } from './transcript.ts';
import { relayCommands } from './relay.ts';
import { voiceNotesCommands } from './voice-notes.ts';
import { createRegistry } from './registry.ts';
import { programCommands } from './program.ts';
import { siteCommands } from './site.ts';
import { metaRequestCommands } from './meta-request.ts';
import { taskCommands } from './task.ts';
import { sampleCommands } from './sample/sample.ts';
import { areaCommands } from './area.ts';
import { segmentCommands } from './segment.ts';
import { staffCommands } from './staff.ts';

const all = [
  ...businessCommands,
  ...contactCommands,
  ...contactBulkCommands,
  ...binCommands,
  ...segmentCommands,
  ...contactMergeCommands,
  ...preferenceCommands,
  ...siteCommands,
  ...relationshipCommands,
  ...customFieldCommands,
  ...enquiryCommands,
  ...callCommands,
  ...areaCommands,
  ...planCommands,
  ...timeBlockCommands,
  ...calendarFeedCommands,
  ...publishedFeedCommands,
  ...publicPageCommands,
  ...bookingCommands,
  ...staffCommands,
  ...metaRequestCommands,
  ...taskCommands,
  ...leadScoreCommands,
  ...conversationCommands,
  ...asideCommands,
  ...commentCommands,
  ...beginConversationCommands,
  ...messageCommands,
  ...mailCommands,
  ...mailAccountCommands,
  ...messageRateCommands,
  ...choiceCommands,
  ...templateCommands,
  ...labelCommands,
  ...knowledgeCommands,
  ...quickReplyCommands,
  ...savedFilterCommands,
  ...setAsideCommands,
  ...ruleCommands,
  ...senderCommands,
  ...reminderCommands,
  ...broadcastCommands,
  ...inboxCommands,
  ...consentCommands,
  ...heardCommands,
  ...noticeCommands,
  ...restrictionCommands,
  ...privacyRequestCommands,
  ...jobCommands,
  ...jobFileCommands,
  ...jobMaterialCommands,
  ...jobReportCommands,
  ...jobSendReportCommands,
  ...jobReturnCommands,
  ...jobSignCommands,
  ...costCommands,
  ...jobTypeCommands,
  ...visitCommands,
  ...proposalCommands,
  ...invoiceCommands,
  ...findingCommands,
  ...channelCommands,
  ...channelSettingsCommands,
  ...accessCommands,
  ...aiCommands,
  ...autopilotCommands,
  ...technicianCommands,
  ...telegramCommands,
  ...programCommands,
  ...googleCommands,
  ...webhookCommands,
  ...answerWordsCommands,
  ...importCommands,
  ...sampleCommands,
  ...relayCommands,
  ...processingCommands,
  ...erasePersonCommands,
  ...pauseCommands,
  ...breachCommands,
  ...retentionCommands,
  ...erasureCommands,
  ...exposureCommands,
  ...lateWorkCommands,
  ...teamCommands,
  ...handoverCommands,
  ...nomineeCommands,
  ...newsCommands,
  ...outboundCommands,
  ...missedCallCommands,
  ...mediaCommands,
  ...transcriptCommands,
  ...voiceNotesCommands,
  ...backupCommands,
  ...bringInCommands,
  ...migrateCommands,
] as const;

type AppCommand = (typeof all)[number];

/** Every name in the registry, such as `job.schedule`. */
export type AppCommandName = AppCommand['name'];

type Named<Name extends AppCommandName> = Extract<AppCommand, { name: Name }>;

/** What a command takes. */
export type ArgsOf<Name extends AppCommandName> =
  Named<Name> extends Command<string, infer Args, unknown> ? Args : never;

/** What a command gives back when it is done. */
export type ValueOf<Name extends AppCommandName> =
  ReturnType<Named<Name>['run']> extends infer Outcome
    ? Outcome extends { ok: true; value: infer Value }
      ? Value
      : never
    : never;

export const registry = createRegistry(all);
