import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type GoogleLink, missingUses } from '#shared/domain/google.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { googleLinks, leftGoogleLinks } from '#shared/records/google.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { useReader } from '#renderer/state/records.ts';
import { useStaff, useStaffName } from '#renderer/state/staff.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ConfirmButton, Section, StateBadge } from '#renderer/ui/index.ts';
import { BrowserSignIn } from '../browser-sign-in.tsx';
import peopleClasses from '../people.module.css';
import settingsClasses from '../settings.module.css';
import { BusyCalendars } from './busy-calendars.tsx';
import { Choices } from './choices.tsx';
import { ConnectForm } from './connect-form.tsx';
import { TablesSection } from './tables.tsx';

/** Each person's account at Google: what it is used for, how it stands, its end. */
export function GoogleSection() {
  const { t } = useTranslation('google');
  const records = useReader(['googleLinks']);
  const people = useStaff().filter(({ kind }) => kind === 'person');
  const links = googleLinks(records);
  const left = leftGoogleLinks(records);
  const [signingIn, setSigningIn] = useState<string>();
  const isFirst = links.length + left.length === 0;

  async function waitFor(url: string): Promise<void> {
    setSigningIn(url);
    const done = await vault().finishGoogle();
    setSigningIn(undefined);
    if (!done.ok && done.error.code !== 'google.given-up') showProblem(done.error);
    if (done.ok && done.value.missing.length === 0) showDone(t('done'));
  }
  const begun = (url: string): void => ignore(waitFor(url));

  return (
    <div>
      <Section title={t('title')} hint={t('about')}>
        <p className={settingsClasses.muted}>{t('what')}</p>
        {left.map((link) => (
          <Left key={link.id} link={link} />
        ))}
      </Section>
      {isFirst ? (
        <Section title={t('guide')}>
          <Guide />
          <ConnectForm people={people} onBegun={begun} />
        </Section>
      ) : (
        <Section title={t('people')} hint={t('peopleHint')}>
          <ul className={peopleClasses.people} aria-label={t('people')}>
            {people.map(({ id, name }) => (
              <Person
                key={id}
                staffId={id}
                name={name}
                link={links.find(({ staffId }) => staffId === id)}
                onBegun={begun}
              />
            ))}
          </ul>
        </Section>
      )}
      <TablesSection onBegun={begun} />
      {signingIn !== undefined && (
        <BrowserSignIn
          url={signingIn}
          provider="Google"
          how={t('signInHow')}
          onGiveUp={() => ignore(vault().giveUpGoogle())}
        />
      )}
    </div>
  );
}

/** How the owner registers Plumbline at Google, once. */
function Guide() {
  const { t } = useTranslation('google');
  return (
    <ol className={peopleClasses.guide}>
      {(['project', 'api', 'consent', 'client'] as const).map((step) => (
        <li key={step}>{t(`step.${step}`)}</li>
      ))}
    </ol>
  );
}

/** One that was disconnected where Google does not know yet. */
function Left({ link: { staffId } }: { link: GoogleLink }) {
  const { t } = useTranslation('google');
  const name = useStaffName()(staffId) ?? t('formerMember');
  return <p className={settingsClasses.exposed}>{t('leaving', { name })}</p>;
}

interface PersonProps {
  staffId: string;
  name: string;
  link: GoogleLink | undefined;
  onBegun: (url: string) => void;
}

function Person({ staffId, name, link, onBegun }: PersonProps) {
  const { t } = useTranslation('google');
  const [isOpen, setOpen] = useState(false);
  const begun = (url: string): void => {
    setOpen(false);
    onBegun(url);
  };
  return (
    <li className={peopleClasses.person}>
      <div className={peopleClasses.head}>
        <h3 className={peopleClasses.name} dir="auto" title={name}>
          {name}
        </h3>
        <span className={peopleClasses.standing}>
          <Standing link={link} />
        </span>
        <Button
          size="compact-sm"
          variant={link === undefined ? 'default' : 'subtle'}
          aria-label={t(link === undefined ? 'connectOne' : 'changeOne', { name })}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          {t(link === undefined ? 'connect' : 'change')}
        </Button>
        {link !== undefined && <Disconnect link={link} name={name} />}
      </div>
      {link !== undefined && !isOpen && <Uses link={link} />}
      {link !== undefined && !isOpen && choosesCalendars(link) && <BusyCalendars link={link} name={name} />}
      {link !== undefined && !isOpen && link.wants.place !== 'none' && <Choices link={link} />}
      {isOpen && <ConnectForm staffId={staffId} link={link} onBegun={begun} onClose={() => setOpen(false)} />}
    </li>
  );
}

function choosesCalendars({ wants, scopes }: GoogleLink): boolean {
  return wants.busy && wants.others === true && !missingUses({ wants, scopes }).includes('others');
}

function Standing({ link }: { link: GoogleLink | undefined }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  if (link === undefined) return <StateBadge tone="neutral">{t('notConnected')}</StateBadge>;
  if (link.trouble !== undefined)
    return <StateBadge tone="warn">{t(`standing.${link.trouble.kind}`)}</StateBadge>;
  return <StateBadge tone="good">{t('connected', { day: format.day(link.createdAt) })}</StateBadge>;
}

/** What the account is used for, and what is in the way of it. */
function Uses({ link }: { link: GoogleLink }) {
  const { t } = useTranslation('google');
  const format = useFormat();
  const { wants, trouble, keyExposed: exposed } = link;
  const missing = missingUses(link);
  return (
    <>
      <p className={settingsClasses.muted}>
        {[t(`place.${wants.place}`), wants.busy ? t('busyOn') : undefined, wants.tables && t('tables.title')]
          .filter(Boolean)
          .join(' · ')}
      </p>
      {trouble !== undefined && <p className={settingsClasses.exposed}>{t(`trouble.${trouble.kind}`)}</p>}
      {trouble === undefined && missing.length > 0 && (
        <p className={settingsClasses.exposed}>
          {t('missing', { uses: missing.map((use) => t(`use.${use}`)).join(', ') })}
        </p>
      )}
      {exposed !== undefined && (
        <p className={settingsClasses.exposed}>
          {t('exposed', { to: exposed.to || t('formerMember'), date: format.day(exposed.at) })}
        </p>
      )}
    </>
  );
}

function Disconnect({ link: { id }, name }: { link: GoogleLink; name: string }) {
  const { t } = useTranslation('google');
  return (
    <ConfirmButton
      label={t('disconnect')}
      name={t('disconnectOne', { name })}
      title={t('disconnectTitle', { name })}
      onConfirm={() => ignore(run('google.disconnect', { id }))}
    >
      {t('disconnectText')}
    </ConfirmButton>
  );
}
