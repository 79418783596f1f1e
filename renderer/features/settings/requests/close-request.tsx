import { Button, Group, NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type PrivacyRequest, requestOutcomes } from '#shared/domain/privacy-request.ts';
import { run } from '#renderer/state/commands.ts';
import { Section, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';

const empty: { is: (typeof requestOutcomes)[number]; words: string; proof: string } = {
  is: 'done',
  words: '',
  proof: '',
};

/** What came of it, and where the proof lies. */
export function CloseRequest({ request }: { request: PrivacyRequest }) {
  const { t } = useTranslation('requests');
  const { form, forget } = useKeptForm(`close ${request.id}`, {
    initialValues: empty,
    validate: { words: (words) => (words.trim() === '' ? t('wordsNeeded') : null) },
  });

  async function save({ is, words, proof }: typeof form.values) {
    const done = await run('privacyRequest.close', {
      id: request.id,
      is,
      words,
      proof: proof.trim() || undefined,
    });
    if (!done.ok) return takeFieldProblems(form, done.error);
    forget();
  }

  return (
    <Section title={t('close')} hint={t(`closeHint.${request.kind}`)}>
      <form onSubmit={form.onSubmit(save)}>
        <Stack gap={12} my={8}>
          <NativeSelect
            label={t('cameOfIt')}
            data={requestOutcomes.map((value) => ({ value, label: t(`outcome.${value}`) }))}
            {...form.getInputProps('is')}
          />
          <Textarea
            label={t('whatWasDone')}
            autosize
            minRows={2}
            maxLength={2000}
            {...form.getInputProps('words')}
          />
          <TextInput label={t('proof')} maxLength={300} {...form.getInputProps('proof')} />
          <Group justify="flex-end">
            <Button type="submit" loading={form.submitting}>
              {t('closeIt')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
