import { useState } from 'react';
import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { answerLanguageOf } from '#shared/agent/acts/languages.ts';
import { defaultWords } from '#shared/agent/acts/templates.ts';
import type { Job } from '#shared/domain/job.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { Dialog, useKept } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord, useRecordsBy } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';

/** Offers to tell the customer that somebody is on the way. Nothing is sent before a person has looked at it. */
export function OnMyWay({ job }: { job: Job }) {
  const { t } = useTranslation('jobs');
  const { locale } = useFormat();
  const mayWrite = useAccess('talk') === 'write';
  const conversationId = useConversation(job);
  const name = useRecord('contacts', job.contactId)?.name ?? t('unknownCustomer');
  // None while nobody is asked; what is open when the window locks is open again afterwards.
  const [text, setText] = useKept<string | undefined>(`on the way to ${job.id}`, undefined);
  const [busy, setBusy] = useState(false);
  if (!mayWrite || conversationId === undefined) return null;
  const send = async () => {
    setBusy(true);
    const done = await run('message.send', { conversationId, text: text ?? '' });
    setBusy(false);
    if (done.ok) setText(undefined);
  };
  return (
    <>
      <Button
        size="xs"
        variant="default"
        onClick={() => setText(defaultWords(answerLanguageOf(locale) ?? 'en', 'onTheWay'))}
      >
        {t('visit.tell', { name })}
      </Button>
      <Dialog
        opened={text !== undefined}
        title={t('visit.tell', { name })}
        size="sm"
        onClose={() => setText(undefined)}
      >
        <Stack gap={12}>
          <Textarea
            label={t('visit.message')}
            autosize
            minRows={2}
            data-autofocus
            value={text ?? ''}
            onChange={(event) => setText(event.currentTarget.value)}
          />
          <Group justify="flex-end" gap={8}>
            <Button variant="default" onClick={() => setText(undefined)}>
              {t('cancel')}
            </Button>
            <Button loading={busy} disabled={text?.trim() === ''} onClick={() => ignore(send())}>
              {t('visit.send')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}

/** Where the customer is written to: where the job comes from, or where they have written last. */
function useConversation({ conversationId, contactId }: Job): string | undefined {
  const own = useRecordsBy('conversations', 'contactId', contactId).filter(isPrivate);
  if (own.some(({ id }) => id === conversationId)) return conversationId;
  return own.toSorted((a, b) => (b.lastInboundAt ?? 0) - (a.lastInboundAt ?? 0))[0]?.id;
}
