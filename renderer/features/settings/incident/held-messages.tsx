import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Message } from '#shared/domain/conversation.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { Section } from '#renderer/ui/index.ts';
import { useWaiting } from './use-waiting.ts';
import settingsClasses from '../settings.module.css';
import classes from './incident.module.css';

/** What a pause has held back: nothing of it goes out unless somebody sends it. */
export function HeldMessages() {
  const { t } = useTranslation('incident');
  const { held } = useWaiting();
  if (held.length === 0) return null;
  return (
    <Section title={t('held')} hint={t('heldHint')}>
      <ul className={settingsClasses.plainList} aria-label={t('held')}>
        {held.map((message) => (
          <HeldLine key={message.id} message={message} />
        ))}
      </ul>
    </Section>
  );
}

function HeldLine({ message }: { message: Message }) {
  const { t } = useTranslation('incident');
  const format = useFormat();
  const mayWrite = useAccess('talk') === 'write';
  const { id, conversationId, text = '', at } = message;
  const contactId = useRecord('conversations', conversationId)?.contactId;
  const name = useRecord('contacts', contactId)?.name ?? t('somebody');
  return (
    <li className={classes.held}>
      <div className={classes.words}>
        <Link to="/inbox/$conversationId" params={{ conversationId }} dir="auto">
          {name}
        </Link>
        <span className={settingsClasses.muted}> · {format.dayAndTime(at)}</span>
        <p className={classes.said} dir="auto" title={text}>
          {text}
        </p>
      </div>
      {mayWrite && (
        <Group gap={4} wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('sendOne', { name })}
            onClick={() => ignore(run('message.sendNow', { id }))}
          >
            {t('send')}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            aria-label={t('discardOne', { name })}
            onClick={() => ignore(run('message.discard', { id }))}
          >
            {t('discard')}
          </Button>
        </Group>
      )}
    </li>
  );
}
