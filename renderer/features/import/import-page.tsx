import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { importKinds, type ImportOf } from '#shared/import/targets.ts';
import { useAccess } from '#renderer/state/session.ts';
import { EmptyState, Page } from '#renderer/ui/index.ts';
import { ImportSteps } from './import-steps.tsx';
import classes from './import.module.css';

/** Brings a file in: people, a price list, jobs, invoices from elsewhere. Routes `/import/contacts`, `/import/jobs`, … */
export function ImportPage() {
  const { what } = useParams({ strict: false });
  const of = importKinds.find((kind) => kind === what) ?? 'contacts';
  return <ImportOfOne key={of} of={of} />;
}

/** Where the records are kept, and where one comes from. */
const compartments = { contacts: 'people', services: 'desk', jobs: 'work', invoices: 'money' } as const;
const backTo = {
  contacts: { to: '/people' },
  services: { to: '/settings/$section', params: { section: 'services' } },
  jobs: { to: '/jobs' },
  invoices: { to: '/money' },
} as const;

function ImportOfOne({ of }: { of: ImportOf }) {
  const { t } = useTranslation('import');
  const navigate = useNavigate();
  // That a file was brought in is kept beside the people, whatever it held.
  const people = useAccess('people');
  const holds = useAccess(compartments[of]);
  const mayWrite = people === 'write' && holds === 'write';
  const back = () => void navigate(backTo[of]);
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
