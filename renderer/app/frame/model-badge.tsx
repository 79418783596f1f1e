import { Link } from '@tanstack/react-router';
import { IconCloud, IconCpu, IconShieldCheck } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useProof } from '#renderer/state/models.ts';
import { RailTip } from './rail-tip.tsx';
import classes from './frame.module.css';

const icons = {
  basic: IconCpu,
  looking: IconCpu,
  local: IconCpu,
  verified: IconShieldCheck,
  remote: IconCloud,
};

/** Where replies are drafted: on this computer, verified or not, or by whom else. Always in sight. */
export function ModelBadge() {
  const { t } = useTranslation('app');
  const { proof, first, remote } = useProof();
  const names = { model: first?.model ?? t('modelNone'), provider: remote?.name ?? '' };
  const word = t(`model_${proof}`, names);
  const hint = t(`model_${proof}Hint`, names);
  const Icon = icons[proof];
  return (
    <RailTip label={hint} always>
      <Link
        to="/settings/$section"
        params={{ section: 'assistant' }}
        className={classes.badge}
        aria-label={`${word}. ${hint}`}
      >
        <Icon size={18} stroke={1.5} />
        <span className={classes.word}>{word}</span>
      </Link>
    </RailTip>
  );
}
