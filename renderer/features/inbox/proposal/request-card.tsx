import { useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { IconBulb } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CustomerRequest } from '#shared/agent/extraction/requests.ts';
import type { Conversation, Message } from '#shared/domain/conversation.ts';
import { formatDay } from '#shared/domain/day.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { vault } from '#renderer/state/vault-client.ts';
import classes from './proposal.module.css';

interface RequestCardProps {
  conversation: Conversation;
  messages: readonly Message[];
  name: string;
}

/** That the customer asks for a bill or a reminder: one click makes it ready, and nothing goes out by itself. */
export function RequestCard({ conversation, messages, name }: RequestCardProps) {
  const { t } = useTranslation('proposal');
  const { locale } = useFormat();
  const request = useRequest(conversation, messages);
  const navigate = useNavigate();
  if (request === undefined) return null;
  const { id: conversationId, contactId } = conversation;
  const settle = () => ignore(run('request.settle', { conversationId, upTo: request.upTo }));
  const open = (documentId: string) => navigate({ to: '/money/$documentId', params: { documentId } });

  async function accept(wanted: CustomerRequest) {
    if (wanted.kind === 'copy') {
      settle();
      return open(wanted.id);
    }
    if (wanted.kind === 'bill') {
      const made = await run('invoice.draft', { contactId, jobId: wanted.id });
      if (!made.ok) return undefined;
      settle();
      return open(made.value.id);
    }
    const due = wanted.day === undefined ? {} : { due: { day: wanted.day } };
    const about = { aboutKind: 'conversations', aboutId: conversationId } as const;
    const title = t('request.remindTask', { name }).slice(0, 300);
    const made = await run('task.create', { title, notes: wanted.words, ...about, ...due });
    if (made.ok) settle();
    return undefined;
  }

  const words =
    request.kind === 'copy'
      ? t('request.copy', { number: request.number })
      : request.kind === 'bill'
        ? t('request.bill', { title: request.title })
        : request.day === undefined
          ? t('request.remind')
          : t('request.remindOn', { day: formatDay(request.day, locale) });
  return (
    <section className={classes.card} aria-label={t('request.title')}>
      <IconBulb size={18} stroke={1.5} aria-hidden />
      <div className={classes.words}>
        <strong className={classes.line} dir="auto" title={words}>
          {words}
        </strong>
      </div>
      <div className={classes.actions}>
        <Button size="compact-xs" variant="default" onClick={() => ignore(accept(request))}>
          {t(`request.accept.${request.kind}`)}
        </Button>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={settle}>
          {t('dismiss')}
        </Button>
      </div>
    </section>
  );
}

function useRequest(
  { id, requestsSettledUpTo = 0 }: Conversation,
  messages: readonly Message[],
): CustomerRequest | undefined {
  const [request, setRequest] = useState<CustomerRequest>();
  const newest = messages.reduce((last, { at }) => Math.max(last, at), 0);
  useEffect(() => {
    let current = true;
    const look = async () => {
      const found = await vault().proposeRequest(id);
      if (current) setRequest(found.ok ? found.value : undefined);
    };
    ignore(look());
    return () => {
      current = false;
    };
    // A message may change what is asked for; the vault reads it by itself.
    // oxlint-disable-next-line react/exhaustive-effect-dependencies
  }, [id, newest]);
  return request !== undefined && request.upTo > requestsSettledUpTo ? request : undefined;
}
