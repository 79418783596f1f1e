import { useState } from 'react';
import { Text } from '@mantine/core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { channelRules } from '#shared/channels/channel.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { formatDay } from '#shared/domain/day.ts';
import { documentLabels } from '#shared/domain/document/labels.ts';
import type { ReportContent } from '#shared/domain/report-content.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { useMailWay } from '#renderer/state/paper/mail-way.ts';
import { useTemplateChoices } from '#renderer/state/paper/template-choices.ts';
import { useSendWay } from '#renderer/state/paper/use-send-pdf.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ByMail, ByTemplate, type MailWords, SendChoice, type WayToSend } from '#renderer/ui/index.ts';

interface SendReportProps {
  job: PlannedJob;
  content: ReportContent;
  /** See `reportDigest`. */
  says: string;
  make: () => Promise<Result<File>>;
  /** Of what `make` makes. */
  fileName: string;
  isReady: boolean;
}

type To = ArgsOf<'job.sendReport'>['to'];

/**
 * Sends the report as a document while the customer's window is open, else a template that tells of it, or an e-mail with
 * it; what was sent is kept. Where nothing goes, says why and what can be done.
 */
export function SendReport({ job, content, says, make, fileName, isReady }: SendReportProps) {
  const { t } = useTranslation('report');
  const way = useSendWay(job.contactId);
  const [isBusy, setBusy] = useState(false);
  const mail = useMailWay(job.contactId);
  const [choosing, setChoosing] = useState<'template' | 'mail'>();
  const { locale, day, title = documentLabels(locale).report, buyer } = content;

  /** What is sent and what is kept are two files: one goes with its message, the other stays with the job. */
  async function send(to: (file: File) => Promise<Result<To>>): Promise<Problem | undefined> {
    const made = await make();
    if (!made.ok) return made.error;
    const kept = await vault().attachToJob(made.value);
    if (!kept.ok) return kept.error;
    const where = await to(made.value);
    if (!where.ok) return where.error;
    const args = { id: job.id, kept: kept.value.file, says, to: where.value };
    const sent = await run('job.sendReport', args, { quiet: true });
    if (sent.ok) showDone(t('sent', { customer: buyer.name }));
    return sent.ok ? undefined : sent.error;
  }

  async function sendFile(conversationId: string): Promise<void> {
    setBusy(true);
    const failed = await send(async (made) => {
      const file = await vault().attach(made, made.name);
      const caption = t('caption', { title, day: formatDay(day, locale) });
      return file.ok ? { ok: true, value: { by: 'file', conversationId, file: file.value, caption } } : file;
    });
    setBusy(false);
    if (failed !== undefined) showProblem(failed);
  }

  const sendMail = (contactId: string, words: MailWords): Promise<Problem | undefined> =>
    send(async (made) => {
      const file = await vault().attach(made, made.name);
      return file.ok ? { ok: true, value: { by: 'mail', contactId, ...words, file: file.value } } : file;
    });

  const ways: WayToSend[] = [];
  if (way.kind === 'document' || way.kind === 'template') {
    const { id, channel } = way.conversation;
    const label = t('sendOver', { channel: channelRules(channel).name });
    const onChoose = () => (way.kind === 'document' ? ignore(sendFile(id)) : setChoosing('template'));
    ways.push({ by: 'talk', label, onChoose });
  }
  // A mail program cannot be given the file, and nothing would be known of what it sends.
  if (mail?.by === 'mailbox')
    ways.push({ by: 'mail', label: t('sendByMail'), onChoose: () => setChoosing('mail') });
  if (ways.length === 0)
    return (
      <Text size="sm" c="dimmed" flex="1 1 320px">
        {t(`cannotSend.${way.kind === 'closed' ? 'closed' : 'none'}`)}
      </Text>
    );
  return (
    <>
      <SendChoice label={t('send')} ways={ways} isBusy={isBusy} disabled={!isReady} variant="filled" />
      {choosing === 'template' && way.kind === 'template' && (
        <ChooseTemplate
          job={job}
          content={content}
          conversationId={way.conversation.id}
          onSend={(to) => send(async () => ({ ok: true, value: to }))}
          onClose={() => setChoosing(undefined)}
        />
      )}
      {choosing === 'mail' && mail !== undefined && (
        <ByMail
          addresses={mail.addresses}
          words={mailWords(t, job, content)}
          fileName={fileName}
          onSend={(words) => sendMail(mail.contactId, words)}
          onClose={() => setChoosing(undefined)}
        />
      )}
    </>
  );
}

/** What the e-mail says of the report; the owner changes what they like. */
function mailWords(t: TFunction<'report'>, job: PlannedJob, content: ReportContent): Omit<MailWords, 'to'> {
  const { locale, day, title = documentLabels(locale).report, buyer, seller } = content;
  const name = buyer.contactName ?? buyer.name;
  const places = { title, name, work: job.title, business: seller.name, day: formatDay(day, locale) };
  return { subject: t('mail.subject', places), text: t('mail.text', places) };
}

interface ChooseTemplateProps extends Pick<SendReportProps, 'job' | 'content'> {
  conversationId: string;
  onSend: (to: To) => Promise<Problem | undefined>;
  onClose: () => void;
}

const speaks =
  /report|certificate|record|bericht|protokoll|informe|certificado|relat[oó]rio|rapport|attestation|rapporto/i;

function ChooseTemplate({ job, content, conversationId, onSend, onClose }: ChooseTemplateProps) {
  const { t } = useTranslation('report');
  const { buyer, seller, locale, day, title = documentLabels(locale).report } = content;
  const words = {
    firstName: (buyer.contactName ?? buyer.name).split(/\s+/)[0] ?? '',
    business: seller.name,
    number: job.title,
    total: title,
    day: formatDay(day, locale),
  };
  return (
    <ByTemplate
      hint={t('byTemplate')}
      choices={useTemplateChoices(conversationId, words, speaks)}
      onSend={(templateId, values) => onSend({ by: 'template', conversationId, templateId, values })}
      onClose={onClose}
    />
  );
}
