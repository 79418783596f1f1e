import { NativeSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type CustomField, customKinds } from '#shared/domain/custom-field.ts';
import { Dialog, FormButtons, takeFieldProblems, useKeptForm } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';

interface NewFieldProps {
  /** The kind of record; the dialog is closed without one. */
  of: CustomField['of'] | undefined;
  onClose: () => void;
}

/** Asks what the field is called and what it holds. Its kind stays: values would not fit another one. */
export function NewField({ of, onClose }: NewFieldProps) {
  const { t } = useTranslation('settings');
  return (
    <Dialog opened={of !== undefined} onClose={onClose} title={t('fields.add')}>
      {of !== undefined && <NewFieldForm of={of} onClose={onClose} />}
    </Dialog>
  );
}

function NewFieldForm({ of, onClose }: { of: CustomField['of']; onClose: () => void }) {
  const { t } = useTranslation('settings');
  const { form, forget } = useKeptForm(`new field of ${of}`, {
    initialValues: { name: '', kind: 'text', choices: '' },
    validate: {
      name: (name) => (name.trim() === '' ? t('fields.nameNeeded') : null),
      choices: (choices, { kind }) =>
        kind === 'choice' && linesOf(choices).length === 0 ? t('fields.choicesNeeded') : null,
    },
  });
  const isChoice = form.values.kind === 'choice';

  function close() {
    forget();
    onClose();
  }

  async function save({ name, kind, choices }: typeof form.values) {
    const done = await run('customField.create', {
      of,
      kind: customKinds.find((each) => each === kind) ?? 'text',
      name: name.trim(),
      ...(isChoice && { choices: linesOf(choices) }),
    });
    if (!done.ok) return takeFieldProblems(form, done.error);
    close();
  }

  return (
    <form onSubmit={form.onSubmit(save)}>
      <Stack gap={12}>
        <TextInput label={t('fields.name')} maxLength={60} data-autofocus {...form.getInputProps('name')} />
        <NativeSelect
          label={t('fields.kind')}
          description={t('fields.kindStays')}
          data={customKinds.map((value) => ({ value, label: t(`fields.kinds.${value}`) }))}
          {...form.getInputProps('kind')}
        />
        {isChoice && (
          <Textarea
            label={t('fields.choices')}
            description={t('fields.oneALine')}
            autosize
            minRows={3}
            {...form.getInputProps('choices')}
          />
        )}
        <FormButtons submit={t('fields.add')} isBusy={form.submitting} onCancel={close} />
      </Stack>
    </form>
  );
}

function linesOf(text: string): string[] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter((line) => line !== ''))];
}
