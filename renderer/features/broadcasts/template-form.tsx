import { Group, NativeSelect, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { previewTemplate } from '#shared/channels/meta/whatsapp/templates.ts';
import {
  placesOf,
  templateBody,
  type TemplateDraft,
  templateDraftProblem,
  templateDraftSchema,
} from '#shared/domain/template-draft.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { Dialog, FormButtons, useKeptForm } from '#renderer/ui/index.ts';
import { ButtonFields } from './button-fields.tsx';
import { TemplatePreview } from './template-preview.tsx';

interface TemplateFormProps {
  /** The number at whose account it is handed in, by Meta's id. */
  accountId: string;
  /** How Meta writes the business's language: `en_GB`. */
  language: string;
  onClose: () => void;
}

type TemplateValues = Required<TemplateDraft> & Record<string, unknown>;

/** Writes a template and hands it in for Meta to judge; it can be chosen when that has approved it. */
export function TemplateForm({ accountId, language, onClose }: TemplateFormProps) {
  const { t } = useTranslation('broadcasts');
  const initialValues: TemplateValues = {
    name: '',
    category: 'MARKETING',
    language,
    header: '',
    body: '',
    footer: '',
    buttons: [],
    examples: {},
  };
  const { form, forget } = useKeptForm<TemplateValues>('template', { initialValues, validate: {} });
  const { header, body, buttons, examples } = form.values;
  const places = [...new Set([...placesOf(header), ...placesOf(body)])];
  const preview = previewTemplate(templateBody(form.values), valuesOf(header, body, examples));

  function close() {
    forget();
    onClose();
  }

  async function submit(values: TemplateValues) {
    const read = templateDraftSchema.safeParse(values);
    if (!read.success) {
      const errors = read.error.issues.map(({ path, message }) => [String(path[0]), message] as const);
      return form.setErrors(Object.fromEntries(errors));
    }
    const wrong = templateDraftProblem(read.data);
    if (wrong !== undefined) return form.setErrors({ [wrong.field]: wrong.message });
    const done = await vault().submitTemplate(accountId, read.data);
    if (!done.ok) return showProblem(done.error);
    showDone(t('templateSubmitted', { name: read.data.name }));
    close();
  }

  return (
    <Dialog opened title={t('newTemplate')} size="md" onClose={onClose}>
      {/* A dialog is a part of the form that it was opened from: what is submitted in it stays in it. */}
      <form
        onSubmit={(event) => {
          event.stopPropagation();
          form.onSubmit(submit)(event);
        }}
      >
        <Stack gap={12}>
          <TextInput
            label={t('templateNameField')}
            description={t('templateNameHint')}
            data-autofocus
            {...form.getInputProps('name')}
          />
          <Group grow gap={12} align="flex-start">
            <NativeSelect
              label={t('category')}
              data={(['MARKETING', 'UTILITY'] as const).map((value) => ({
                value,
                label: t(`categories.${value}`),
              }))}
              {...form.getInputProps('category')}
            />
            <TextInput label={t('languageField')} {...form.getInputProps('language')} />
          </Group>
          <TextInput
            label={t('header')}
            description={t('headerHint')}
            maxLength={60}
            {...form.getInputProps('header')}
          />
          <Textarea
            label={t('body')}
            description={t('bodyHint', { place: '{{first_name}}' })}
            autosize
            minRows={4}
            maxLength={1024}
            {...form.getInputProps('body')}
          />
          {places.map((name) => (
            <TextInput
              key={name}
              label={t('exampleOf', { name })}
              value={examples[name] ?? ''}
              maxLength={200}
              error={(examples[name] ?? '') === '' && form.errors['examples']}
              onChange={({ currentTarget }) =>
                form.setFieldValue('examples', { ...examples, [name]: currentTarget.value })
              }
            />
          ))}
          <TextInput
            label={t('footer')}
            description={t('footerHint')}
            maxLength={60}
            {...form.getInputProps('footer')}
          />
          <ButtonFields
            buttons={buttons}
            problem={form.errors['buttons']}
            onChange={(next) => form.setFieldValue('buttons', next)}
          />
          <TemplatePreview preview={preview} />
          <Text size="sm" c="dimmed">
            {t('submitHint')}
          </Text>
          <FormButtons submit={t('submitTemplate')} isBusy={form.submitting} onCancel={close} />
        </Stack>
      </form>
    </Dialog>
  );
}

/** The examples in their places, as a customer would read it. */
function valuesOf(header: string, body: string, examples: Record<string, string>): Record<string, string> {
  const named = (part: string, text: string) =>
    placesOf(text).map((name) => [`${part}:${name}`, examples[name] ?? '']);
  return Object.fromEntries([...named('header', header), ...named('body', body)]) as Record<string, string>;
}
