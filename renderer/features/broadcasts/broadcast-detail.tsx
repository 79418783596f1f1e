import { useState } from 'react';
import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { messageOf, resultKinds } from '#shared/commands/broadcast/results.ts';
import { type Broadcast, openRests } from '#shared/domain/broadcast/broadcast.ts';
import { quietUntil } from '#shared/domain/broadcast/quiet.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecord, windowRecords } from '#renderer/state/records.ts';
import {
  ConfirmDialog,
  type DataColumn,
  DataList,
  DetailPane,
  EmptyState,
  Truncated,
} from '#renderer/ui/index.ts';
import { BroadcastState } from './broadcast-state.tsx';
import { resultsFile } from './results-file.ts';
import { type Results, type ResultRow, useResults, useResultWords } from './use-results.ts';
import classes from './broadcasts.module.css';

interface BroadcastDetailProps {
  broadcast: Broadcast;
  readOnly: boolean;
  /** To another one that came of it. */
  onOpen: (id: string) => void;
  onClose: () => void;
}

/** A broadcast that is scheduled, goes out or is over: how far it is, what can be done, and what became of it for each. */
export function BroadcastDetail({ broadcast, readOnly, onOpen, onClose }: BroadcastDetailProps) {
  const { t } = useTranslation('broadcasts');
  const { dayAndTime } = useFormat();
  const results = useResults(broadcast);
  const template = useRecord('messageTemplates', broadcast.templateId ?? '');
  const { stage, totals } = results;
  const rest = stage === 'paused' ? openRests(broadcast)[0] : undefined;
  const restWords = ({ why, at }: NonNullable<typeof rest>) =>
    t(why === 'channel' && broadcast.mail !== undefined ? 'rest.mailbox' : `rest.${why}`, {
      when: dayAndTime(at),
    });
  const left = Object.entries(broadcast.leftOut ?? {}).toSorted(([, a], [, b]) => b - a);
  return (
    <DetailPane
      title={broadcast.name}
      subtitle={
        <>
          <BroadcastState stage={stage} />
          <span>
            {broadcast.startAt !== undefined &&
              t(stage === 'waiting' ? 'begins' : 'began', { when: dayAndTime(broadcast.startAt) })}
            {broadcast.mail !== undefined && ` · ${t('byMail', { subject: broadcast.mail.subject })}`}
            {template !== undefined && ` · ${t('by', { template: template.name })}`}
          </span>
        </>
      }
      onClose={onClose}
    >
      <div className={classes.detail}>
        {rest !== undefined && <output className={classes.rest}>{restWords(rest)}</output>}
        {stage === 'running' && <QuietNow broadcast={broadcast} />}
        <Deeds broadcast={broadcast} results={results} readOnly={readOnly} onOpen={onOpen} />
        <dl className={classes.totals}>
          <Total word={t('recipients')} count={totals.of} />
          {resultKinds
            .filter((kind) => totals.by[kind] > 0)
            .map((kind) => (
              <Total key={kind} word={t(`result.${kind}`)} count={totals.by[kind]} />
            ))}
          {broadcast.mail === undefined && <Total word={t('replies')} count={totals.replies} />}
        </dl>
        {left.length > 0 && (
          <Text size="sm" c="dimmed">
            {t('leftOutThen', {
              list: left.map(([why, count]) => `${count} ${t(`why.${why}` as 'why.noConsent')}`).join(' · '),
            })}
          </Text>
        )}
        <ResultList broadcast={broadcast} results={results} />
      </div>
    </DetailPane>
  );
}

/** Says why nothing goes out now, in the hours that its owner keeps quiet. */
function QuietNow({ broadcast }: { broadcast: Broadcast }) {
  const { t } = useTranslation('broadcasts');
  const { dayAndTime, timeZone } = useFormat();
  const until = quietUntil(broadcast, timeZone, useNow());
  if (until === undefined) return null;
  return (
    <Text component="output" display="block" size="sm" mt={8}>
      {t('quietNow', { when: dayAndTime(until) })}
    </Text>
  );
}

function Total({ word, count }: { word: string; count: number }) {
  return (
    <div>
      <dt>{word}</dt>
      <dd>{count}</dd>
    </div>
  );
}

interface DeedsProps extends Omit<BroadcastDetailProps, 'onClose'> {
  results: Results;
}

