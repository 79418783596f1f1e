import { useImperativeHandle, useMemo, useRef, useState, type Ref } from 'react';
import { Button } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Business } from '#shared/domain/business.ts';
import type { Contact } from '#shared/domain/contact.ts';
import type { DocumentContent, DraftDocument, IssuedDocument } from '#shared/domain/invoice.ts';
import { checkContent } from '#shared/domain/invoice-check.ts';
import { composeDocument, taxTerms } from '#shared/domain/invoice-content.ts';
import { accountOf } from '#shared/domain/invoice-status.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { useFindingNotes } from '#renderer/state/finding-notes.ts';
import { useSetAside } from '#renderer/state/set-aside.ts';
import { run, save } from '#renderer/state/commands.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { makePdf } from '#renderer/state/paper/make-pdf.ts';
import { useSavePdf } from '#renderer/state/paper/use-save-pdf.ts';
import { readTable, useRecord, useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { DecisionNotes, ReadOnly, SetAsideNote } from '#renderer/ui/index.ts';
import { CustomerDialog } from '../customer-dialog.tsx';
import { DocumentSheet } from '../document-sheet.tsx';
import { SavePdfButton } from '../paper/save-pdf.tsx';
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

/** What the sheet shows at the moment somebody asks: drawing the desk anew for every key would be slow. */
interface SheetHandle {
  content(): DocumentContent;
  settle(): Promise<boolean>;
}

/** A draft is edited on the document itself; its one deed is to issue it. */
export function DraftEditor({ draft, business, contact }: DraftEditorProps) {
  const { t } = useTranslation('money');
  const navigate = useNavigate();
  const today = useToday();
  const corrected = useRecord('issued', draft.correctsId);
  const readOnly = useAccess('money') !== 'write';
  const sheet = useRef<SheetHandle>(null);
  const pdf = useSavePdf();
  const [issuing, setIssuing] = useState<DocumentContent>();
  const [choosing, setChoosing] = useState(false);
  const setAside = useSetAside('documents', draft.id);
  const findings = useFindingNotes('documents', draft.id);

  async function askToIssue() {
    // What stands on the sheet has to be in the draft; if it still is refused, that has been said.
    if ((await sheet.current?.settle()) !== true) return;
    const stored = readTable('documents').get(draft.id) ?? draft;
    const credits = [...readTable('issued').values()];
    const content = composeDocument({ document: stored, business, contact, corrected, credits, today });
    const checked = checkContent(content, creditableOf(corrected), today);
    if (checked.ok) return setIssuing(content);
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
          onClick={() => ignore(discard())}
        >
          {t('discard')}
        </Button>
      )}
      <SavePdfButton
        pdf={pdf}
        onClick={() => {
          const content = sheet.current?.content();
          if (content !== undefined) pdf.save(() => makePdf(content, {}));
        }}
      />
    </>
  );
  return (
    <DocumentSheet
      title={t(draft.kind === 'creditNote' ? 'draftCreditNote' : 'draftInvoice')}
      badge={<StatusBadge status="draft" />}
      record={{ collection: 'documents', id: draft.id }}
      actions={actions}
      notes={<DecisionNotes notes={findings} />}
      primary={{ label: t('issue'), onClick: () => ignore(askToIssue()), readOnly }}
    >
      <ReadOnly when={readOnly}>
        <SetAsideNote
          parts={setAside}
          onRemove={(paths) => run('record.removeSetAside', { collection: 'documents', id: draft.id, paths })}
        />
        <Sheet
          ref={sheet}
          draft={draft}
          business={business}
          contact={contact}
          corrected={corrected}
          today={today}
          onChangeCustomer={() => setChoosing(true)}
        />
      </ReadOnly>
      {issuing !== undefined && <IssueDialog content={issuing} onClose={() => setIssuing(undefined)} />}
      <CustomerDialog
        opened={choosing}
        title={t('changeCustomer')}
        confirmLabel={t('choose')}
        onClose={() => setChoosing(false)}
        onChoose={async (contactId) => {
          const changed = await save('invoice.update', { id: draft.id, fields: { contactId } });
          if (changed.ok) setChoosing(false);
        }}
      />
    </DocumentSheet>
  );
}

/** What is left of an invoice to credit, in minor units; of none where nothing is corrected. */
function creditableOf(corrected: IssuedDocument | undefined): bigint | undefined {
  if (corrected === undefined) return undefined;
  const { credited } = accountOf(corrected, [], readTable('issued').values());
  return BigInt(corrected.totals.gross) + credited;
}

interface SheetProps extends DraftEditorProps {
  ref: Ref<SheetHandle>;
  corrected: IssuedDocument | undefined;
  today: string;
  onChangeCustomer: () => void;
}

/** Draws itself anew with every key, and nothing around it. */
function Sheet({ ref, draft, business, contact, corrected, today, onChangeCustomer }: SheetProps) {
  const edits = useDraftEdits(draft, business.defaultTaxIds);
  const issued = useRecords('issued');
  const credits = corrected === undefined ? undefined : issued;
  const content = composeDocument({ document: edits.document, business, contact, corrected, credits, today });
  const terms = useMemo(() => taxTerms(business, corrected), [business, corrected]);
  useImperativeHandle(ref, () => ({ content: () => content, settle: edits.settle }));
  return (
    <DraftSheet
      content={content}
      edits={edits}
      today={today}
      terms={terms}
      onChangeCustomer={onChangeCustomer}
    />
  );
}
