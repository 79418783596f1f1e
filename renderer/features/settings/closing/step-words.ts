import type { TFunction } from 'i18next';
import type { Format } from '#renderer/state/format.ts';
import { formatBytes } from '#renderer/ui/index.ts';
import type { ClosingStep } from '#renderer/vault/closing/api.ts';

/** What a step was about. */
export function titleOf(t: TFunction<'closing'>, { what, name }: ClosingStep): string {
  return t(`step.${what}`, { name: name ?? '' });
}

/** What came of it, and what is left to do. */
export function detailOf(t: TFunction<'closing'>, format: Format, step: ClosingStep): string {
  const { what, outcome, why, receipt } = step;
  if (outcome === 'yours') return t(`yours.${what}`, { defaultValue: '' });
  if (outcome === 'failed') return [why, t(`failed.${what}`, { defaultValue: '' })].filter(Boolean).join(' ');
  if (outcome === 'waits') return t(`waits.${what}`, { defaultValue: '' });
  if (receipt === undefined) return '';
  const { rooms, bytes, blobs, blobBytes, backupsUntil } = receipt;
  const size = formatBytes(bytes + blobBytes, format.locale);
  const removed = t('relayRemoved', { rooms, blobs, size });
  const copies =
    backupsUntil === null ? t('relayCopiesUnknown') : t('relayCopies', { when: format.full(backupsUntil) });
  return `${removed} ${copies}`;
}
