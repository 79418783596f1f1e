import { lazy, Suspense } from 'react';
import { spotlight } from '@mantine/spotlight';
import { ignore } from '#shared/lib/ignore.ts';
import { lockVault } from '#renderer/state/vault-client.ts';
import { closeAddForm, useAddForm } from '#renderer/state/add-form.ts';
import { toggleAgent, useAgent } from '#renderer/state/agent.ts';
import { closeCall, openCall, useCall } from '#renderer/state/call.ts';
import { closeErasing, useErasing } from '#renderer/state/erasing.ts';
import { useFormat } from '#renderer/state/format.ts';
import { unsavedInput } from '#renderer/state/unsaved.ts';
import { FieldLocale, KeepsUnsaved } from '#renderer/ui/index.ts';
import { FactorDialog } from './factor-dialog.tsx';
import { Frame } from './frame/frame.tsx';
import { ShortcutHelp } from './shortcuts/shortcut-help.tsx';
import { useShortcuts } from './shortcuts/use-shortcuts.ts';
import { useAlerts } from './use-alerts.ts';
import { useJoinNotice } from './use-join-notice.ts';
import { useHandOffNotices } from './use-hand-off-notices.ts';
import { useRelayNotices } from './use-relay-notices.ts';
import { useAutoLock } from './use-auto-lock.ts';
import { useReadyScreens } from './use-ready-screens.ts';

const AgentPanel = lazy(async () => ({
  default: (await import('#renderer/features/agent/index.ts')).AgentPanel,
}));
const CallDialog = lazy(async () => ({
  default: (await import('#renderer/features/call/index.ts')).CallDialog,
}));
const EnquiryDialog = lazy(async () => ({
  default: (await import('#renderer/features/enquiry/index.ts')).EnquiryDialog,
}));
const ErasureDialog = lazy(async () => ({
  default: (await import('#renderer/features/erasure/index.ts')).ErasureDialog,
}));
const JobDialog = lazy(async () => ({
  default: (await import('#renderer/features/job-form/index.ts')).JobDialog,
}));
const Palette = lazy(() => import('./palette/palette.tsx'));

/** The unlocked window: the frame, and what works from everywhere. */
export function Shell() {
  const { helpOpened, openHelp, closeHelp } = useShortcuts();
  const asking = useAgent((agent) => agent.opened);
  const calling = useCall((call) => call.opened);
  const adding = useAddForm(({ form }) => form);
  const erasing = useErasing((state) => state.question);
  const { locale } = useFormat();
  const lock = () => ignore(lockVault());
  useAutoLock(lock);
  useJoinNotice();
  useRelayNotices();
  useHandOffNotices();
  useAlerts();
  useReadyScreens();
  return (
    <FieldLocale locale={locale}>
      <KeepsUnsaved keeping={unsavedInput}>
        <Frame onSearch={spotlight.open} onAsk={toggleAgent} onCall={openCall} onLock={lock} />
        {asking && (
          <Suspense>
            <AgentPanel />
          </Suspense>
        )}
        {calling && (
          <Suspense>
            <CallDialog onClose={closeCall} />
          </Suspense>
        )}
        {adding?.of === 'enquiry' && (
          <Suspense>
            <EnquiryDialog contactId={adding.contactId} onClose={closeAddForm} />
          </Suspense>
        )}
        {adding?.of === 'job' && (
          <Suspense>
            <JobDialog contactId={adding.contactId} onClose={closeAddForm} />
          </Suspense>
        )}
        {erasing !== undefined && (
          <Suspense>
            <ErasureDialog question={erasing} onClose={closeErasing} />
          </Suspense>
        )}
        <Suspense>
          <Palette lock={lock} showShortcuts={openHelp} />
        </Suspense>
        <FactorDialog />
        <ShortcutHelp opened={helpOpened} onClose={closeHelp} />
      </KeepsUnsaved>
    </FieldLocale>
  );
}
