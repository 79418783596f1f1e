import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { newestOrder, noTerms, type RetentionTerms } from '#shared/domain/retention/order.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useTeam } from '#renderer/state/team.ts';
import { ReadOnly, Section } from '#renderer/ui/index.ts';
import { DocumentRulesTable } from './document-rules.tsx';
import { LegalHolds } from './legal-holds.tsx';
import { Runs } from './runs.tsx';
import { StandingOrder } from './standing-order.tsx';
import { Windows } from './windows.tsx';
import settingsClasses from '../settings.module.css';

/** How long each kind of thing is kept: chosen, looked at as counts, and then put in force by an owner. */
export function RetentionSection() {
  const { t } = useTranslation(['retention', 'settings']);
  const order = newestOrder(useRecords('retentionOrders'));
  const isOwner = useTeam(({ team }) => team?.canManage === true);
  const [chosen, setChosen] = useState<RetentionTerms>();
  const terms = chosen ?? order ?? noTerms;
  const choose = (fields: Partial<RetentionTerms>) =>
    setChosen({
      windows: terms.windows,
      documents: terms.documents,
      erasesDocuments: terms.erasesDocuments,
      ...fields,
    });
  return (
    <div className={settingsClasses.wide}>
      <Section title={t('settings:section_retention')} hint={t(isOwner ? 'hint' : 'hintOthers')}>
        <ReadOnly when={!isOwner}>
          <Windows terms={terms} onChange={(windows) => choose({ windows })} />
        </ReadOnly>
      </Section>
      <Section title={t('documents')} hint={t('documentsHint')}>
        <ReadOnly when={!isOwner}>
          <DocumentRulesTable terms={terms} onChange={choose} />
        </ReadOnly>
      </Section>
      <StandingOrder
        order={order}
        terms={terms}
        isChanged={chosen !== undefined}
        isOwner={isOwner}
        onDone={() => setChosen(undefined)}
      />
      <LegalHolds isOwner={isOwner} />
      <Runs />
    </div>
  );
}
