import { useState } from 'react';
import { Button } from '@mantine/core';
import { IconFileDownload, IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Business } from '#shared/domain/business.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { DraftDocument } from '#shared/domain/invoice.ts';
import { checkContent } from '#shared/domain/invoice-check.ts';
import { composeDocument, taxTerms } from '#shared/domain/invoice-content.ts';
import { accountOf } from '#shared/domain/invoice-status.ts';
import { drop } from '#shared/lib/drop.ts';
import { run, save } from '#renderer/state/commands.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { ReadOnly } from '#renderer/ui/index.ts';
import { CustomerDialog } from '../customer-dialog.tsx';
import { DocumentDesk } from '../document-desk.tsx';
import { savePdf } from '../paper/output.ts';
import { StatusBadge } from '../status-badge.tsx';
import { useToday } from '../use-today.ts';
import { buyerTaxIdField, DraftSheet } from './draft-sheet.tsx';
import { IssueDialog } from './issue-dialog.tsx';
import { useDraftEdits } from './use-draft-edits.ts';

interface DraftEditorProps {
  draft: DraftDocument;
  business: Business;
  contact: Contact;
}

/** A draft is edited on the document itself; its one deed is to issue it. */
export function DraftEditor({ draft, business, contact }: DraftEditorProps) {
  const { t } = useTranslation('money');
  const navigate = useNavigate();
  const today = useToday();
  const corrected = useRecord('issued', draft.correctsId);
  const issued = useRecords('issued');
  const readOnly = useAccess('money') !== 'write';
  const edits = useDraftEdits(draft, business.defaultTaxIds);
  const [dialog, setDialog] = useState<'issue' | 'customer'>();
  const content = composeDocument({
    document: edits.document,
    business,
    contact,
    corrected,
    credits: corrected === undefined ? undefined : issued,
    today,
  });
  const close = () => setDialog(undefined);

  async function askToIssue() {
    // What stands on the sheet has to be in the draft; if it still is refused, that has been said.
    if (!(await edits.saveRefused())) return;
    const credited = corrected === undefined ? undefined : accountOf(corrected, [], issued).credited;
    const creditable = credited === undefined ? undefined : BigInt(corrected!.totals.gross) + credited;
    const checked = checkContent(content, creditable, today);
    if (checked.ok) return setDialog('issue');
    showProblem(checked.error);
    if (checked.error.code === 'invoice.no-buyer-tax-id') document.getElementById(buyerTaxIdField)?.focus();
  }

  async function discard() {
    const discarded = await run('invoice.discardDraft', { id: draft.id });
    if (discarded.ok) await navigate({ to: '/money' });
  }

  const actions = (
    <>
      {!readOnly && (
        <Button
          size="xs"
          variant="subtle"
          color="gray"
          leftSection={<IconTrash size={16} stroke={1.5} />}
          onClick={() => drop(discard())}
        >
          {t('discard')}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<IconFileDownload size={16} stroke={1.5} />}
        onClick={() => drop(savePdf(content, {}, t('pdfSaved')))}
      >
        {t('savePdf')}
      </Button>
    </>
  );
  return (
    <DocumentDesk
      title={t(draft.kind === 'creditNote' ? 'draftCreditNote' : 'draftInvoice')}
      badge={<StatusBadge status="draft" />}
      actions={actions}
      primary={{ label: t('issue'), onClick: () => drop(askToIssue()), readOnly }}
    >
      <ReadOnly when={readOnly}>
        <DraftSheet
          content={content}
          edits={edits}
          today={today}
          terms={taxTerms(business, corrected)}
          onChangeCustomer={() => setDialog('customer')}
        />
      </ReadOnly>
      <IssueDialog opened={dialog === 'issue'} content={content} onClose={close} />
      <CustomerDialog
        opened={dialog === 'customer'}
        title={t('changeCustomer')}
        confirmLabel={t('choose')}
        onClose={close}
        onChoose={async (contactId) => {
          const changed = await save('invoice.update', { id: draft.id, fields: { contactId } });
          if (changed.ok) close();
        }}
      />
    </DocumentDesk>
  );
}
