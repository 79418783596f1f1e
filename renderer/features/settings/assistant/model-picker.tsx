import { NativeSelect } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { ModelStatus } from '#shared/bridge/contract.ts';
import { useFormat } from '#renderer/state/format.ts';
import { FieldRow } from '#renderer/ui/index.ts';
import { formatBytes } from '../format-bytes.ts';
import classes from '../settings.module.css';

type Models = Extract<ModelStatus, { state: 'ready' }>['models'];

interface ModelPickerProps {
  models: Models;
  chosen: string | undefined;
  /** Then a model on somebody else's computer cannot be chosen. */
  localOnly: boolean;
  onChoose: (model: string) => void;
}

/** The models that Ollama has, each marked as running here or elsewhere. */
export function ModelPicker({ models, chosen, localOnly, onChoose }: ModelPickerProps) {
  const { t } = useTranslation('settings');
  const { locale } = useFormat();
  const id = useId();
  const missing = chosen !== undefined && !models.some(({ name }) => name === chosen);
  const options = models.map(({ name, sizeBytes, local }) => ({
    value: name,
    label: `${name} · ${local ? `${t('modelHere')}, ${formatBytes(sizeBytes, locale)}` : t('modelElsewhere')}`,
    disabled: !local && localOnly,
  }));
  const none = { value: '', label: t('modelNone'), disabled: true };
  const gone = { value: chosen ?? '', label: t('modelMissing', { model: chosen }), disabled: true };
  return (
    <FieldRow label={t('model')} htmlFor={id}>
      <NativeSelect
        id={id}
        value={chosen ?? ''}
        data={[...(chosen === undefined ? [none] : []), ...(missing ? [gone] : []), ...options]}
        onChange={(event) => onChoose(event.currentTarget.value)}
      />
      {missing && <p className={classes.problem}>{t('modelMissingRemedy', { model: chosen })}</p>}
    </FieldRow>
  );
}
