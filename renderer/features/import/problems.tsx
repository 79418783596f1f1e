import { Button, type ButtonProps, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Column } from '#shared/import/targets.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { Section } from '#renderer/ui/index.ts';
import type { Summary } from './reading/reader.ts';
import { useSummaryWords } from './summary-words.ts';
import type { ImportWork } from './use-import.ts';
import classes from './import.module.css';

interface ProblemsProps {
  work: ImportWork;
  summary: Summary;
  columns: readonly Column[];
}

/** What is wrong with rows, and what of the file becomes nothing. */
export function Problems({ work, summary, columns }: ProblemsProps) {
  const { t } = useTranslation('import');
  const { headerOf } = useSummaryWords();
  const { takesFlawed } = work.decisions;
  const { leftOut, noted, refused } = summary;
  const list = leftOut.map(({ column, rows }) =>
    t('leftOutColumn', { header: headerOf(columns, column), count: rows }),
  );
  return (
    <>
      {(refused > 0 || takesFlawed) && (
        <Section title={t('problems')} action={<SaveReport work={work} size="xs" />}>
          <ProblemList summary={summary} columns={columns} />
          {work.of === 'contacts' && (
            <Checkbox
              label={t('takeFlawed')}
              checked={takesFlawed}
              onChange={(event) => work.decide({ takesFlawed: event.currentTarget.checked })}
            />
          )}
          {noted > 0 && <p className={classes.muted}>{t('noted', { count: noted })}</p>}
        </Section>
      )}
      {list.length > 0 && <p className={classes.muted}>{t('leftOut', { list: list.join(', ') })}</p>}
    </>
  );
}

function ProblemList({ summary: { problems, refused }, columns }: Omit<ProblemsProps, 'work'>) {
  const { t } = useTranslation('import');
  const { say } = useSummaryWords();
  const more = refused - problems.length;
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keyboard */}
      <ul className={classes.problems} tabIndex={0} aria-label={t('problems')}>
        {problems.map(({ at, problems }) => (
          <li key={at}>
            <span className={classes.at}>{t('row', { at })}</span>
            <span className={classes.say}>{problems.map((problem) => say(problem, columns)).join(' ')}</span>
          </li>
        ))}
      </ul>
      {more > 0 && <p className={classes.muted}>{t('problemsMore', { count: more })}</p>}
    </>
  );
}

/** The rows that cannot be taken as a file, each with its reason. */
export function SaveReport({ work, size }: { work: ImportWork; size?: ButtonProps['size'] }) {
  const { t } = useTranslation('import');
  const { reasonWords } = useSummaryWords();
  if (work.summary === undefined || work.summary.refused === 0) return null;
  const words = () => ({ at: t('reportRow'), reason: t('reportReason'), reasons: reasonWords() });
  return (
    <Button size={size} variant="default" onClick={() => ignore(work.saveReport(t('reportName'), words()))}>
      {t('saveReport')}
    </Button>
  );
}
