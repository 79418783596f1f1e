import { useState, type FormEvent } from 'react';
import { Alert, Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { previewTemplate, templateFields, templateText } from '#shared/channels/meta/whatsapp/templates.ts';
import { formatDay } from '#shared/domain/day.ts';
import { writeMoney } from '#shared/domain/document/view.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import type { MessageTemplate } from '#shared/domain/message-template.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { showDone } from '#renderer/state/notices.ts';
import { useBusinessAccount, useTemplates } from '#renderer/state/templates.ts';
import { invoiceValues } from './invoice-values.ts';
import classes from '../document.module.css';

interface TemplateDialogProps {
  issued: IssuedDocument;
  conversationId: string;
  onClose: () => void;
}

/** Outside the reply window: a template that tells of the invoice. The file can follow when the customer answers. */
export function TemplateDialog({ issued, conversationId, onClose }: TemplateDialogProps) {
  const { t } = useTranslation('money');
  const { templates } = useTemplates(useBusinessAccount(conversationId));
  const [chosen, setChosen] = useState<string>();
  const template = templates.find(({ id }) => id === chosen) ?? likeliest(templates);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('sendByTemplate')}
      centered
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap={12}>
        <Text>{t('sendByTemplateText')}</Text>
        {template === undefined ? (
          <Alert color="yellow">{t('noTemplate')}</Alert>
        ) : (
          <>
            <NativeSelect
              label={t('template')}
              value={template.id}
              data={templates.map(({ id, name, language }) => ({
                value: id,
                label: `${name.replaceAll('_', ' ')} (${language})`,
              }))}
              onChange={(event) => setChosen(event.currentTarget.value)}
            />
            <TemplateForm
              key={template.id}
              issued={issued}
              template={template}
              conversationId={conversationId}
              onClose={onClose}
            />
          </>
        )}
      </Stack>
    </Modal>
  );
}

/** One whose name or words speak of an invoice, else the first. */
function likeliest(templates: MessageTemplate[]): MessageTemplate | undefined {
  const speaks = /invoice|bill|payment|rechnung|factura|fatura/i;
  return (
    templates.find(({ name }) => speaks.test(name)) ??
    templates.find((template) => speaks.test(previewTemplate(template, {}).body)) ??
    templates[0]
  );
}

function TemplateForm({
  issued,
  template,
  conversationId,
  onClose,
}: TemplateDialogProps & { template: MessageTemplate }) {
  const { t } = useTranslation('money');
  const fields = templateFields(template);
  const [values, setValues] = useState(() => invoiceValues(fields, wordsOf(issued)));
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Problem>();

  async function send() {
    setBusy(true);
    const args = { conversationId, templateId: template.id, values };
    const sent = await run('message.sendTemplate', args, { quiet: true });
    setBusy(false);
    if (!sent.ok) return setFailure(sent.error);
    showDone(t('sentTo', { number: issued.number, customer: issued.buyer.name }));
    onClose();
  }

  return (
    <form
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        ignore(send());
      }}
    >
      <Stack gap={12}>
        {fields.map(({ key, name, before }) => (
          <TextInput
            key={key}
            label={
              /^\d+$/.test(name) ? before || t('place', { number: name }) : name.replaceAll(/[_.-]/g, ' ')
            }
            maxLength={1024}
            value={values[key] ?? ''}
            onChange={(event) => setValues({ ...values, [key]: event.currentTarget.value })}
          />
        ))}
        <blockquote className={classes.preview}>{templateText(previewTemplate(template, values))}</blockquote>
        {failure !== undefined && <Alert color="red">{`${failure.message} ${failure.remedy ?? ''}`}</Alert>}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={!fields.every(({ key }) => values[key]?.trim())}>
            {t('send')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function wordsOf(issued: IssuedDocument) {
  const { buyer, seller, number, totals, dueDate, locale } = issued;
  return {
    firstName: (buyer.contactName ?? buyer.name).split(/\s+/)[0] ?? '',
    business: seller.name,
    number,
    total: writeMoney(totals.gross, issued),
    dueDay: dueDate === undefined ? '' : formatDay(dueDate, locale),
  };
}
