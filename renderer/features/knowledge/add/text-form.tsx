import { useMemo } from 'react';
import { Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { splitIntoPassages } from '#shared/agent/knowledge/passages.ts';
import { useKeptForm } from '#renderer/ui/index.ts';
import type { AddProps } from './add-dialog.tsx';
import { addDocument, mostPassages } from './add-document.ts';
import { FormButtons } from './form-buttons.tsx';
import classes from './add.module.css';

export function TextForm({ onClose, onDone }: AddProps) {
  const { t } = useTranslation('knowledge');
  const { form, forget } = useKeptForm('knowledge text', {
    initialValues: { name: '', text: '' },
    validate: {},
  });
  const { name, text } = form.values;
  const passages = useMemo(() => splitIntoPassages(text), [text]);
  const tooMany = passages.length > mostPassages;
  async function save() {
    const id = await addDocument(name.trim(), 'text', passages);
    if (id === undefined) return;
    forget();
    onDone(id);
  }
  function cancel() {
    forget();
    onClose();
  }
  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <TextInput
          label={t('name')}
          placeholder={t('namePlaceholder')}
          maxLength={200}
          data-autofocus
          {...form.getInputProps('name')}
        />
        <Textarea
          label={t('pasted')}
          description={t('pastedHint')}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          autosize
          minRows={6}
          maxRows={14}
          {...form.getInputProps('text')}
        />
      </Stack>
      <p className={classes.count} aria-live="polite">
        {passages.length > 0 && t(tooMany ? 'tooMany' : 'passages', { count: passages.length })}
      </p>
      <FormButtons
        onClose={cancel}
        disabled={name.trim() === '' || passages.length === 0 || tooMany}
        loading={form.submitting}
      />
    </form>
  );
}
