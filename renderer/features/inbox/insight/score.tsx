import { useTranslation } from 'react-i18next';
import type { LeadScore } from '#shared/agent/insight/score.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useScoreWords } from '#renderer/state/scores.ts';
import { ExplainedScore } from '#renderer/ui/index.ts';
import classes from './insight.module.css';

/** How likely work comes of it, with every point's reason; a value of the owner's own stays. */
export function Score({ contactId, score }: { contactId: string; score: LeadScore }) {
  const { t } = useTranslation('insight');
  const words = useScoreWords();
  return (
    <div className={classes.score}>
      <span>{t('score')}</span>
      <ExplainedScore
        {...words(score)}
        onSet={(value) =>
          ignore(run('contact.setLeadScore', { id: contactId, ...(value !== undefined && { score: value }) }))
        }
      />
    </div>
  );
}
