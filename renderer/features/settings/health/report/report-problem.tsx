import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '#renderer/ui/index.ts';
import { ReportDialog } from './report-dialog.tsx';

/** A file for whoever helps with a problem. Nothing is sent from here. */
export function ReportProblem() {
  const { t } = useTranslation('failures');
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title={t('title')} hint={t('hint')}>
      <Button variant="default" mt={8} onClick={() => setOpen(true)}>
        {t('open')}
      </Button>
      {isOpen && <ReportDialog onClose={() => setOpen(false)} />}
    </Section>
  );
}
