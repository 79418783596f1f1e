import { TagsInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { offeredLanguages } from '#shared/domain/languages.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run, save } from '#renderer/state/commands.ts';
import { useChain } from '#renderer/state/models.ts';
import { EditableText, FieldRow, useUnsaved } from '#renderer/ui/index.ts';

/** The texts that the owner may give, in this order. */
const texts = [
  { field: 'tone', multiline: true, longest: 500 },
  { field: 'persona', multiline: false, longest: 100 },
  { field: 'signature', multiline: true, longest: 300 },
  { field: 'guardRails', multiline: true, longest: 2000 },
] as const;

/** As whom the assistant writes, how, and what it keeps to. */
export function Writing() {
  const { t } = useTranslation('assistant');
  const { settings } = useChain();
  const unsavedWords = useUnsaved<string[]>();
  return (
    <>
      {texts.map(({ field, multiline, longest }) => (
        <EditableText
          key={field}
          label={t(field)}
          placeholder={t(`${field}Example`, { place: '{{phone}}' })}
          multiline={multiline}
          value={settings[field] ?? ''}
          validate={(text) => (text.length > longest ? t('tooLong', { count: longest }) : undefined)}
          onSave={(text) => run('ai.configure', { [field]: text || undefined })}
        />
      ))}
      <FieldRow label={t('doNotSay')} hint={t('doNotSayHint')}>
        <TagsInput
          aria-label={t('doNotSay')}
          placeholder={t('doNotSayExample')}
          size="xs"
          value={unsavedWords.value ?? settings.doNotSay ?? []}
          error={unsavedWords.error}
          maxTags={100}
          onChange={(words) => {
            const doNotSay = words.map((word) => word.slice(0, 100));
            ignore(unsavedWords.keepUntil(words, save('ai.configure', { doNotSay })));
          }}
        />
      </FieldRow>
      <Languages chosen={settings.languages ?? []} />
    </>
  );
}

/** By their codes, shown by their names. */
function Languages({ chosen }: { chosen: string[] }) {
  const { t, i18n } = useTranslation('assistant');
  const names = new Intl.DisplayNames(i18n.language, { type: 'language' });
  const byName = new Map(offeredLanguages.map((code) => [names.of(code) ?? code, code]));
  return (
    <FieldRow label={t('languages')} hint={t('languagesHint')}>
      <TagsInput
        aria-label={t('languages')}
        placeholder={chosen.length === 0 ? t('languagesAll') : undefined}
        size="xs"
        data={[...byName.keys()]}
        value={chosen.map((code) => names.of(code) ?? code)}
        onChange={(wanted) => {
          const languages = wanted.flatMap((name) => byName.get(name) ?? []);
          ignore(save('ai.configure', { languages }));
        }}
      />
    </FieldRow>
  );
}
