import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { IconPrinter, IconReceiptRefund } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Business } from '#shared/domain/business.ts';
import type { IssuedDocument } from '#shared/domain/invoice.ts';
import { accountOf, documentStatus } from '#shared/domain/invoice-status.ts';
import { renderBody } from '#shared/domain/document/render.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { save } from '#renderer/state/commands.ts';
import { useFindingNotes } from '#renderer/state/finding-notes.ts';
import { makePdf } from '#renderer/state/paper/make-pdf.ts';
import { useSavePdf } from '#renderer/state/paper/use-save-pdf.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { DecisionNotes } from '#renderer/ui/index.ts';
import { DocumentSheet } from '../document-sheet.tsx';
import { printDocument } from '../paper/output.ts';
import { SavePdfButton } from '../paper/save-pdf.tsx';
import { SendButton } from '../send/send-button.tsx';
import { StatusBadge } from '../status-badge.tsx';
import { useToday } from '../use-today.ts';
import { AccountPanel } from './account-panel.tsx';
import { PaymentDialog } from './payment-dialog.tsx';

/** An issued document, as it prints: read-only for ever. Money that comes in is noted beside it. */
export function IssuedView({ issued, business }: { issued: IssuedDocument; business: Business }) {
  const { t } = useTranslation('money');
  const navigate = useNavigate();
  const today = useToday();
  const payments = useRecords('payments');
  const documents = useRecords('issued');
  const account = useMemo(() => accountOf(issued, payments, documents), [issued, payments, documents]);
  const status = documentStatus(issued, account, today);
  const [paying, setPaying] = useState<'payment' | 'refund'>();
  const findings = useFindingNotes('issued', issued.id);
  const pdf = useSavePdf();
  const isCredit = account.due < 0n;
  const options = { number: issued.number, account };
  const readOnly = useAccess('money') !== 'write';
  const seesTalk = useAccess('talk') === 'write';
  const isInvoice = issued.kind === 'invoice';

  async function credit() {
    const drafted = await save('invoice.credit', { issuedId: issued.id });
    if (drafted.ok) await navigate({ to: '/money/$documentId', params: { documentId: drafted.value.id } });
  }

  const actions = (
    <>
      {isInvoice && account.due <= 0n && !readOnly && (
        <Button size="xs" variant="subtle" color="gray" onClick={() => setPaying('payment')}>
          {t('recordPayment')}
        </Button>
      )}
      {isInvoice && status !== 'credited' && !readOnly && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconReceiptRefund size={16} stroke={1.5} />}
          onClick={() => ignore(credit())}
        >
          {t('credit')}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconPrinter size={16} stroke={1.5} />}
        onClick={() => printDocument(issued, options)}
      >
        {t('print')}
      </Button>
      {seesTalk && <SendButton issued={issued} options={options} isLate={status === 'overdue'} />}
      <SavePdfButton pdf={pdf} onClick={() => pdf.save(() => makePdf(issued, options))} />
    </>
  );
  return (
    <DocumentSheet
      title={issued.number}
      badge={<StatusBadge status={status} />}
      // What was done to its draft belongs to it.
      record={{ collection: 'documents', id: issued.documentId }}
      actions={actions}
      notes={<DecisionNotes notes={findings} />}
      primary={
        account.due === 0n
          ? undefined
          : {
              label: t(isCredit ? 'recordRefund' : 'recordPayment'),
              onClick: () => setPaying(isCredit ? 'refund' : 'payment'),
              readOnly,
            }
      }
      aside={isInvoice ? <AccountPanel issued={issued} account={account} /> : undefined}
    >
      {/* Everything in it has been escaped by the renderer: shared/domain/document. */}
      <div dangerouslySetInnerHTML={{ __html: renderBody(issued, options) }} />
      <PaymentDialog
        opened={paying !== undefined}
        issued={issued}
        refund={paying === 'refund'}
        open={isCredit === (paying === 'refund') ? magnitude(account.due) : 0n}
        today={today}
        locale={business.locale}
        onClose={() => setPaying(undefined)}
      />
    </DocumentSheet>
  );
}

function magnitude(amount: bigint): bigint {
  return amount < 0n ? -amount : amount;
}
