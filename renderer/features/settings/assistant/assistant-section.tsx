import { SegmentedControl, Switch } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { defaultAiSettings } from '#shared/commands/ai.ts';
import type { ArgsOf } from '#shared/commands/index.ts';
import { drop } from '#shared/lib/drop.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord } from '#renderer/state/records.ts';
import { EditableSelect, EditableText, Section } from '#renderer/ui/index.ts';
import { OllamaSettings } from './ollama-settings.tsx';

export type Configure = (args: ArgsOf<'ai.configure'>) => void;

/** Who drafts replies, and that nothing leaves this computer for it. */
export function AssistantSection() {
  const { t } = useTranslation('settings');
  const settings = useRecord('aiSettings', 'ai') ?? defaultAiSettings;
  const configure: Configure = (args) => drop(run('ai.configure', args));
  return (
    <div>
      <Section title={t('section_assistant')} hint={t(`provider_${settings.provider}Hint`)}>
        <SegmentedControl
          aria-label={t('provider')}
          value={settings.provider}
          data={(['basic', 'ollama'] as const).map((value) => ({ value, label: t(`provider_${value}`) }))}
          onChange={(provider) => configure({ provider })}
        />
      </Section>
      {settings.provider === 'ollama' && <OllamaSettings settings={settings} configure={configure} />}
      <Section title={t('privacy')}>
        <Switch
          label={t('localOnly')}
          description={t('localOnlyHint')}
          checked={settings.localOnly}
          onChange={(event) => configure({ localOnly: event.currentTarget.checked })}
        />
      </Section>
      <Section title={t('writing')}>
        <EditableText
          label={t('tone')}
          placeholder={t('toneExample')}
          multiline
          value={settings.tone ?? ''}
          onSave={(tone) => configure({ tone: tone || undefined })}
        />
        {settings.provider === 'ollama' && (
          <EditableSelect
            label={t('contextTokens')}
            hint={t('contextTokensHint')}
            value={String(settings.contextTokens)}
            options={contextSizes(settings.contextTokens)}
            onSave={(value) => configure({ contextTokens: Number(value) })}
          />
        )}
      </Section>
    </div>
  );
}

function contextSizes(current: number): { value: string; label: string }[] {
  const sizes = [...new Set([4096, 8192, 16_384, 32_768, current])].toSorted((a, b) => a - b);
  return sizes.map((size) => ({ value: String(size), label: size.toLocaleString() }));
}
