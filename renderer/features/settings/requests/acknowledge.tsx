import { Button, CopyButton, Group, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { acknowledgementText } from '#shared/domain/privacy-request-text.ts';
import { isPrivate } from '#shared/domain/conversation-state.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord, useRecordsBy } from '#renderer/state/records.ts';
import { Section, useKept } from '#renderer/ui/index.ts';
import type { RequestEntry } from './use-requests.ts';

/** The words by which it is acknowledged: sent in the conversation, or copied and noted. */
export function Acknowledge({ entry }: { entry: RequestEntry }) {
  const { t } = useTranslation('requests');
  const business = useRecord('business', 'business');
  const { request, deadlines } = entry;
  const { id, kind, receivedOn, identity, contactId } = request;
  const { language } = useRecord('contacts', contactId) ?? {};
  const talk = useRecordsBy('conversations', 'contactId', contactId ?? '').find(isPrivate);
  const needsIdentity =
    identity === undefined && (kind === 'access' || kind === 'portability' || kind === 'erasure');
  const answerBy = deadlines.find(({ what }) => what === 'answer')?.day;
  const written =
    business === undefined
      ? ''
      : acknowledgementText({ kind, receivedOn, needsIdentity }, business, {
          name: entry.name ?? '',
          answerBy,
          language,
        });
  const [text, setText] = useKept<string | undefined>(`acknowledgement of ${id}`, undefined);
  const words = text ?? written;
  const note = (conversationId?: string) =>
    ignore(
      run('privacyRequest.acknowledge', {
        id,
        how: words,
        ...(conversationId !== undefined && { conversationId }),
      }),
    );
  return (
    <Section title={t('acknowledge')} hint={t('acknowledgeHint')}>
      <Textarea
        aria-label={t('acknowledge')}
        autosize
        minRows={4}
        maxRows={12}
        maxLength={2000}
        my={8}
        dir="auto"
        value={words}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Group gap={8}>
        {talk !== undefined && (
          <Button size="compact-sm" onClick={() => note(talk.id)}>
            {t('send')}
          </Button>
        )}
        <CopyButton value={words}>
          {({ copied, copy }) => (
            <Button size="compact-sm" variant="default" onClick={copy}>
              {t(copied ? 'copied' : 'copy')}
            </Button>
          )}
        </CopyButton>
        <Button size="compact-sm" variant="default" onClick={() => note()}>
          {t('toldThem')}
        </Button>
      </Group>
    </Section>
  );
}
