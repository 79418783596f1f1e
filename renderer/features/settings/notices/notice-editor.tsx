import { Alert, Button, CopyButton, Group, Stack, Textarea } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type ConsentPurpose, consentPurposes } from '#shared/domain/consent.ts';
import type { LetterLanguage } from '#shared/domain/letters/language.ts';
import type { Notice } from '#shared/domain/notice.ts';
import type { WrittenNotice } from '#shared/domain/notice-text.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { Section, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';

interface NoticeEditorProps {
  country: string;
  language: LetterLanguage;
  /** The version in use. */
  current: Notice | undefined;
  /** What the settings say now. */
  written: WrittenNotice;
}

/** The words of a country's notice, and those by which each purpose is asked for; what is put in use is a new version. */
export function NoticeEditor({ country, language, current, written }: NoticeEditorProps) {
  const { t } = useTranslation('privacy');
  const format = useFormat();
  const { text, asks } = current ?? written;
  const { form, forget } = useKeptForm(`notice ${country} ${language} ${current?.id ?? ''}`, {
    initialValues: { text, ...filledAsks(asks) },
    validate: { text: (words) => (words.trim() === '' ? t('notices.textNeeded') : null) },
  });
  const isOutdated = current !== undefined && current.madeFrom !== written.madeFrom;
  const isUsed = current !== undefined && isSame(form.values, current);

  async function publish({ text: words, ...asked }: typeof form.values) {
    const filled = Object.entries(asked).filter(([, ask]) => ask.trim() !== '');
    const done = await run('notice.publish', {
      country,
      language,
      text: words,
      asks: Object.fromEntries(filled),
      madeFrom: written.madeFrom,
    });
    if (!done.ok) return takeFieldProblems(form, done.error);
    forget();
  }

  return (
    <form onSubmit={form.onSubmit(publish)}>
      <Section
        title={t('notices.notice')}
        hint={
          current === undefined
            ? t('notices.notInUse')
            : t('notices.inUse', { time: format.dayAndTime(current.at) })
        }
      >
        <Stack gap={12} my={12}>
          {isOutdated && (
            <Alert title={t('notices.outdated')}>
              <p>{t('notices.outdatedText')}</p>
              <Button
                size="compact-sm"
                variant="default"
                onClick={() => form.setValues({ text: written.text, ...filledAsks(written.asks) })}
              >
                {t('notices.takeOver')}
              </Button>
            </Alert>
          )}
          <Textarea
            label={t('notices.text')}
            autosize
            minRows={8}
            maxRows={24}
            maxLength={20_000}
            dir="auto"
            {...form.getInputProps('text')}
          />
        </Stack>
      </Section>
      <Section title={t('notices.asks')} hint={t('notices.asksHint')}>
        <Stack gap={12} my={12}>
          {consentPurposes.map((purpose) => (
            <Textarea
              key={purpose}
              label={t(`purpose.${purpose}`)}
              autosize
              maxLength={1000}
              dir="auto"
              {...form.getInputProps(purpose)}
            />
          ))}
          <Group justify="flex-end" gap={8}>
            <CopyButton value={form.values.text}>
              {({ copied, copy }) => (
                <Button variant="default" onClick={copy}>
                  {t(copied ? 'notices.copied' : 'notices.copy')}
                </Button>
              )}
            </CopyButton>
            <Button type="submit" loading={form.submitting} disabled={isUsed}>
              {t('notices.publish')}
            </Button>
          </Group>
        </Stack>
      </Section>
    </form>
  );
}

function filledAsks(asks: Notice['asks']): Record<ConsentPurpose, string> {
  const all = consentPurposes.map((purpose) => [purpose, asks[purpose] ?? '']);
  return Object.fromEntries(all) as Record<ConsentPurpose, string>;
}

function isSame(
  { text, ...asks }: { text: string } & Record<ConsentPurpose, string>,
  current: Notice,
): boolean {
  return (
    text === current.text &&
    consentPurposes.every((purpose) => asks[purpose] === (current.asks[purpose] ?? ''))
  );
}
