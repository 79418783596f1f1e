import { useMemo } from 'react';
import { adviseOnSendError } from '#shared/channels/send-errors.ts';
import { type BroadcastResult, resultsOf, type Totals } from '#shared/commands/broadcast/results.ts';
import type { Broadcast, BroadcastRecipient, BroadcastStage } from '#shared/domain/broadcast/broadcast.ts';
import { isWaiting, stageOf } from '#shared/domain/broadcast/broadcast.ts';
import { useTranslation } from 'react-i18next';
import { useNow } from '#renderer/state/now.ts';
import { useReader, useRecordsBy } from '#renderer/state/records.ts';

const looked = ['broadcastRecipients', 'contacts', 'messages', 'messageStates'] as const;

export interface ResultRow {
  id: string;
  recipient: BroadcastRecipient;
  result: BroadcastResult;
  name: string;
}

export interface Results {
  rows: ResultRow[];
  totals: Totals;
  stage: BroadcastStage | 'done';
}

/** What became of it for each, by name. */
export function useResults(broadcast: Broadcast): Results {
  const { t, i18n } = useTranslation('broadcasts');
  const records = useReader(looked);
  const now = useNow();
  return useMemo(() => {
    const { rows, totals } = resultsOf(records, broadcast, now);
    const named = rows.map(({ recipient, result }) => {
      const name = records.get('contacts', recipient.contactId)?.name ?? t('somebodyGone');
      return { id: recipient.id, recipient, result, name };
    });
    const order = new Intl.Collator(i18n.language);
    const stage = stageOf(broadcast, now);
    const isOver = stage !== 'cancelled' && stage !== 'draft' && totals.by.waiting + totals.by.queued === 0;
    return {
      rows: named.toSorted((a, b) => order.compare(a.name, b.name)),
      totals,
      stage: isOver ? 'done' : stage,
    };
  }, [records, broadcast, now, t, i18n.language]);
}

/** How many have had their turn, for a line of the list: no message is looked at. */
export function useProgress(broadcast: Broadcast): { of: number; gone: number; stage: Results['stage'] } {
  const recipients = useRecordsBy('broadcastRecipients', 'broadcastId', broadcast.id);
  const stage = stageOf(broadcast, useNow());
  const gone = recipients.filter((one) => !isWaiting(one)).length;
  const of = recipients.length;
  const isOver = stage !== 'cancelled' && stage !== 'draft' && gone === of;
  return { of, gone, stage: isOver ? 'done' : stage };
}

/** A result in words, and why. */
export function useResultWords({
  mail,
}: Pick<Broadcast, 'mail'>): (result: BroadcastResult) => { word: string; why: string } {
  const { t } = useTranslation('broadcasts');
  return (result) => {
    const word = t(`result.${result.is}`);
    if (result.is === 'leftOut') return { word, why: t(`why.${result.why}`) };
    if (result.is === 'held') return { word, why: t(`held.${result.why}`) };
    if (result.is === 'unknown') return { word, why: t('unknownHint') };
    if (result.is !== 'failed') return { word, why: '' };
    const { error } = result;
    if (error === undefined) return { word, why: '' };
    return { word, why: adviseOnSendError(error, mail === undefined ? 'whatsapp' : 'email').sentence };
  };
}
