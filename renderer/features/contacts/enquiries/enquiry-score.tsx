import { useTranslation } from 'react-i18next';
import type { Enquiry } from '#shared/domain/enquiry.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { jobsAndParts } from '#renderer/state/jobs.ts';
import { useReader } from '#renderer/state/records.ts';
import { useEnquiryScores, useScoreWords } from '#renderer/state/scores.ts';
import { useAccess } from '#renderer/state/session.ts';
import { ExplainedScore, FieldRow } from '#renderer/ui/index.ts';

const looked = ['enquiries', 'contacts', 'conversations', ...jobsAndParts] as const;

/** How likely work comes of an enquiry, why, and a score of one's own in its place. */
export function EnquiryScore({ enquiry }: { enquiry: Enquiry }) {
  const { t } = useTranslation('insight');
  const words = useScoreWords();
  const mayWrite = useAccess('people') === 'write';
  const score = useEnquiryScores(useReader(looked), [enquiry]).get(enquiry.id)?.score;
  if (score === undefined) return null;
  return (
    <FieldRow label={t('score')}>
      <ExplainedScore
        {...words(score)}
        onSet={
          mayWrite
            ? (value) =>
                ignore(
                  run('enquiry.setScore', { id: enquiry.id, ...(value !== undefined && { score: value }) }),
                )
            : undefined
        }
      />
    </FieldRow>
  );
}
