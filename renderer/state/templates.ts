import { useMemo } from 'react';
import { templateObstacle } from '#shared/channels/meta/whatsapp/templates.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { useRecord, useRecords } from './records.ts';

/** The business account that owns the number of a conversation; a member without the channels knows none. */
export function useBusinessAccount(conversationId: string): string | undefined {
  const accountId = useRecord('conversations', conversationId)?.accountId;
  return useRecords('channels')
    .filter((channel) => channel.kind === 'whatsapp')
    .find(({ phoneNumberId }) => phoneNumberId === accountId)?.businessAccountId;
}

/** Those of the account that can be sent, and how many cannot. */
export function useTemplates(owner: string | undefined): { templates: MessageTemplate[]; refused: number } {
  const all = useRecords('messageTemplates');
  return useMemo(() => {
    const own = all.filter(({ businessAccountId }) => owner === undefined || businessAccountId === owner);
    const sendable = own.filter((template) => templateObstacle(template) === undefined);
    const templates = sendable.toSorted(
      (a, b) => a.name.localeCompare(b.name) || a.language.localeCompare(b.language),
    );
    return { templates, refused: own.length - templates.length };
  }, [owner, all]);
}
