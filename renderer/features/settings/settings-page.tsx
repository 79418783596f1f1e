import type { ComponentType } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Compartment } from '#shared/domain/collections.ts';
import { rightIn, useSession } from '#renderer/state/session.ts';
import { EmptyState, Page, ReadOnly } from '#renderer/ui/index.ts';
import { AssistantSection } from './assistant/assistant-section.tsx';
import { BackupsSection } from './backups/backups-section.tsx';
import { BusinessSection } from './business/business-section.tsx';
import { ChannelsSection } from './channels/channels-section.tsx';
import { HealthSection } from './health/health-section.tsx';
import { HoursSection } from './hours-section.tsx';
import { InboxSection } from './inbox/inbox-section.tsx';
import { RelaySection } from './relay-section.tsx';
import { SecuritySection } from './security/security-section.tsx';
import { ServicesSection } from './services/services-section.tsx';
import { TeamSection } from './team/team-section.tsx';
import classes from './settings.module.css';

const sections: Record<string, ComponentType> = {
  business: BusinessSection,
  hours: HoursSection,
  services: ServicesSection,
  channels: ChannelsSection,
  inbox: InboxSection,
  assistant: AssistantSection,
  relay: RelaySection,
  team: TeamSection,
  security: SecuritySection,
  backups: BackupsSection,
  health: HealthSection,
};

/** Whose records a section changes. What is not named is this device's own, or says by itself what is allowed. */
const changes: Record<string, Compartment> = {
  business: 'desk',
  hours: 'desk',
  services: 'desk',
  channels: 'secrets',
  inbox: 'desk',
  assistant: 'desk',
  relay: 'desk',
};

/** The settings, one section at a time. Route `/settings/$section`. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { section = 'business' } = useParams({ strict: false });
  const access = useSession((session) => session.access);
  const rightTo = (name: string) => rightIn(access, changes[name] ?? 'device');
  const open = Object.keys(sections).filter((name) => rightTo(name) !== 'none');
  const Section = open.includes(section) ? sections[section] : undefined;
  return (
    <Page title={t('title')} wide>
      <div className={classes.layout}>
        <nav className={classes.nav} aria-label={t('sections')}>
          {open.map((name) => (
            <Link key={name} to="/settings/$section" params={{ section: name }} className={classes.link}>
              {t(`section_${name}`)}
            </Link>
          ))}
        </nav>
        <div className={classes.content} key={section}>
          {Section === undefined ? (
            <EmptyState title={t(section in sections ? 'closedSection' : 'noSection')} />
          ) : (
            <ReadOnly when={rightTo(section) === 'read'}>
              <Section />
            </ReadOnly>
          )}
        </div>
      </div>
    </Page>
  );
}
