import { useCallback, useEffect, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ModelStatus } from '#shared/bridge/contract.ts';
import type { AiSettings } from '#shared/domain/business.ts';
import { drop } from '#shared/lib/drop.ts';
import type { Problem } from '#shared/lib/result.ts';
import { bridge } from '#renderer/state/vault-client.ts';
import { EditableText, FieldRow, Section, StateBadge } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import type { Configure } from './assistant-section.tsx';
import { ModelPicker } from './model-picker.tsx';
import { PullModel } from './pull-model.tsx';
import classes from '../settings.module.css';

/** Ollama on this computer: whether it is there, what to do when not, and which model drafts. */
export function OllamaSettings({ settings, configure }: { settings: AiSettings; configure: Configure }) {
  const { t } = useTranslation('settings');
  const { status, problem, look } = useStatus(settings.ollamaUrl);
  return (
    <Section
      title={t('ollama')}
      action={
        <Button size="compact-sm" variant="default" onClick={look}>
          {t('lookAgain')}
        </Button>
      }
    >
      <EditableText
        label={t('ollamaUrl')}
        value={settings.ollamaUrl}
        validate={(url) => (URL.canParse(url) ? undefined : t('urlWrong'))}
        onSave={(ollamaUrl) => configure({ ollamaUrl })}
      />
      <FieldRow label={t('ollamaState')}>
        {status !== undefined && <Status status={status} />}
        <ProblemText problem={problem} />
      </FieldRow>
      {status?.state === 'ready' && (
        <>
          <ModelPicker
            models={status.models}
            chosen={settings.model}
            localOnly={settings.localOnly}
            onChoose={(model) => configure({ model })}
          />
          <PullModel url={settings.ollamaUrl} onPulled={look} />
        </>
      )}
    </Section>
  );
}

function Status({ status }: { status: ModelStatus }) {
  const { t } = useTranslation('settings');
  const version = 'version' in status ? status.version : '';
  const reason = 'reason' in status ? status.reason : '';
  const ready = status.state === 'ready';
  return (
    <>
      <StateBadge tone={ready ? 'good' : 'warn'}>{t(`ollama_${status.state}`, { version })}</StateBadge>
      <p className={classes.muted}>
        {ready
          ? t(status.verifiedLocal ? 'verifiedLocal' : 'notVerifiedLocal')
          : t(`ollama_${status.state}Remedy`)}{' '}
        {reason}
      </p>
    </>
  );
}

function useStatus(url: string): { status?: ModelStatus; problem?: Problem; look: () => void } {
  const [status, setStatus] = useState<ModelStatus>();
  const [problem, setProblem] = useState<Problem>();
  const look = useCallback(() => {
    const probe = async () => {
      const result = await bridge().call('models.probe', { url });
      setStatus(result.ok ? result.value : undefined);
      setProblem(result.ok ? undefined : result.error);
    };
    drop(probe());
  }, [url]);
  useEffect(look, [look]);
  return { status, problem, look };
}
