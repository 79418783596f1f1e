import { Link } from '@tanstack/react-router';
import { IconCpu } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useRecord } from '#renderer/state/records.ts';
import { RailTip } from './rail-tip.tsx';
import classes from './frame.module.css';

/** Which assistant drafts replies: the built-in one, or a model on this computer. */
export function ModelBadge() {
  const { t } = useTranslation('app');
  const settings = useRecord('aiSettings', 'ai');
  const isModel = settings?.provider === 'ollama';
  const word = isModel ? t('modelLocal') : t('modelBasic');
  const hint = isModel
    ? t('modelLocalHint', { model: settings.model ?? t('modelNone') })
    : t('modelBasicHint');
  return (
    <RailTip label={hint} always>
      <Link
        to="/settings/$section"
        params={{ section: 'assistant' }}
        className={classes.badge}
        aria-label={`${word}. ${hint}`}
      >
        <IconCpu size={18} stroke={1.5} />
        <span className={classes.word}>{word}</span>
      </Link>
    </RailTip>
  );
}
