import { useTranslation } from 'react-i18next';
import type { DocumentStatus } from '#shared/domain/invoice-status.ts';
import type { Tone } from '#renderer/ui/index.ts';
import { StateBadge } from '#renderer/ui/index.ts';

const tones: Record<DocumentStatus, Tone> = {
  draft: 'neutral',
  issued: 'info',
  partlyPaid: 'warn',
  paid: 'good',
  overdue: 'bad',
  credited: 'neutral',
};

export function StatusBadge({ status }: { status: DocumentStatus }) {
  const { t } = useTranslation('money');
  return <StateBadge tone={tones[status]}>{t(`status.${status}`)}</StateBadge>;
}
