import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { lookAtOllama, useOllama } from '#renderer/state/models.ts';
import { FieldRow, StateBadge } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import classes from './assistant.module.css';

/** Whether Ollama is there, what to do when not, and whether it is proven to keep to this computer. */
export function OllamaState({ url }: { url: string }) {
  const { t } = useTranslation('assistant');
  const { status, problem } = useOllama(url);
  const ready = status?.state === 'ready';
  const version = status !== undefined && 'version' in status ? status.version : '';
  const reason = status !== undefined && 'reason' in status ? status.reason : '';
  return (
    <FieldRow label={t('state')}>
      <div className={classes.line}>
        {status !== undefined && (
          <StateBadge tone={ready ? 'good' : 'warn'}>{t(`ollama_${status.state}`, { version })}</StateBadge>
        )}
        <Button size="compact-xs" variant="subtle" color="gray" onClick={() => ignore(lookAtOllama(url))}>
          {t('lookAgain')}
        </Button>
      </div>
      {status !== undefined && (
        <p className={classes.note}>
          {ready
            ? t(status.verifiedLocal ? 'verifiedLocal' : 'notVerifiedLocal')
            : `${t(`ollama_${status.state}Remedy`)} ${reason}`}
        </p>
      )}
      <ProblemText problem={problem} />
    </FieldRow>
  );
}
