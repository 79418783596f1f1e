import { useState } from 'react';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import { useClosingOrder } from '#renderer/state/closing-order.ts';
import { useTeam } from '#renderer/state/team.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { SecretInput, Section } from '#renderer/ui/index.ts';
import type { ClosingStep, ClosingView } from '#renderer/vault/closing/api.ts';
import { ProblemText } from '../problem-text.tsx';
import { receiptHtml } from './receipt.ts';
import { RemoveHere } from './remove-here.tsx';
import { StepList } from './step-list.tsx';
import classes from './closing.module.css';

interface ClosedProps {
  closing: ClosingView;
  /** What was done on this device, since the window was opened. */
  steps: ClosingStep[];
  /** It is still being done. */
  busy: boolean;
}

/** A business that is closed, on any of its devices: what was done, what can still be had, and its end on this one. */
export function Closed({ closing, steps, busy }: ClosedProps) {
  const { t } = useTranslation('closing');
  const format = useFormat();
  const business = useRecord('business', 'business')?.name ?? '';
  const team = useTeam((state) => state.team);
  const { at, by, closesAt, removeAt } = closing;
  const who = by === undefined ? 'closedAt' : 'closedBy';

  function saveReceipt() {
    const html = receiptHtml(t, format, { business, closing, steps, team });
    offerFile('plumbline-closing.html', new Blob([html], { type: 'text/html' }));
  }

  return (
    <div>
      <Section title={t('closedTitle')} hint={`${t(who, { when: format.full(at), by })} ${t('closedHint')}`}>
        {closesAt > at && <p>{t('closesAt', { when: format.full(closesAt) })}</p>}
        <p>{t('goesHere', { when: format.full(removeAt) })}</p>
        <OrderNote />
        {steps.length > 0 && <StepList steps={steps} />}
        <div className={classes.deeds}>
          {steps.length > 0 && (
            <Button variant="default" loading={busy} onClick={saveReceipt}>
              {t('saveReceipt')}
            </Button>
          )}
          <Button
            variant="default"
            renderRoot={(props) => <Link {...props} to="/settings/$section" params={{ section: 'export' }} />}
          >
            {t('exportNow')}
          </Button>
          <RemoveHere disabled={busy} />
        </div>
      </Section>
      {closing.canReopen && <OpenAgain />}
    </div>
  );
}

/** The relay has not heard of it, or since when it has. */
function OrderNote() {
  const { t } = useTranslation('closing');
  const format = useFormat();
  const { order } = useClosingOrder();
  if (order === undefined) return null;
  const { url, since, takenAt } = order;
  const when = format.full(takenAt ?? since);
  return (
    <p>{t(takenAt === undefined ? 'order_open' : 'order_taken', { host: URL.parse(url)?.host, when })}</p>
  );
}

function OpenAgain() {
  const { t } = useTranslation('closing');
  const [passphrase, setPassphrase] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();

  async function reopen() {
    setBusy(true);
    const opened = await withFactor(() => vault().reopenBusiness(passphrase));
    setBusy(false);
    if (!opened.ok) setProblem(opened.error);
  }

  return (
    <Section title={t('again')} hint={t('again_hint')}>
      <form
        className={classes.again}
        onSubmit={(event) => {
          event.preventDefault();
          ignore(reopen());
        }}
      >
        <SecretInput
          label={t('passphrase')}
          value={passphrase}
          autoComplete="current-password"
          onChange={({ currentTarget: { value } }) => setPassphrase(value)}
        />
        <ProblemText problem={problem} />
        <div className={classes.deeds}>
          <Button type="submit" loading={busy} disabled={passphrase === ''}>
            {t('again_do')}
          </Button>
        </div>
      </form>
    </Section>
  );
}
