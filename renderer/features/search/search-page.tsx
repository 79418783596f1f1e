import { useDeferredValue, useMemo, useRef, useState } from 'react';
import { NativeSelect, SegmentedControl } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { DataList, EmptyState, Page, SearchInput, type DataColumn } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useSearchAnswer, type SearchAnswer, type SearchHit } from '#renderer/state/search.ts';
import { filterOf, states, whats, whens, type Choice } from './filters.ts';
import { HitLine } from './hit-line.tsx';
import { useOpenHit } from './use-open-hit.ts';
import classes from './search.module.css';

/** Everything that was ever written down, found by a word of it. Route `/search?q=`. */
export function SearchPage() {
  const { t } = useTranslation('search');
  const navigate = useNavigate();
  const { q: query = '' } = useSearch({ strict: false });
  const now = useNow();
  const [choice, setChoice] = useState<Choice>({ what: 'all', when: 'any', state: 'any' });
  const filter = useMemo(() => filterOf(choice, now), [choice, now]);
  const answer = useSearchAnswer(useDeferredValue(query), filter);
  const open = useOpenHit();
  const list = useRef<HTMLDivElement>(null);
  const setQuery = (q: string) =>
    ignore(navigate({ to: '/search', search: q === '' ? {} : { q }, replace: true }));

  function handleKey(event: React.KeyboardEvent) {
    const [first] = answer?.hits ?? [];
    if (event.key === 'ArrowDown') list.current?.querySelector<HTMLElement>('[role=grid]')?.focus();
    else if (event.key === 'Enter' && first !== undefined) open(first);
    else return;
    event.preventDefault();
  }

  const filters = (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- keys that the field itself does not use */}
      <div onKeyDown={handleKey}>
        <SearchInput label={t('search')} value={query} onChange={setQuery} width={320} focused />
      </div>
      <SegmentedControl
        role="radiogroup"
        size="xs"
        aria-label={t('what')}
        value={choice.what}
        onChange={(what) => setChoice({ ...choice, what })}
        data={whats.map((value) => ({ value, label: t(`whats.${value}`) }))}
      />
      <NativeSelect
        size="xs"
        aria-label={t('when')}
        value={choice.when}
        onChange={(event) => setChoice({ ...choice, when: event.currentTarget.value as Choice['when'] })}
        data={whens.map((value) => ({ value, label: t(`whens.${value}`) }))}
      />
      {choice.what === 'messages' && (
        <NativeSelect
          size="xs"
          aria-label={t('state')}
          value={choice.state}
          onChange={(event) => setChoice({ ...choice, state: event.currentTarget.value as Choice['state'] })}
          data={states.map((value) => ({ value, label: t(`states.${value}`) }))}
        />
      )}
    </>
  );
  return (
    <Page title={t('title')} filters={filters}>
      <div className={classes.page} ref={list}>
        <Hits query={query} answer={answer} onOpen={open} />
      </div>
    </Page>
  );
}

interface HitsProps {
  query: string;
  answer: SearchAnswer | undefined;
  onOpen: (hit: SearchHit) => void;
}

type Row = SearchHit & { id: string };

function Hits({ query, answer, onOpen }: HitsProps) {
  const { t } = useTranslation('search');
  const format = useFormat();
  const columns = useMemo(
    (): DataColumn<Row>[] => [
      { key: 'hit', header: t('found'), render: (hit) => <HitLine hit={hit} at={format.day(hit.at)} /> },
    ],
    [t, format],
  );
  const icon = <IconSearch size={28} stroke={1.5} />;
  if (query.trim() === '') return <EmptyState icon={icon} title={t('start')} text={t('startText')} />;
  if (answer === undefined) return null;
  return (
    <>
      <output className={classes.count}>
        {t('count', { count: answer.total })}
        {!answer.complete && ` · ${t('stillIndexing')}`}
      </output>
      <div className={classes.hits}>
        <DataList
          label={t('found')}
          rows={answer.hits}
          columns={columns}
          rowHeight={56}
          compact
          onOpen={onOpen}
          empty={<EmptyState icon={icon} title={t('nothing')} text={t('nothingText')} />}
        />
      </div>
    </>
  );
}
