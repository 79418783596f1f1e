import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Enquiry } from '#shared/domain/enquiry.ts';
import type { PipelineCard, PipelineColumn } from '#shared/records/pipeline.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';

/** Moves enquiries from stage to stage: lost asks why, and what is won becomes a job. */
export function useMoves(columns: readonly PipelineColumn[]) {
  const { t } = useTranslation('pipeline');
  const [losing, setLosing] = useState<Enquiry>();

  function move(card: PipelineCard, to: string): void {
    const { enquiry, contactName } = card;
    const from = columns.find(({ cards }) => cards.some(({ id }) => id === card.id))?.key;
    // That it is won follows from its job, and is taken back there.
    if (from === to || from === 'won') return;
    if (to === 'lost') return setLosing(enquiry);
    const title = enquiry.title || t('jobTitle', { name: contactName });
    ignore(
      to === 'won'
        ? run('job.create', { contactId: enquiry.contactId, enquiryId: enquiry.id, title })
        : run('enquiry.setStage', { id: enquiry.id, stage: to }),
    );
  }

  return { move, losing, keep: () => setLosing(undefined) };
}
