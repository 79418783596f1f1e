import { Anchor, Button, Switch } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { pageFields, type PublicPage } from '#shared/domain/public-page.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { slugFrom } from '#shared/public-page/slug.ts';
import { usualMailAccount } from '#shared/records/accounts.ts';
import { run, save } from '#renderer/state/commands.ts';
import { useReader, useRecord, useRecords } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { EditableText, FieldRow, Section, StateBadge } from '#renderer/ui/index.ts';
import { CopyValue } from '../copy-field.tsx';
import { QrCode } from '../team/qr-code.tsx';
import { FieldLine } from './field-line.tsx';
import { ChatTags } from './chat-tags.tsx';
import { OwnSite } from './own-site.tsx';
import { PageKey } from './page-key.tsx';
import { ServiceRules } from './service-rules.tsx';
import { usePageLink, useProposed } from './use-page.ts';
import classes from './booking.module.css';

/** The page that customers see: what stands on it, its link, and how each service is asked for. */
export function BookingSection() {
  const { t } = useTranslation('booking');
  const page = useRecord('publicPages', 'page');
  const proposed = useProposed();
  return (
    <div>
      <Section title={t('page')} hint={t('pageHint')}>
        <Online page={page} />
        <Address page={page} name={proposed.name ?? ''} />
      </Section>
      <Section title={t('shows')} hint={t('showsHint')}>
        {pageFields.map((field) => (
          <FieldLine key={field} field={field} page={page} proposed={proposed} />
        ))}
      </Section>
      <Section title={t('requests')} hint={t('requestsHint')}>
        <Requests page={page} />
      </Section>
      <ServiceRules />
      {page !== undefined && <OwnSite page={page} />}
      {page !== undefined && <ChatTags page={page} />}
      {page !== undefined && <PageKey page={page} />}
    </div>
  );
}

function Online({ page }: { page: PublicPage | undefined }) {
  const { t } = useTranslation('booking');
  const relayUrl = useSession((session) => session.sync.relayUrl);
  const isOnline = page?.isPublished === true;
  const state = stateOf(page);
  const lacks = relayUrl === undefined ? 'relay' : page?.name === undefined ? 'name' : undefined;
  return (
    <div className={classes.online}>
      <output>
        <StateBadge tone={tones[state]}>{t(state)}</StateBadge>
      </output>
      {isOnline ? (
        <Button size="xs" variant="default" onClick={() => ignore(run('page.unpublish', {}))}>
          {t('unpublish')}
        </Button>
      ) : (
        <Button
          size="xs"
          disabled={lacks !== undefined || page?.slug === undefined}
          onClick={() => ignore(run('page.publish', {}))}
        >
          {t('publish')}
        </Button>
      )}
      {page?.refused !== undefined && (
        <span className={classes.wrong}>{t(`refusal.${codeOf(page.refused)}`)}</span>
      )}
      {!isOnline && lacks !== undefined && <span className={classes.nothing}>{t(`lacks.${lacks}`)}</span>}
      {!isOnline && lacks === undefined && page?.slug === undefined && (
        <span className={classes.nothing}>{t('lacks.address')}</span>
      )}
    </div>
  );
}

const tones = { refused: 'bad', offline: 'neutral', publishing: 'warn', online: 'good' } as const;

/** Online is what the relay has said that it shows. */
function stateOf(page: PublicPage | undefined): keyof typeof tones {
  if (page?.refused !== undefined) return 'refused';
  if (page?.isPublished !== true) return 'offline';
  return page.shownApproval === page.approval ? 'online' : 'publishing';
}

/** The last part of the relay's code. */
function codeOf(refused: string): 'taken' | 'reserved' | 'many' {
  if (refused.endsWith('.taken')) return 'taken';
  return refused.endsWith('.reserved') ? 'reserved' : 'many';
}

function Address({ page, name }: { page: PublicPage | undefined; name: string }) {
  const { t } = useTranslation('booking');
  const link = usePageLink(page)?.url;
  return (
    <>
      <EditableText
        label={t('address')}
        value={page?.slug ?? ''}
        placeholder={slugFrom(name) || 'keller-plumbing'}
        onSave={(slug) => save('page.setAddress', { slug })}
      />
      {link !== undefined && page?.isPublished === true && (
        <FieldRow label={t('link')} hint={t('linkHint')}>
          <div className={classes.link}>
            <div>
              <code>{link}</code>
              <CopyValue label={t('link')} value={link} />
              <Anchor href={link} target="_blank" rel="noreferrer">
                {t('open')}
              </Anchor>
            </div>
            <QrCode text={link} label={t('qr')} />
          </div>
        </FieldRow>
      )}
    </>
  );
}

/** From which mailbox customers are told what becomes of their request; without one, where it is connected. */
function TellsByMail({ page }: { page: PublicPage | undefined }) {
  const { t } = useTranslation('booking');
  const mailbox = usualMailAccount(useReader(['mailAccounts']));
  if (page?.takesRequests === false) return null;
  return (
    <Switch
      mt={12}
      label={t('tellsByMail')}
      description={
        mailbox === undefined ? (
          <>
            {t('tellsNoMailbox')}{' '}
            <Anchor
              inherit
              underline="always"
              renderRoot={(props) => (
                <Link to="/settings/$section" params={{ section: 'channels' }} {...props} />
              )}
            >
              {t('toChannels')}
            </Anchor>
          </>
        ) : (
          t('tellsHint', { address: mailbox.address })
        )
      }
      disabled={mailbox === undefined}
      checked={mailbox !== undefined && page?.tellsByMail?.on !== false}
      onChange={({ currentTarget: { checked } }) => ignore(save('page.tellByMail', { on: checked }))}
    />
  );
}

function Requests({ page }: { page: PublicPage | undefined }) {
  const { t } = useTranslation('booking');
  const country = useRecord('business', 'business')?.country;
  const hasNotice = useRecords('notices').some((notice) => notice.country === country);
  return (
    <>
      <Switch
        label={t('takesRequests')}
        checked={page?.takesRequests ?? true}
        onChange={({ currentTarget: { checked } }) => ignore(save('page.takeRequests', { on: checked }))}
      />
      {page !== undefined && page.takesRequests && (
        <Switch
          mt={12}
          label={t('assistants')}
          description={t('assistantsHint')}
          checked={page.opensToAssistants === true}
          onChange={({ currentTarget: { checked } }) =>
            ignore(save('page.openToAssistants', { on: checked }))
          }
        />
      )}
      <TellsByMail page={page} />
      {!hasNotice && (
        <p className={classes.changed}>
          {t('noNotice')}{' '}
          <Anchor
            underline="always"
            renderRoot={(props) => (
              <Link to="/settings/$section" params={{ section: 'notices' }} {...props} />
            )}
          >
            {t('toNotices')}
          </Anchor>
        </p>
      )}
    </>
  );
}
