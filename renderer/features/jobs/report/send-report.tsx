import { useState } from 'react';
import { Button, Loader, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ArgsOf } from '#shared/commands/index.ts';
import { formatDay } from '#shared/domain/day.ts';
import { documentLabels } from '#shared/domain/document/labels.ts';
import type { ReportContent } from '#shared/domain/report-content.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { useTemplateChoices } from '#renderer/state/paper/template-choices.ts';
import { useSendWay } from '#renderer/state/paper/use-send-pdf.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ByTemplate } from '#renderer/ui/index.ts';

interface SendReportProps {
  job: PlannedJob;
  content: ReportContent;
  /** See `reportDigest`. */
  says: string;
  make: () => Promise<Result<File>>;
  isReady: boolean;
}

type To = ArgsOf<'job.sendReport'>['to'];

/**
 * Sends the report as a document while the customer's window is open, and else a template that tells of it; what was
 * sent is kept. Where neither goes, says why and what can be done.
 */
export function SendReport({ job, content, says, make, isReady }: SendReportProps) {
  const { t } = useTranslation('report');
  const way = useSendWay(job.contactId);
  const [isBusy, setBusy] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
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

  function start(): void {
    if (isBusy) return;
    if (way.kind === 'document') ignore(sendFile(way.conversation.id));
    if (way.kind === 'template') setChoosing(true);
  }

  if (way.kind === 'none' || way.kind === 'closed')
    return (
      <Text size="sm" c="dimmed" flex="1 1 320px">
        {t(`cannotSend.${way.kind}`)}
      </Text>
    );
  return (
    <>
      <Button
        size="xs"
        leftSection={isBusy ? <Loader size={14} color="white" /> : <IconSend size={16} stroke={1.5} />}
        aria-busy={isBusy}
        disabled={!isReady}
        onClick={start}
      >
        {t('send')}
      </Button>
      {isChoosing && way.kind === 'template' && (
        <ChooseTemplate
          job={job}
          content={content}
          conversationId={way.conversation.id}
          onSend={(to) => send(async () => ({ ok: true, value: to }))}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
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
