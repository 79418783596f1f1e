import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { DecisionNotes, EmptyState, Page } from '#renderer/ui/index.ts';
import { useFindingNotes } from '#renderer/state/finding-notes.ts';
import { useRecord, useRecordsBy } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { DraftEditor } from './editor/draft-editor.tsx';
import { IssuedView } from './issued/issued-view.tsx';

/** One document. Route `/money/$documentId`: the id of its draft, or of what was issued from it. */
export function DocumentPage() {
  const { t } = useTranslation('money');
  const navigate = useNavigate();
  const { documentId } = useParams({ strict: false });
  const loaded = useSession((session) => session.loaded);
  const business = useRecord('business', 'business');
  const draft = useRecord('documents', documentId);
  const contact = useRecord('contacts', draft?.contactId);
  const issued = useIssued(documentId, draft?.issuedId);
  const findings = useFindingNotes('documents', documentId ?? '');

  if (business !== undefined && issued !== undefined) {
    return <IssuedView key={issued.id} issued={issued} business={business} />;
  }
  if (business !== undefined && draft !== undefined && contact !== undefined) {
    return <DraftEditor key={draft.id} draft={draft} business={business} contact={contact} />;
  }
  return (
    <Page title={t('title')}>
      <DecisionNotes notes={findings} />
      {loaded && findings.length === 0 && (
        <EmptyState
          title={t('documentMissing')}
          text={t('documentMissingText')}
          action={{ label: t('showAll'), onClick: () => void navigate({ to: '/money' }) }}
        />
      )}
    </Page>
  );
}

function useIssued(documentId: string | undefined, issuedId: string | undefined) {
  const named = useRecord('issued', issuedId ?? documentId);
  const [found] = useRecordsBy('issued', 'documentId', documentId ?? '');
  return named ?? found;
}
