import { Button } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Contact } from '#shared/domain/contact.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useAccess } from '#renderer/state/session.ts';

/** That somebody is no contact for having commented, and how they become one. */
export function Commenter({ contact: { id, onlyComments } }: { contact: Contact }) {
  const { t } = useTranslation('comments');
  const mayWrite = useAccess('people') === 'write';
  if (onlyComments === undefined) return null;
  return (
    <>
      <p>{t('person.only')}</p>
      {mayWrite && (
        <Button
          size="xs"
          variant="default"
          leftSection={<IconUserPlus size={16} stroke={1.5} />}
          onClick={() => ignore(run('contact.addCommenter', { id }))}
        >
          {t('person.add')}
        </Button>
      )}
    </>
  );
}
