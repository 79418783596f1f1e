import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecord, useRecords } from '#renderer/state/records.ts';
import classes from './insight.module.css';

/** Labels that seem to fit, one key away; none is set by itself. */
export function SuggestedLabels({
  conversationId,
  labelIds,
}: {
  conversationId: string;
  labelIds: string[];
}) {
  const { t } = useTranslation('insight');
  const labels = useRecords('labels');
  const has = useRecord('conversations', conversationId)?.labels ?? {};
  const offered = labels.filter(({ id }) => labelIds.includes(id) && !(id in has));
  if (offered.length === 0) return null;
  return (
    <div className={classes.labels}>
      {offered.map(({ id, name }) => (
        <Button
          key={id}
          size="compact-xs"
          variant="default"
          leftSection={<IconPlus size={14} stroke={1.5} />}
          aria-label={t('addLabel', { name })}
          onClick={() => ignore(run('conversation.label', { id: conversationId, labelId: id, on: true }))}
        >
          {name}
        </Button>
      ))}
    </div>
  );
}