function Deeds({ broadcast, results, readOnly, onOpen }: DeedsProps) {
  const { t } = useTranslation('broadcasts');
  const [ends, setEnds] = useState(false);
  const { id } = broadcast;
  const { stage, totals } = results;
  const isGoing = stage === 'waiting' || stage === 'running' || stage === 'paused';
  const isBegun = totals.by.waiting < totals.of;
  const openWhatComes = async (name: 'broadcast.reopen' | 'broadcast.copy') => {
    const made = await run(name, { id });
    if (made.ok) onOpen(made.value.id);
  };
  return (
    <Group gap={8} my={12}>
      {stage === 'paused' && (
        <Button size="xs" disabled={readOnly} onClick={() => ignore(run('broadcast.resume', { id }))}>
          {t('resume')}
        </Button>
      )}
      {(stage === 'waiting' || stage === 'running') && (
        <Button
          size="xs"
          variant="default"
          disabled={readOnly}
          onClick={() => ignore(run('broadcast.pause', { id }))}
        >
          {t('pause')}
        </Button>
      )}
      {isGoing && !isBegun && (
        <Button
          size="xs"
          variant="default"
          disabled={readOnly}
          onClick={() => ignore(openWhatComes('broadcast.reopen'))}
        >
          {t('change')}
        </Button>
      )}
      {isGoing && (
        <Button size="xs" variant="default" disabled={readOnly} onClick={() => setEnds(true)}>
          {t('end')}
        </Button>
      )}
      {!isGoing && (
        <Button
          size="xs"
          variant="default"
          disabled={readOnly}
          onClick={() => ignore(openWhatComes('broadcast.copy'))}
        >
          {t('again')}
        </Button>
      )}
      <ConfirmDialog
        opened={ends}
        danger
        title={t('askEnd')}
        confirmLabel={t('end')}
        cancelLabel={t('keep')}
        onConfirm={() => {
          setEnds(false);
          ignore(run('broadcast.cancel', { id }));
        }}
        onCancel={() => setEnds(false)}
      >
        {t('endText', { count: totals.by.waiting })}
      </ConfirmDialog>
    </Group>
  );
}

const filters = ['all', 'replied', ...resultKinds] as const;
type Filter = (typeof filters)[number];

function ResultList({ broadcast, results }: { broadcast: Broadcast; results: Results }) {
  const { t } = useTranslation('broadcasts');
  const navigate = useNavigate();
  const [filter, setFilter] = useState<Filter>('all');
  const words = useResultWords(broadcast);
  const columns = useColumns(broadcast);
  const { rows, totals } = results;
  const countOf = (each: Filter): number =>
    each === 'all' ? totals.of : each === 'replied' ? totals.replies : totals.by[each];
  const shown = rows.filter(
    ({ recipient, result }) =>
      filter === 'all' || (filter === 'replied' ? recipient.reply !== undefined : result.is === filter),
  );

  function open({ recipient }: ResultRow) {
    const conversationId = messageOf(windowRecords, recipient)?.conversationId;
    const { contactId } = recipient;
    if (conversationId === undefined) void navigate({ to: '/people/$contactId', params: { contactId } });
    else void navigate({ to: '/inbox/$conversationId', params: { conversationId } });
  }

  function exportRows() {
    const headers = [t('person'), t('outcome'), t('reason'), t('sentAt'), t('replied')] as const;
    const text = resultsFile(shown, { headers, of: ({ result }) => words(result), yes: t('yes') });
    const name = broadcast.name.replaceAll(/[^\p{L}\p{N}]+/gu, '-').replaceAll(/^-|-$/g, '');
    offerFile(`${name || 'broadcast'}.csv`, new Blob([text], { type: 'text/csv' }));
  }

  return (
    <>
      <Group gap={8} align="flex-end" mt={12} mb={8}>
        <NativeSelect
          size="xs"
          aria-label={t('show')}
          value={filter}
          data={filters
            .filter((each) => each === 'all' || each === filter || countOf(each) > 0)
            .map((each) => ({
              value: each,
              label: t('filter', {
                what: each === 'all' || each === 'replied' ? t(each) : t(`result.${each}`),
                count: countOf(each),
              }),
            }))}
          onChange={({ currentTarget }) =>
            setFilter(filters.find((each) => each === currentTarget.value) ?? 'all')
          }
        />
        <Button size="xs" variant="subtle" color="gray" onClick={exportRows}>
          {t('export')}
        </Button>
      </Group>
      <div className={classes.rows}>
        <DataList
          label={t('recipients')}
          rows={shown}
          columns={columns}
          onOpen={open}
          empty={<EmptyState title={t('nobodyHere')} />}
        />
      </div>
    </>
  );
}

function useColumns(broadcast: Broadcast): DataColumn<ResultRow>[] {
  const { t } = useTranslation('broadcasts');
  const { short } = useFormat();
  const words = useResultWords(broadcast);
  return [
    {
      key: 'name',
      header: t('person'),
      width: 'minmax(0, 1.4fr)',
      render: ({ name }) => <Truncated>{name}</Truncated>,
    },
    {
      key: 'result',
      header: t('outcome'),
      width: '112px',
      render: ({ result }) => words(result).word,
    },
    {
      key: 'why',
      header: t('reason'),
      width: 'minmax(0, 2fr)',
      render: ({ result, recipient }) => (
        <Truncated>{recipient.reply === undefined ? words(result).why : t('hasReplied')}</Truncated>
      ),
    },
    {
      key: 'sentAt',
      header: t('sentAt'),
      width: '96px',
      secondary: true,
      render: ({ recipient: { sentAt } }) => (sentAt === undefined ? '' : short(sentAt, Date.now())),
    },
  ];
}
