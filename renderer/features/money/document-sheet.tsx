import type { ReactNode } from 'react';
import { Group } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { PageAction } from '#renderer/ui/index.ts';
import { type RecordPlace, useOpenLog } from '#renderer/state/open-record.ts';
import { LogLink, Page } from '#renderer/ui/index.ts';
import { useDocumentStyles } from '#renderer/state/paper/use-document-styles.ts';
import classes from './document.module.css';

interface DocumentSheetProps {
  title: string;
  badge: ReactNode;
  /** Of what record it is. */
  record: RecordPlace;
  actions: ReactNode;
  primary?: PageAction;
  /** What is to be known of it before anything else. */
  notes?: ReactNode;
  /** What belongs to the document and is not printed. */
  aside?: ReactNode;
  children: ReactNode;
}

/** The document as a sheet of paper, with what can be done with it above. */
export function DocumentSheet({
  title,
  badge,
  record,
  actions,
  primary,
  notes,
  aside,
  children,
}: DocumentSheetProps) {
  const { t } = useTranslation('money');
  useDocumentStyles();
  const bar = (
    <>
      <Link to="/money" className={classes.back}>
        <IconArrowLeft size={18} stroke={1.5} />
        {t('title')}
      </Link>
      {badge}
      <LogLink onOpen={useOpenLog(record)} />
      <Group gap={8} ml="auto">
        {actions}
      </Group>
    </>
  );
  return (
    <Page title={title} filters={bar} action={primary} wide>
      <div className={classes.surface}>
        {notes !== undefined && <div className={classes.notes}>{notes}</div>}
        {/* Wider than a small window: who has no mouse moves it with the arrows. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys */}
        <section className={classes.paper} aria-label={title} tabIndex={0}>
          {children}
        </section>
        {aside !== undefined && <aside className={classes.aside}>{aside}</aside>}
      </div>
    </Page>
  );
}
