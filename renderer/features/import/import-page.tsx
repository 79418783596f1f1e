import { Button, NativeSelect } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { importKinds } from '#shared/import/targets.ts';
import { useAccess } from '#renderer/state/session.ts';
import { EmptyState, Page } from '#renderer/ui/index.ts';
import { ChatSteps } from './chat/chat-steps.tsx';
import { CallSteps } from './calls/call-steps.tsx';
import { ImportSteps } from './import-steps.tsx';
import classes from './import.module.css';

/** What can be brought in; all but the last kinds are rows of a file. */
const kinds = [...importKinds, 'chats', 'calls'] as const;
type Kind = (typeof kinds)[number];

/** Brings a file in: people, prices, jobs, invoices from elsewhere, a chat. Routes `/import/contacts`, `/import/jobs`, … */
export function ImportPage() {
  const { what } = useParams({ strict: false });
  const of = kinds.find((kind) => kind === what) ?? 'contacts';
  return <ImportOfOne key={of} of={of} />;
}

/** Where the records are kept, and where one comes from. */
const compartments = {
  contacts: 'people',
  services: 'desk',
  jobs: 'work',
  invoices: 'money',
  chats: 'talk',
  calls: 'talk',
} as const;
const backTo = {
  contacts: { to: '/people' },
  services: { to: '/settings/$section', params: { section: 'services' } },
  jobs: { to: '/jobs' },
  invoices: { to: '/money' },
  chats: { to: '/inbox' },
  calls: { to: '/people' },
} as const;

function ImportOfOne({ of }: { of: Kind }) {
  const { t } = useTranslation('import');
  const navigate = useNavigate();
  // That a file was brought in is kept beside the people, whatever it held.
  const people = useAccess('people');
  const holds = useAccess(compartments[of]);
  const mayWrite = people === 'write' && holds === 'write';
  const back = () => void navigate(backTo[of]);
  const title = t(of === 'calls' ? 'calls.title' : of === 'chats' ? 'chat.title' : of);
  return (
    <Page
      title={title}
      filters={
        <>
          <Button
            size="xs"
            variant="subtle"
            leftSection={<IconArrowLeft size={16} stroke={1.5} />}
            onClick={back}
          >
            {t(`back_${of}`)}
          </Button>
          <NativeSelect
            size="xs"
            aria-label={t('what')}
            value={of}
            data={kinds.map((value) => ({ value, label: t(`what_${value}`) }))}
            onChange={({ currentTarget: { value: what } }) =>
              void navigate({ to: '/import/$what', params: { what } })
            }
          />
        </>
      }
    >
      <div className={classes.content}>
        {mayWrite ? <Steps of={of} onBack={back} /> : <EmptyState title={title} text={t('readOnly')} />}
      </div>
    </Page>
  );
}

function Steps({ of, onBack }: { of: Kind; onBack: () => void }) {
  const navigate = useNavigate();
  const open = (conversationId: string) =>
    void navigate({ to: '/inbox/$conversationId', params: { conversationId } });
  if (of === 'calls') return <CallSteps />;
  return of === 'chats' ? <ChatSteps onOpen={open} /> : <ImportSteps of={of} onBack={onBack} />;
}
