import { type ComponentType, useEffect, useRef } from 'react';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '#renderer/state/session.ts';
import { EmptyState, KeepsUnsaved, Page, ReadOnly } from '#renderer/ui/index.ts';
import { AboutSection } from './about/about-section.tsx';
import { AssistantSection } from './assistant/assistant-section.tsx';
import { BackupsSection } from './backups/backups-section.tsx';
import { BinSection } from './bin/bin-section.tsx';
import { BookingSection } from './booking/booking-section.tsx';
import { BusinessSection } from './business/business-section.tsx';
import { ChannelsSection } from './channels/channels-section.tsx';
import { ClosingSection } from './closing/closing-section.tsx';
import { DesktopSection } from './desktop/desktop-section.tsx';
import { ErasuresSection } from './erasures/erasures-section.tsx';
import { ExportSection } from './export/export-section.tsx';
import { FieldsSection } from './fields/fields-section.tsx';
import { GoogleSection } from './google/google-section.tsx';
import { HealthSection } from './health/health-section.tsx';
import { HoursSection } from './hours/hours-section.tsx';
import { JobTypesSection } from './job-types/job-types-section.tsx';
import { IncidentSection } from './incident/incident-section.tsx';
import { IntegrationsSection } from './integrations/integrations-section.tsx';
import { InboxSection } from './inbox/inbox-section.tsx';
import { ProcessingSection } from './processing/processing-section.tsx';
import { ProgramsSection } from './programs/programs-section.tsx';
import { RequestsSection } from './requests/requests-section.tsx';
import { NoticesSection } from './notices/notices-section.tsx';
import { RemindersSection } from './reminders/reminders-section.tsx';
import { RetentionSection } from './retention/retention-section.tsx';
import { RulesSection } from './rules/rules-section.tsx';
import { RelaySection } from './relay-section.tsx';
import { isSection, openGroups, rightToSection, type SectionName } from './section-rights.ts';
import { SecuritySection } from './security/security-section.tsx';
import { ServicesSection } from './services/services-section.tsx';
import { TelegramSection } from './telegram/telegram-section.tsx';
import { WebhooksSection } from './webhooks/webhooks-section.tsx';
import { WhoSection } from './who/who-section.tsx';
import { StaffSection } from './staff/staff-section.tsx';
import { TeamSection } from './team/team-section.tsx';
import classes from './settings.module.css';

const sections: Record<SectionName, ComponentType> = {
  business: BusinessSection,
  hours: HoursSection,
  staff: StaffSection,
  services: ServicesSection,
  jobTypes: JobTypesSection,
  fields: FieldsSection,
  channels: ChannelsSection,
  inbox: InboxSection,
  rules: RulesSection,
  reminders: RemindersSection,
  booking: BookingSection,
  requests: RequestsSection,
  notices: NoticesSection,
  assistant: AssistantSection,
  relay: RelaySection,
  team: TeamSection,
  security: SecuritySection,
  desktop: DesktopSection,
  telegram: TelegramSection,
  programs: ProgramsSection,
  google: GoogleSection,
  webhooks: WebhooksSection,
  processing: ProcessingSection,
  integrations: IntegrationsSection,
  erasures: ErasuresSection,
  retention: RetentionSection,
  incident: IncidentSection,
  export: ExportSection,
  who: WhoSection,
  backups: BackupsSection,
  bin: BinSection,
  health: HealthSection,
  closing: ClosingSection,
  about: AboutSection,
};

/** In a narrow window the sections stand in a line that scrolls: the open one is kept in view. */
function useInView(name: SectionName | undefined) {
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    const show = (): void => link.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    show();
    addEventListener('resize', show);
    return () => removeEventListener('resize', show);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- that another one is open is why it is shown
  }, [name]);
  return link;
}

/** The settings, one section at a time. Route `/settings/$section`. */
export function SettingsPage() {
  const { t } = useTranslation('settings');
  const { section = 'business' } = useParams({ strict: false });
  const access = useSession((session) => session.access);
  const open = openGroups(access);
  const name = open.flatMap(({ names }) => names).find((each) => each === section);
  const openLink = useInView(name);
  return (
    <Page title={t('title')} wide>
      <div className={classes.layout}>
        <nav className={classes.nav} aria-label={t('sections')}>
          {open.map(({ group, names }) => (
            <div key={group} className={classes.group}>
              <div className={classes.groupName}>{t(`group_${group}`)}</div>
              {names.map((each) => (
                <Link
                  key={each}
                  ref={each === name ? openLink : undefined}
                  to="/settings/$section"
                  params={{ section: each }}
                  className={classes.link}
                >
                  {t(`section_${each}`)}
                </Link>
              ))}
            </div>
          ))}
        </nav>
        {/* A section without a field is read by keyboard as well. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls has to be reached by keys */}
        <div className={classes.content} key={section} tabIndex={0}>
          {name === undefined ? (
            <EmptyState title={t(isSection(section) ? 'closedSection' : 'noSection')} />
          ) : (
            <ReadOnly when={rightToSection(access, name) === 'read'}>
              <KeepsUnsaved of={name}>
                <Shown name={name} />
              </KeepsUnsaved>
            </ReadOnly>
          )}
        </div>
      </div>
    </Page>
  );
}

function Shown({ name }: { name: SectionName }) {
  const Section = sections[name];
  return <Section />;
}
