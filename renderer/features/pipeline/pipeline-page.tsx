import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { IconLayoutKanban, IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { pipelineOf } from '#shared/records/pipeline.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { openAddForm } from '#renderer/state/add-form.ts';
import { useNow } from '#renderer/state/now.ts';
import { jobsAndParts } from '#renderer/state/jobs.ts';
import { useReader } from '#renderer/state/records.ts';
import { useEnquiryScores } from '#renderer/state/scores.ts';
import { useAccess } from '#renderer/state/session.ts';
import { EmptyState, KeepsUnsaved, Page } from '#renderer/ui/index.ts';
import { Board, columnLength } from './board.tsx';
import { LostDialog } from './lost-dialog.tsx';
import { StageDialog } from './stage-dialog.tsx';
import { useMoves } from './use-moves.ts';

const looked = [
  'enquiries',
  'enquiryWorths',
  'contacts',
  'conversations',
  'members',
  'stages',
  'tasks',
  ...jobsAndParts,
] as const;

/** What people ask for, by where it stands. Route `/pipeline`. */
export function PipelinePage() {
  const { t } = useTranslation('pipeline');
  const records = useReader(looked);
  const now = useNow();
  const columns = useMemo(() => pipelineOf(records, now), [records, now]);
  const cards = columns.flatMap((column) =>
    column.key === 'won' || column.key === 'lost' ? [] : column.cards.slice(0, columnLength),
  );
  const scores = useEnquiryScores(
    records,
    cards.map(({ enquiry }) => enquiry),
  );
  const mayWrite = useAccess('people') === 'write';
  const mayName = useAccess('desk') === 'write';
  const moves = useMoves(columns);
  function moveStage(id: string, at: string): void {
    const own = columns.filter(({ name }) => name !== undefined).map(({ key }) => key);
    const to = own.indexOf(at);
    if (to !== -1 && at !== id) ignore(run('stage.move', { id, to }));
  }

  /** The stage whose name is asked; `new` for another one. */
  const [stage, setStage] = useState<string>();
  const add = { label: t('add'), onClick: () => openAddForm('enquiry') };
  return (
    <Page
      title={t('title')}
      wide
      beside={
        mayName && (
          <Button size="xs" variant="default" onClick={() => setStage('new')}>
            {t('addStage')}
          </Button>
        )
      }
      action={{ ...add, icon: <IconPlus size={16} stroke={1.5} />, readOnly: !mayWrite }}
    >
      {columns.every(({ cards }) => cards.length === 0) ? (
        <EmptyState
          icon={<IconLayoutKanban size={28} stroke={1.5} />}
          title={t('empty')}
          text={t('emptyText')}
          {...(mayWrite && { action: add })}
        />
      ) : (
        <Board
          columns={columns}
          scores={scores}
          onMove={mayWrite ? moves.move : undefined}
          onStage={mayName ? setStage : undefined}
          onMoveStage={mayName ? moveStage : undefined}
        />
      )}
      <KeepsUnsaved of="pipeline">
        {moves.losing !== undefined && <LostDialog enquiry={moves.losing} onClose={moves.keep} />}
        {stage !== undefined && <StageDialog id={stage} onClose={() => setStage(undefined)} />}
      </KeepsUnsaved>
    </Page>
  );
}
