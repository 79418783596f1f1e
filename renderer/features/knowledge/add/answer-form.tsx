import { Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { run } from '#renderer/state/commands.ts';
import { useKeptForm } from '#renderer/ui/index.ts';
import type { AddProps } from './add-dialog.tsx';
import { FormButtons } from './form-buttons.tsx';

export function AnswerForm({ onClose, onDone }: AddProps) {
  const { t } = useTranslation('knowledge');
  const { form, forget } = useKeptForm('knowledge answer', {
    initialValues: { title: '', text: '' },
    validate: {
      title: (title) => (title.trim() === '' ? t('needed') : null),
      text: (text) => (text.trim() === '' ? t('needed') : null),
    },
  });
  async function save(values: typeof form.values) {
    const done = await run('knowledge.add', values);
    if (!done.ok) return;
    forget();
    onDone(done.value.id);
  }
  function cancel() {
    forget();
    onClose();
  }
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <TextInput
          label={t('question')}
          placeholder={t('questionExample')}
          maxLength={300}
          data-autofocus
          {...form.getInputProps('title')}
        />
        <Textarea
          label={t('answer')}
          description={t('pricesHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={4}
          maxRows={12}
          maxLength={4000}
          {...form.getInputProps('text')}
        />
      </Stack>
      <FormButtons onClose={cancel} disabled={false} loading={form.submitting} />
    </form>
  );
}
