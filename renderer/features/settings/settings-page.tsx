import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { EmptyState, Page } from '#renderer/ui/index.ts';
import { AssistantSection } from './assistant/assistant-section.tsx';
import { BusinessSection } from './business/business-section.tsx';
import { ChannelsSection } from './channels/channels-section.tsx';
import { HealthSection } from './health/health-section.tsx';
import { HoursSection } from './hours-section.tsx';
import { RelaySection } from './relay-section.tsx';
import { SecuritySection } from './security/security-section.tsx';
import { ServicesSection } from './services/services-section.tsx';
import { TeamSection } from './team/team-section.tsx';
import classes from './settings.module.css';

const sections = {
  business: BusinessSection,
  hours: HoursSection,
  services: ServicesSection,
  channels: ChannelsSection,
  assistant: AssistantSection,
  relay: RelaySection,
  team: TeamSection,
  security: SecuritySection,
  health: HealthSection,
};

/** The settings, one section at a time. Route `/settings/$section`. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { section = 'business' } = useParams({ strict: false });
  const Section = section in sections ? sections[section as keyof typeof sections] : undefined;
  return (
    <Page title={t('title')} wide>
      <div className={classes.layout}>
        <nav className={classes.nav} aria-label={t('sections')}>
          {Object.keys(sections).map((name) => (
            <Link key={name} to="/settings/$section" params={{ section: name }} className={classes.link}>
              {t(`section_${name}`)}
            </Link>
          ))}
        </nav>
        <div className={classes.content} key={section}>
          {Section === undefined ? <EmptyState title={t('noSection')} /> : <Section />}
        </div>
      </div>
    </Page>
  );
}
