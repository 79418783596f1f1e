import { useMemo, useState } from 'react';
import { Button, NativeSelect, SegmentedControl } from '@mantine/core';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { dayBounds } from '#shared/domain/local-time.ts';
import { ListPage, SearchInput } from '#renderer/ui/index.ts';
import { openAddForm } from '#renderer/state/add-form.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useEarlierYears } from '#renderer/state/history.ts';
import { useNow } from '#renderer/state/now.ts';
import { useJobs } from '#renderer/state/jobs.ts';
import { useTable } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { JobBoard } from './board/job-board.tsx';
import { JobDetail } from './detail/job-detail.tsx';
import type { JobFilter, JobRow } from './list/job-filter.ts';
import { jobFilters, matchesFilter, matchesQuery, sortRows, toRow } from './list/job-filter.ts';
import { JobList } from './list/job-list.tsx';

/** A year in which a job is open or to be invoiced is never closed. */
const hasHistory: ReadonlySet<JobFilter> = new Set(['done', 'cancelled']);

const addJob = () => openAddForm('job');

/** All jobs as a list or as a board, with one open beside the list. Routes `/jobs` and `/jobs/$jobId`. */
export function JobsPage() {
  const { t } = useTranslation('jobs');
  const { jobId } = useParams({ strict: false });
  const navigate = useNavigate();
  const now = useNow();
  const readOnly = useAccess('work') !== 'write';
  const seesMoney = useAccess('money') !== 'none';
  const filters = jobFilters.filter((each) => seesMoney || each !== 'toInvoice');
  const [query, setQuery] = useState('');
  const { show } = useSearch({ strict: false });
  const [filter, setFilter] = useState(() => filters.find((each) => each === show) ?? 'open');
  const [view, setView] = useState<'list' | 'board'>('list');
  const rows = useRows(query, now);
  const earlier = useEarlierYears('work', rows.length);
  const listed = useFiltered(rows, filter, now);
  const open = (id: string) => void navigate({ to: '/jobs/$jobId', params: { jobId: id } });
  const showBoard = view === 'board' && jobId === undefined;

  const controls = (
    <>
      <SearchInput label={t('search')} value={query} onChange={setQuery} width={200} />
      {!showBoard && (
        <NativeSelect
          size="xs"
          aria-label={t('which')}
          value={filter}
          onChange={(event) => setFilter(event.currentTarget.value as JobFilter)}
          data={filters.map((value) => ({ value, label: t(`filter.${value}`) }))}
        />
      )}
      {jobId === undefined && (
        <SegmentedControl
          role="radiogroup"
          size="xs"
          aria-label={t('view')}
          value={view}
          onChange={(value) => setView(value)}
          data={[
            { value: 'list', label: t('list') },
            { value: 'board', label: t('boardView') },
          ]}
        />
      )}
    </>
  );
  return (
    <ListPage
      title={t('title')}
      filters={controls}
      add={{ label: t('add'), onClick: addJob }}
      beside={
        !readOnly && (
          <Button
            size="xs"
            variant="default"
            onClick={() => void navigate({ to: '/import/$what', params: { what: 'jobs' } })}
          >
            {t('import')}
          </Button>
        )
      }
      readOnly={readOnly}
      instead={showBoard ? <JobBoard rows={rows} now={now} onOpen={open} /> : undefined}
      list={
        <JobList
          rows={listed}
          now={now}
          selectedId={jobId}
          earlier={hasHistory.has(filter) ? earlier : undefined}
          anyJobs={rows.length > 0 || query !== ''}
          onOpen={open}
          onAdd={readOnly ? undefined : addJob}
        />
      }
      listWidth={360}
      openId={jobId}
      detail={jobId !== undefined && <JobDetail id={jobId} now={now} />}
      detailLabel={t('job')}
      onClose={() => void navigate({ to: '/jobs' })}
    />
  );
}

function useRows(query: string, now: number): JobRow[] {
  const jobs = useJobs();
  const contacts = useTable('contacts');
  const sites = useTable('sites');
  const all = useMemo(
    () =>
      jobs.map((job) =>
        toRow(job, contacts.get(job.contactId)?.name ?? '', sites.get(job.siteId ?? ''), now),
      ),
    [jobs, contacts, sites, now],
  );
  return useMemo(
    () =>
      sortRows(
        all.filter((row) => matchesQuery(row, query)),
        'open',
      ),
    [all, query],
  );
}

function useFiltered(rows: JobRow[], filter: JobFilter, now: number): JobRow[] {
  const { timeZone } = useFormat();
  return useMemo(() => {
    const today = dayBounds(now, timeZone);
    const kept = rows.filter(({ job }) => matchesFilter(job, filter, today));
    return sortRows(kept, filter);
  }, [rows, filter, now, timeZone]);
}
