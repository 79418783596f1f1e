import { useId } from 'react';
import { Autocomplete, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { canDo } from '#shared/agent/model-names.ts';
import type { ModelProvider } from '#shared/domain/model-provider.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Result } from '#shared/lib/result.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useOllama } from '#renderer/state/models.ts';
import { EditableText, FieldRow, formatBytes } from '#renderer/ui/index.ts';
import { useTyped } from './use-typed.ts';
import classes from './assistant.module.css';

interface ModelFieldProps {
  provider: ModelProvider;
  /** Names that the last test has found. */
  found: string[];
  /** Then a model on somebody else's computer cannot be chosen. */
  localOnly: boolean;
  onChoose: (model: string) => Promise<Result<unknown>>;
}

/** Which model of a provider is asked. */
export function ModelField(props: ModelFieldProps) {
  return props.provider.kind === 'ollama' ? (
    <OllamaModel {...props} wanted="completion" />
  ) : (
    <NamedModel {...props} />
  );
}

/** Which model makes the numbers to search by; of Ollama's those that can. */
export function EmbeddingField({
  provider,
  onChoose,
}: {
  provider: ModelProvider;
  onChoose: (model: string | undefined) => Promise<Result<unknown>>;
}) {
  const { t } = useTranslation('assistant');
  const choose = (model: string) => onChoose(model || undefined);
  if (provider.kind === 'ollama') {
    return <OllamaModel provider={provider} localOnly onChoose={choose} wanted="embedding" />;
  }
  return (
    <EditableText
      label={t('embeddingModel')}
      placeholder={t('embeddingModelNone')}
      value={provider.embeddingModel ?? ''}
      onSave={choose}
    />
  );
}

interface OllamaModelProps extends Omit<ModelFieldProps, 'found'> {
  wanted: 'completion' | 'embedding';
}

/** The models that Ollama has for this, each marked as running here or elsewhere. */
function OllamaModel({ provider, localOnly, onChoose, wanted }: OllamaModelProps) {
  const { t } = useTranslation('assistant');
  const { locale } = useFormat();
  const id = useId();
  const { status } = useOllama(provider.url);
  const isForSearch = wanted === 'embedding';
  const present = status?.state === 'ready' ? status.models : [];
  const models = present.filter((each) => canDo(each, wanted));
  const chosen = (isForSearch ? provider.embeddingModel : provider.model) ?? '';
  const missing = status?.state === 'ready' && chosen !== '' && !isAmong(present, chosen);
  const options = models.map(({ name, sizeBytes, local }) => ({
    value: name,
    label: `${name} · ${local ? `${t('modelHere')}, ${formatBytes(sizeBytes, locale)}` : t('modelElsewhere')}`,
    disabled: !local && localOnly,
  }));
  const none = isForSearch
    ? { value: '', label: t('embeddingModelNone'), disabled: false }
    : { value: '', label: t('modelNone'), disabled: true };
  const own = {
    value: chosen,
    label: missing ? t('modelMissing', { model: chosen }) : chosen,
    disabled: missing,
  };
  const others = chosen === '' || isAmong(models, chosen) ? [] : [own];
  const first = chosen === '' || isForSearch ? [none, ...others] : others;
  return (
    <FieldRow label={t(isForSearch ? 'embeddingModel' : 'model')} htmlFor={id}>
      <NativeSelect
        id={id}
        size="xs"
        value={chosen}
        data={[...first, ...options]}
        onChange={(event) => ignore(onChoose(event.currentTarget.value))}
      />
      {missing && <p className={classes.wrong}>{t('modelMissingRemedy', { model: chosen })}</p>}
    </FieldRow>
  );
}

/** A name without its tag means the latest. */
function isAmong(models: readonly { name: string }[], chosen: string): boolean {
  return models.some(({ name }) => name === chosen || name === `${chosen}:latest`);
}

/** A provider may have hundreds: typed, or picked from those that a test has found. */
function NamedModel({ provider, found, onChoose }: ModelFieldProps) {
  const { t } = useTranslation(['assistant', 'ui']);
  const id = useId();
  const { shown, error, type, save } = useTyped(provider.model ?? '', onChoose);
  return (
    <FieldRow label={t('model')} htmlFor={id} hint={found.length === 0 ? t('modelNamesHint') : undefined}>
      <Autocomplete
        id={id}
        size="xs"
        placeholder={t(`example_${provider.kind}`)}
        data={found}
        limit={30}
        value={shown}
        error={error}
        onChange={type}
        onOptionSubmit={save}
        onBlur={() => save()}
        onKeyDown={(event) => event.key === 'Enter' && save()}
      />
    </FieldRow>
  );
}
