import { useState, type FormEvent } from 'react';
import { Button, Group, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  previewTemplate,
  templateFields,
  type TemplateField,
} from '#shared/channels/meta/whatsapp/templates.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { checkRight } from '#shared/records/right-to-send.ts';
import type { Problem } from '#shared/lib/result.ts';
import { showInPlace } from '#shared/lib/shown-problems.ts';
import { run } from '#renderer/state/commands.ts';
import { useTemplateCost } from '#renderer/state/message-cost.ts';
import { useNow } from '#renderer/state/now.ts';
import { useReader } from '#renderer/state/records.ts';
import { useKept } from '#renderer/ui/index.ts';
import { useReplyValues } from '../reply-values.ts';
import { prefill } from './prefill.ts';
import classes from './template-dialog.module.css';

interface TemplateFormProps {
  conversationId: string;
  template: MessageTemplate;
  /** Of the number that it goes to. */
  country: string | undefined;
  onDone: () => void;
}

/** The places of a template, filled in as far as something is known, and what the customer will see. */
export function TemplateForm({ conversationId, template, country, onDone }: TemplateFormProps) {
  const { t } = useTranslation(['template', 'rates']);
  const cost = useTemplateCost()(template, country);
  const known = useReplyValues(conversationId);
  const fields = templateFields(template);
  const [values, setValues, forget] = useKept(
    `template ${template.id} to ${conversationId}`,
    prefill(fields, known),
  );
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Problem>();
  const stopped = useRefusal(conversationId, template);
  const labels = useLabels(fields);
  const isComplete = fields.every(({ key }) => values[key]?.trim());

  const close = () => {
    forget();
    onDone();
  };
  const send = async () => {
    setBusy(true);
    const sent = await run(
      'message.sendTemplate',
      { conversationId, templateId: template.id, values },
      { quiet: true },
    );
    setBusy(false);
    if (sent.ok) close();
    else setFailure(showInPlace(sent.error));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ignore(send());
  };

  return (
    <form className={classes.form} onSubmit={submit}>
      {fields.map((field) => (
        <TextInput
          key={field.key}
          classNames={{ label: classes.label }}
          label={labels[field.key]}
          placeholder={field.example === undefined ? undefined : t('example', { words: field.example })}
          maxLength={1024}
          value={values[field.key] ?? ''}
          onChange={(event) => setValues({ ...values, [field.key]: event.currentTarget.value })}
        />
      ))}
      <Preview template={template} values={values} />
      {cost !== undefined && <p className={classes.hint}>{t('rates:toThem', { cost })}</p>}
      {stopped !== undefined && <p className={classes.problem}>{stopped}</p>}
      {failure !== undefined && (
        <p className={classes.problem} role="alert">{`${failure.message} ${failure.remedy ?? ''}`}</p>
      )}
      <Group className={classes.actions} justify="flex-end" gap={8}>
        <Button variant="default" onClick={close}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={busy} disabled={!isComplete || stopped !== undefined}>
          {t('send')}
        </Button>
      </Group>
    </form>
  );
}

/** What each place is called: by its author's name for it, or by the words before it. */
function useLabels(fields: TemplateField[]): Record<string, string> {
  const { t } = useTranslation('template');
  return Object.fromEntries(fields.map((field) => [field.key, labelOf(field)]));

  function labelOf({ part, kind, name, before }: TemplateField): string {
    if (kind === 'link') return t(`file.${name as 'image'}`);
    if (part === 'button') return t('inAddress');
    if (!/^\d+$/.test(name)) return name.replaceAll(/[_.-]/g, ' ');
    return before === '' ? t('place', { number: name }) : t('after', { words: before });
  }
}

const looked = ['conversations', 'contacts', 'identities', 'consents', 'messageTemplates'] as const;

/** Why this customer gets this template not; by the same rule that sends. */
function useRefusal(conversationId: string, { name, language }: MessageTemplate): string | undefined {
  const now = useNow();
  const records = useReader(looked);
  const conversation = records.get('conversations', conversationId);
  if (conversation === undefined) return undefined;
  const sending = { content: { template: { name, language } }, writtenAt: now };
  const may = checkRight(records, conversation, sending, now);
  return may.ok ? undefined : `${may.error.message} ${may.error.remedy ?? ''}`;
}

function Preview({ template, values }: { template: MessageTemplate; values: Record<string, string> }) {
  const { t } = useTranslation('template');
  const { header, body, footer, buttons } = previewTemplate(template, values);
  return (
    <figure className={classes.figure} aria-live="polite">
      <figcaption className={classes.hint}>{t('preview')}</figcaption>
      <div className={classes.preview}>
        {header !== undefined && <strong>{header}</strong>}
        <p dir="auto">{body}</p>
        {footer !== undefined && <small>{footer}</small>}
        {buttons.map((button) => (
          <span key={button} className={classes.button}>
            {button}
          </span>
        ))}
      </div>
    </figure>
  );
}
