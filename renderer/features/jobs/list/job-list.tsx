import { useMemo } from 'react';
import { IconTool } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { DataColumn } from '#renderer/ui/index.ts';
import { DataList, EmptyState, ListWithMore, Time, Truncated } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import type { EarlierYears } from '#renderer/state/history.ts';
import { JobStateBadge } from '../job-state.tsx';
import type { JobRow } from './job-filter.ts';

interface JobListProps {
  rows: JobRow[];
  now: number;
  selectedId?: string;
  /** Whether there are jobs at all, so that an empty list says the right thing. */
  anyJobs: boolean;
  onOpen: (id: string) => void;
  /** Left out where the role may only look. */
  onAdd?: () => void;
  /** The years that are not shown yet; left out where the filter has nothing in them. */
  earlier?: EarlierYears;
}

export function JobList({ rows, now, selectedId, anyJobs, onOpen, onAdd, earlier }: JobListProps) {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const columns = useColumns(now);
  const empty = anyJobs ? (
    <EmptyState title={t('nothingHere')} text={t('nothingHereText')} />
  ) : (
    <EmptyState
      icon={<IconTool size={28} stroke={1.5} />}
      title={t('emptyTitle')}
      text={t('emptyText')}
      action={onAdd && { label: t('add'), onClick: onAdd }}
    />
  );
  const more = earlier?.year !== undefined && {
    label: t('showYear', { year: earlier.year }),
    onClick: earlier.open,
  };
  return (
    <ListWithMore more={more || undefined}>
      <DataList
        label={t('title')}
        rows={rows}
        columns={columns}
        selectedId={selectedId}
        compact={selectedId !== undefined}
        below={({ contactName, at, anyTime }) =>
          [at && format.visit({ start: at, anyTime }), contactName].filter(Boolean).join(' · ')
        }
        onOpen={({ id }) => onOpen(id)}
        empty={empty}
      />
    </ListWithMore>
  );
}

function useColumns(now: number): DataColumn<JobRow>[] {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  return useMemo(
    () => [
      {
        key: 'title',
        header: t('job'),
        width: 'minmax(0, 2fr)',
        render: ({ job }) => <Truncated>{job.title}</Truncated>,
      },
      {
        key: 'contact',
        header: t('customer'),
        width: 'minmax(0, 1.2fr)',
        secondary: true,
        render: ({ contactName }) => <Truncated>{contactName}</Truncated>,
      },
      {
        key: 'at',
        header: t('when'),
        width: '150px',
        secondary: true,
        render: ({ at, anyTime }) =>
          at === undefined ? '' : <Time title={format.full(at)}>{format.visit({ start: at, anyTime })}</Time>,
      },
      {
        key: 'place',
        header: t('place'),
        width: 'minmax(0, 1.2fr)',
        secondary: true,
        render: ({ place }) => <Truncated>{place}</Truncated>,
      },
      {
        key: 'state',
        header: t('stateLabel'),
        width: '132px',
        render: ({ job }) => <JobStateBadge job={job} now={now} />,
      },
    ],
    [t, format, now],
  );
}
