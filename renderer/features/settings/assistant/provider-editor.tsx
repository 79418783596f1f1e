import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isApproved, placeOf } from '#shared/agent/providers.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useOllama } from '#renderer/state/models.ts';
import { ConfirmDialog, EditableSelect, EditableText, FieldRow, StateBadge } from '#renderer/ui/index.ts';
import { ExposedNote } from '../exposed-note.tsx';
import { KeyField } from './key-field.tsx';
import { EmbeddingField, ModelField } from './model-field.tsx';
import { OllamaState } from './ollama-state.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import { ProviderTest, type TestResult } from './provider-test.tsx';
import { PullModel } from './pull-model.tsx';
import classes from './assistant.module.css';

type Fields = ArgsOf<'ai.updateProvider'>['fields'];

/** Address, key and model of one provider, whether they are right, and what a remote one gets to see. */
export function ProviderEditor({ provider, localOnly }: { provider: ModelProvider; localOnly: boolean }) {
  const { t } = useTranslation('assistant');
  const [test, setTest] = useState<TestResult>();
  const { id, kind } = provider;
  const change = (fields: Fields) => {
    setTest(undefined);
    return run('ai.updateProvider', { id, fields });
  };
  const isWrong = (part: string) => (test?.works === false && test.wrong === part ? test.message : undefined);
  return (
    <div className={classes.editor}>
      {kind !== 'ollama' && <p className={classes.note}>{t(`about_${kind}`)}</p>}
      <EditableText
        label={t('name')}
        value={provider.name}
        validate={(name) => (name === '' ? t('needed') : undefined)}
        onSave={(name) => change({ name })}
      />
      <EditableText
        label={t('address')}
        value={provider.url}
        validate={(url) => (URL.canParse(url) ? undefined : t('addressWrong'))}
        onSave={(url) => change({ url })}
      />
      <Wrong text={isWrong('address')} />
      {kind === 'ollama' && <OllamaState url={provider.url} />}
      {kind !== 'ollama' && <KeyField kept={provider.hasKey} onSave={(key) => change({ key })} />}
      <ExposedNote exposed={provider.keyExposed} what="key" />
      <Wrong text={isWrong('key')} />
      <ModelField
        provider={provider}
        found={test?.models ?? []}
        localOnly={localOnly}
        onChoose={(model) => change({ model })}
      />
      <Wrong text={isWrong('model')} />
      {kind === 'ollama' && <Pull url={provider.url} />}
      <EditableSelect
        label={t('contextTokens')}
        hint={t('contextTokensHint')}
        value={String(provider.contextTokens)}
        options={contextSizes(provider.contextTokens)}
        onSave={(value) => change({ contextTokens: Number(value) })}
      />
      {(kind === 'ollama' || kind === 'openai') && (
        <EmbeddingField provider={provider} onChoose={(embeddingModel) => change({ embeddingModel })} />
      )}
      {placeOf(provider) === 'remote' && <Approval provider={provider} />}
      <div className={classes.foot}>
        <ProviderTest provider={provider} result={test} onResult={setTest} />
        <Remove provider={provider} />
      </div>
    </div>
  );
}

function Wrong({ text }: { text: string | undefined }) {
  if (text === undefined) return null;
  return (
    <p role="alert" className={classes.wrong}>
      {text}
    </p>
  );
}

/** Only where there is an Ollama to fetch it. */
function Pull({ url }: { url: string }) {
  const { status } = useOllama(url);
  return status?.state === 'ready' ? <PullModel url={url} /> : null;
}

/** Nothing is sent to a remote provider before the owner has seen what it would be. */
function Approval({ provider }: { provider: ModelProvider }) {
  const { t } = useTranslation('assistant');
  const [looking, setLooking] = useState(false);
  const approved = isApproved(provider);
  return (
    <FieldRow label={t('approval')} hint={t('approvalHint')}>
      <Group gap={8}>
        <StateBadge tone={approved ? 'good' : 'warn'}>{t(approved ? 'approved' : 'notApproved')}</StateBadge>
        <Button size="xs" variant="default" disabled={!provider.model} onClick={() => setLooking(true)}>
          {t('wouldBeSent')}
        </Button>
        {approved && (
          <Button
            size="xs"
            variant="subtle"
            color="gray"
            onClick={() => ignore(run('ai.approveProvider', { id: provider.id, approved: false }))}
          >
            {t('disallow')}
          </Button>
        )}
      </Group>
      {looking && <PreviewDialog provider={provider} onClose={() => setLooking(false)} />}
    </FieldRow>
  );
}

function Remove({ provider }: { provider: ModelProvider }) {
  const { t } = useTranslation('assistant');
  const [asking, setAsking] = useState(false);
  return (
    <>
      <Button size="xs" variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('remove')}
      </Button>
      <ConfirmDialog
        opened={asking}
        danger
        title={t('removeTitle', provider)}
        confirmLabel={t('remove')}
        onConfirm={() => ignore(run('ai.removeProvider', { id: provider.id }))}
        onCancel={() => setAsking(false)}
      >
        {t('removeText')}
      </ConfirmDialog>
    </>
  );
}

function contextSizes(current: number): { value: string; label: string }[] {
  const usual = [4096, 8192, 16_384, 32_768, 65_536, 131_072];
  const sizes = [...new Set([...usual, current])].toSorted((a, b) => a - b);
  return sizes.map((size) => ({ value: String(size), label: size.toLocaleString() }));
}
