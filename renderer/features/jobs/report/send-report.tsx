import { Anchor, Button, Loader, Text } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import { documentLabels } from '#shared/domain/document/labels.ts';
import type { ReportContent } from '#shared/domain/report-content.ts';
import type { PlannedJob } from '#shared/domain/visit.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { showDone } from '#renderer/state/notices.ts';
import { useSendPdf } from '#renderer/state/paper/use-send-pdf.ts';

interface SendReportProps {
  job: PlannedJob;
  content: ReportContent;
  make: () => Promise<Result<File>>;
  isReady: boolean;
}

/** Sends the report while the customer's window is open; else says why it cannot go, and what can be done. */
export function SendReport({ job, content, make, isReady }: SendReportProps) {
  const { t } = useTranslation('report');
  const { way, isBusy, send } = useSendPdf(job.contactId);

  async function start(): Promise<void> {
    if (way.kind !== 'document' || isBusy) return;
    const { locale, day, title = documentLabels(locale).report, buyer } = content;
    const caption = t('caption', { title, day: formatDay(day, locale) });
    if (await send(way.conversation, make, caption)) showDone(t('sent', { customer: buyer.name }));
  }

  if (way.kind !== 'document')
    return (
      <Text size="sm" c="dimmed" flex="1 1 320px">
        {t(`cannotSend.${way.kind}`)}{' '}
        {way.kind === 'template' && (
          <Anchor
            size="sm"
            renderRoot={(props) => (
              <Link to="/inbox/$conversationId" params={{ conversationId: way.conversation.id }} {...props} />
            )}
          >
            {t('toConversation')}
          </Anchor>
        )}
      </Text>
    );
  return (
    <Button
      size="xs"
      leftSection={isBusy ? <Loader size={14} color="white" /> : <IconSend size={16} stroke={1.5} />}
      aria-busy={isBusy}
      disabled={!isReady}
      onClick={() => ignore(start())}
    >
      {t('send')}
    </Button>
  );
}
