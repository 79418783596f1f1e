import { useTranslation } from 'react-i18next';
import { useAuditLines } from '#renderer/state/audit.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useOpenRecord } from '#renderer/state/open-record.ts';
import type { AuditFilter, AuditLine } from '#renderer/vault/audit/api.ts';
import { type DataColumn, DataList, EmptyState, Time } from '#renderer/ui/index.ts';
import { ProblemText } from '../problem-text.tsx';
import { monthWords } from './month-words.ts';
import { type LineWords, useLineWords } from './use-line-words.ts';
import classes from './who.module.css';

interface WhoListProps {
  filter: AuditFilter;
  /** Something is left out. */
  isNarrowed: boolean;
}

/** The lines, the newest first; older months open as somebody scrolls. */
export function WhoList({ filter, isNarrowed }: WhoListProps) {
  const { t } = useTranslation('audit');
  const read = useAuditLines(filter);
  const words = useLineWords();
  const open = useOpenRecord();
  const onOpen = (line: AuditLine) => {
    const place = words.line(line).subject?.place;
    if (place !== undefined) open(place);
  };
  return (
    <>
      <ProblemText problem={read.problem} />
      <div className={classes.list}>
        {read.lines !== undefined && (
          <DataList
            label={t('list')}
            rows={read.lines}
            columns={columnsOf(t, words.line)}
            rowHeight={48}
            onOpen={onOpen}
            onEnd={read.more}
            empty={<Nothing isNarrowed={isNarrowed} />}
          />
        )}
      </div>
      <Opening month={read.opening} />
    </>
  );
}

function columnsOf(
  t: (key: 'when' | 'what') => string,
  wordsOf: (line: AuditLine) => LineWords,
): DataColumn<AuditLine>[] {
  return [
    {
      key: 'what',
      header: t('what'),
      width: 'minmax(0, 1fr)',
      render: (line) => <Sentence words={wordsOf(line)} />,
    },
    {
      key: 'when',
      header: t('when'),
      width: '152px',
      align: 'end',
      render: (line) => <Time dateTime={new Date(line.entry.at).toISOString()}>{wordsOf(line).at}</Time>,
    },
  ];
}

function Sentence({ words: { sentence, device, how, isDoubtful } }: { words: LineWords }) {
  const below = [device, ...how].join(' · ');
  return (
    <div className={classes.line}>
      <div className={classes.sentence} dir="auto" title={sentence}>
        {sentence}
      </div>
      <div className={classes.below} data-doubtful={isDoubtful || undefined} dir="auto" title={below}>
        {below}
      </div>
    </div>
  );
}

function Nothing({ isNarrowed }: { isNarrowed: boolean }) {
  const { t } = useTranslation('audit');
  return isNarrowed ? (
    <EmptyState title={t('noneFits')} text={t('noneFitsText')} />
  ) : (
    <EmptyState title={t('empty')} text={t('emptyText')} />
  );
}

function Opening({ month }: { month: string | undefined }) {
  const { t } = useTranslation('audit');
  const { locale } = useFormat();
  return (
    <output className={classes.opening}>
      {month !== undefined && t('opening', { month: monthWords(month, locale) })}
    </output>
  );
}
