import { Stack, TextInput, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { IssuedDocument, Payment } from '#shared/domain/invoice.ts';
import { writeAmount, writeMoney } from '#shared/domain/document/view.ts';
import { parseMoney } from '#shared/domain/money-text.ts';
import { save } from '#renderer/state/commands.ts';
import { Dialog, FormButtons, useKeptForm, useShelf } from '#renderer/ui/index.ts';

interface PaymentDialogProps {
  opened: boolean;
  issued: IssuedDocument;
  /** Money is given back to the customer. */
  refund: boolean;
  /** What is open, or for a refund the customer's credit, in minor units. */
  open: bigint;
  today: string;
  locale: string;
  onClose: () => void;
}

type PaymentValues = { amount: string; day: string; method: Payment['method']; reference: string };

const methods = ['transfer', 'card', 'cash', 'other'] as const;

/** Notes money that came in or was given back; what is open is filled in already. */
export function PaymentDialog({ opened, onClose, ...rest }: PaymentDialogProps) {
  const { t } = useTranslation('money');
  const shelf = useShelf();

  function close() {
    shelf.forget(keptName(rest));
    onClose();
  }

  return (
    <Dialog
      opened={opened}
      onClose={close}
      title={t(rest.refund ? 'recordRefund' : 'recordPayment')}
      size="sm"
    >
      <PaymentForm {...rest} onClose={close} />
    </Dialog>
  );
}

function keptName({ issued, refund }: Pick<PaymentDialogProps, 'issued' | 'refund'>): string {
  return `${refund ? 'refund' : 'payment'} ${issued.id}`;
}

function PaymentForm({ issued, refund, open, today, locale, onClose }: Omit<PaymentDialogProps, 'opened'>) {
  const { t } = useTranslation('money');
  const write = (minor: bigint) => writeMoney(minor, { ...issued, locale });
  const { form } = useKeptForm<PaymentValues>(keptName({ issued, refund }), {
    initialValues: {
      amount: open === 0n ? '' : writeAmount(open, { ...issued, locale }),
      day: today,
      method: 'transfer',
      reference: '',
    },
    validate: {
      amount: (text) => {
        const amount = parseMoney(text, issued.currency, locale, issued.digits);
        if (amount === undefined || amount <= 0n) return t('numberWrong');
        return refund && amount > open ? t('moreThanCredit') : null;
      },
      day: (day) => (day === '' ? t('dayNeeded') : null),
    },
  });

  const typed = parseMoney(form.values.amount, issued.currency, locale, issued.digits) ?? 0n;
  const beyond = !refund && typed > open ? typed - open : undefined;

  async function submit({ amount, day, method, reference }: typeof form.values) {
    const minor = parseMoney(amount, issued.currency, locale, issued.digits) ?? 0n;
    const recorded = await save('invoice.recordPayment', {
      issuedId: issued.id,
      amount: String(refund ? -minor : minor),
      day,
      method,
      reference: reference.trim() || undefined,
    });
    if (recorded.ok) onClose();
  }

  return (
    <form onSubmit={form.onSubmit(submit)}>
      <Stack gap={12}>
        <TextInput
          label={t('amountIn', { currency: issued.currency })}
          data-autofocus
          description={beyond === undefined ? undefined : t('beyondOpen', { amount: write(beyond) })}
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          {...form.getInputProps('amount')}
        />
        <TextInput label={t('date')} type="date" {...form.getInputProps('day')} />
        <NativeSelect
          label={t('methodTitle')}
          data={methods.map((value) => ({ value, label: t(`method.${value}`) }))}
          {...form.getInputProps('method')}
        />
        <TextInput label={t('reference')} maxLength={200} {...form.getInputProps('reference')} />
        <FormButtons submit={t('record')} isBusy={form.submitting} onCancel={onClose} />
      </Stack>
    </form>
  );
}
