import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ImportOf } from '#shared/import/targets.ts';
import { useAccess } from '#renderer/state/session.ts';
import { EmptyState, Page } from '#renderer/ui/index.ts';
import { ImportSteps } from './import-steps.tsx';
import classes from './import.module.css';

/** Brings a file in: people or a price list. Routes `/import/contacts` and `/import/services`. */
export function ImportPage() {
  const { what } = useParams({ strict: false });
  const of: ImportOf = what === 'services' ? 'services' : 'contacts';
  return <ImportOfOne key={of} of={of} />;
}

function ImportOfOne({ of }: { of: ImportOf }) {
  const { t } = useTranslation('import');
  const navigate = useNavigate();
  // That a file was brought in is kept beside the people, whatever it held.
  const people = useAccess('people');
  const prices = useAccess('desk');
  const mayWrite = people === 'write' && (of === 'contacts' || prices === 'write');
  const back = () =>
    void navigate(
      of === 'contacts' ? { to: '/people' } : { to: '/settings/$section', params: { section: 'services' } },
    );
  return (
    <Page
      title={t(of)}
      filters={
        <Button
          size="xs"
          variant="subtle"
          leftSection={<IconArrowLeft size={16} stroke={1.5} />}
          onClick={back}
        >
          {t(`back_${of}`)}
        </Button>
      }
    >
      <div className={classes.content}>
        {mayWrite ? <ImportSteps of={of} onBack={back} /> : <EmptyState title={t(of)} text={t('readOnly')} />}
      </div>
    </Page>
  );
}
