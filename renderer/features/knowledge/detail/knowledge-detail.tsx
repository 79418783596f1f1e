import { Button } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Knowledge, KnowledgeStatus } from '#shared/domain/knowledge.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { DetailPane, EditableText, EmptyState, FieldRow, ReadOnly, Section } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { KnowledgeBadge } from '../knowledge-badge.tsx';
import { nameOf } from '../list/rows.ts';
import { UsedOn } from './used-on.tsx';
import classes from './knowledge-detail.module.css';

/** One entry: its words, whether it counts, and where it comes from. */
export function KnowledgeDetail({ id }: { id: string }) {
  const { t } = useTranslation('knowledge');
  const navigate = useNavigate();
  const row = useRecord('knowledge', id);
  const readOnly = useAccess('desk') !== 'write';
  const close = () => ignore(navigate({ to: '/knowledge' }));
  if (row === undefined)
    return (
      <EmptyState
        title={t('gone')}
        text={t('goneText')}
        action={{ label: t('backToList'), onClick: close }}
      />
    );
  return (
    <DetailPane
      title={nameOf(row)}
      subtitle={<KnowledgeBadge status={row.status} />}
      actions={readOnly ? undefined : <Actions row={row} onRemoved={close} />}
      onClose={close}
    >
      <ReadOnly when={readOnly}>
        <Fields row={row} />
      </ReadOnly>
      <UsedOn row={row} readOnly={readOnly} />
      <Origin row={row} readOnly={readOnly} />
    </DetailPane>
  );
}

function Actions({ row, onRemoved }: { row: Knowledge; onRemoved: () => void }) {
  const { t } = useTranslation('knowledge');
  const ids = [row.id];
  const set = (status: KnowledgeStatus) => ignore(run('knowledge.setStatus', { ids, status }));
  async function remove() {
    const done = await run('knowledge.remove', { ids });
    if (done.ok) onRemoved();
  }
  return (
    <>
      {row.status !== 'approved' && (
        <Button size="xs" onClick={() => set('approved')}>
          {t('approve')}
        </Button>
      )}
      {row.status === 'archived' ? (
        <Button size="xs" variant="default" onClick={() => ignore(remove())}>
          {t('remove')}
        </Button>
      ) : (
        <Button size="xs" variant="default" onClick={() => set('archived')}>
          {t('archive')}
        </Button>
      )}
    </>
  );
}

function Fields({ row }: { row: Knowledge }) {
  const { t } = useTranslation('knowledge');
  const isAnswer = row.kind === 'answer';
  const save = (fields: Partial<Pick<Knowledge, 'title' | 'text'>>) =>
    run('knowledge.update', { id: row.id, fields });
  return (
    <div className={classes.fields}>
      <EditableText
        label={t(isAnswer ? 'question' : 'heading')}
        value={row.title}
        validate={(title) =>
          title.length > 300
            ? t('tooLong', { count: 300 })
            : isAnswer && title === ''
              ? t('needed')
              : undefined
        }
        onSave={(title) => save({ title })}
      />
      <EditableText
        label={t(isAnswer ? 'answer' : 'passage')}
        multiline
        value={row.text}
        validate={(text) =>
          text === '' ? t('needed') : text.length > 4000 ? t('tooLong', { count: 4000 }) : undefined
        }
        onSave={(text) => save({ text })}
      />
      <p className={classes.hint}>{t('pricesHint')}</p>
    </div>
  );
}

/** Where it comes from; the passages of a document can be approved together once they are read. */
function Origin({ row, readOnly }: { row: Knowledge; readOnly: boolean }) {
  const { t } = useTranslation('knowledge');
  const format = useFormat();
  const { documentId } = row;
  const siblings = useRecords('knowledge').filter(
    (each) => documentId !== undefined && each.documentId === documentId,
  );
  const waiting = siblings.filter(({ status }) => status === 'draft').map(({ id }) => id);
  const all = siblings.filter(({ status }) => status !== 'archived').map(({ id }) => id);
  const set = (ids: string[], status: KnowledgeStatus) => ignore(run('knowledge.setStatus', { ids, status }));
  return (
    <Section title={t('origin')}>
      <FieldRow label={t('source')}>
        <p className={classes.line}>
          {row.documentName ?? t(`source_${row.source}`)}
          {row.edited === true && ` · ${t('edited')}`}
        </p>
      </FieldRow>
      <FieldRow label={t('addedOn')}>
        <p className={classes.line}>{format.day(row.createdAt)}</p>
      </FieldRow>
      {siblings.length > 1 && (
        <FieldRow label={t('document')}>
          <p className={classes.line}>
            {t('partOf', { part: (row.part ?? 0) + 1, count: siblings.length, waiting: waiting.length })}
          </p>
          {!readOnly && (
            <div className={classes.buttons}>
              {waiting.length > 0 && (
                <Button size="xs" variant="default" onClick={() => set(waiting, 'approved')}>
                  {t('approveAll', { count: waiting.length })}
                </Button>
              )}
              {all.length > 0 && (
                <Button size="xs" variant="default" onClick={() => set(all, 'archived')}>
                  {t('archiveAll')}
                </Button>
              )}
            </div>
          )}
        </FieldRow>
      )}
    </Section>
  );
}
