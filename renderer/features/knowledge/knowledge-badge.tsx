import { useTranslation } from 'react-i18next';
import type { KnowledgeStatus } from '#shared/domain/knowledge.ts';
import { StateBadge, type Tone } from '#renderer/ui/index.ts';

const tones: Record<KnowledgeStatus, Tone> = { draft: 'warn', approved: 'good', archived: 'neutral' };

/** Whether an entry is used in answers. */
export function KnowledgeBadge({ status }: { status: KnowledgeStatus }) {
  const { t } = useTranslation('knowledge');
  return (
    <StateBadge tone={tones[status]} title={t(`status_${status}Hint`)}>
      {t(`status_${status}`)}
    </StateBadge>
  );
}
