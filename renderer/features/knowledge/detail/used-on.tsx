import { Button, MultiSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { accountIdOf } from '#shared/domain/channel.ts';
import type { Knowledge } from '#shared/domain/knowledge.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { FieldRow, Section } from '#renderer/ui/index.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import classes from './knowledge-detail.module.css';

/** On which numbers, pages and accounts customers may be told an entry; nothing chosen is everywhere. */
export function UsedOn({ row, readOnly }: { row: Knowledge; readOnly: boolean }) {
  const { t } = useTranslation('knowledge');
  const channels = useRecords('channels').toSorted((a, b) => a.createdAt - b.createdAt);
  const { documentId, onlyOn } = row;
  const others = useRecords('knowledge').filter(
    ({ id, ...each }) =>
      documentId !== undefined &&
      each.documentId === documentId &&
      id !== row.id &&
      keyOf(each.onlyOn) !== keyOf(onlyOn),
  );
  const names = new Map(channels.map((channel) => [accountIdOf(channel), channel.name]));
  const nameOf = (accountId: string) => names.get(accountId) ?? t('notConnected');
  const accounts = [...new Set([...names.keys(), ...(onlyOn ?? [])])];
  // With one channel there is nothing to choose.
  if (onlyOn === undefined && accounts.length < 2) return null;
  const limit = (ids: string[], wanted: string[] | undefined) =>
    ignore(run('knowledge.limit', { ids, onlyOn: wanted }));
  const told = onlyOn === undefined ? t('everywhere') : onlyOn.map(nameOf).join(', ') || t('nowhere');
  return (
    <Section title={t('usedOn')}>
      <FieldRow label={t(onlyOn === undefined ? 'channels' : 'onlyOn')}>
        {readOnly ? (
          <p className={classes.line}>{told}</p>
        ) : (
          <MultiSelect
            aria-label={t('usedOn')}
            size="xs"
            placeholder={onlyOn === undefined ? t('everywhere') : undefined}
            data={accounts.map((value) => ({ value, label: nameOf(value) }))}
            value={onlyOn ?? []}
            onChange={(wanted) => limit([row.id], wanted.length === 0 ? undefined : wanted)}
          />
        )}
        <p className={classes.hint}>{t('usedOnHint')}</p>
        {!readOnly && others.length > 0 && (
          <div className={classes.buttons}>
            <Button
              size="xs"
              variant="default"
              onClick={() =>
                limit(
                  others.map(({ id }) => id),
                  onlyOn,
                )
              }
            >
              {t('sameForDocument')}
            </Button>
          </div>
        )}
      </FieldRow>
    </Section>
  );
}

function keyOf(onlyOn: readonly string[] | undefined): string {
  return JSON.stringify(onlyOn?.toSorted());
}
