import { useTranslation } from 'react-i18next';
import { StateBadge, type Tone } from '#renderer/ui/index.ts';
import type { Results } from './use-results.ts';

const tones: Record<Results['stage'], Tone> = {
  draft: 'neutral',
  waiting: 'info',
  running: 'info',
  paused: 'warn',
  cancelled: 'neutral',
  done: 'good',
};

/** How far a broadcast is, in a word. */
export function BroadcastState({ stage }: { stage: Results['stage'] }) {
  const { t } = useTranslation('broadcasts');
  return <StateBadge tone={tones[stage]}>{t(`stage.${stage}`)}</StateBadge>;
}
