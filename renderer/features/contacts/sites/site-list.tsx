import { useState } from 'react';
import { Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isInBin } from '#shared/domain/bin.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { type Site, siteLabel } from '#shared/domain/site.ts';
import { AddButton, KeepsUnsaved, Section, StateBadge, Truncated } from '#renderer/ui/index.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecordsBy } from '#renderer/state/records.ts';
import { NewSite } from './new-site.tsx';
import { SiteFields } from './site-fields.tsx';
import classes from './sites.module.css';

/** The places where work is done for a contact, each opened where it stands. */
export function SiteList({ contact }: { contact: Contact }) {
  const { t } = useTranslation('contacts');
  const { locale } = useFormat();
  const sites = useRecordsBy('sites', 'contactId', contact.id)
    .filter((site) => !isInBin(site))
    .toSorted(
      (a, b) =>
        Number(a.archivedAt !== undefined) - Number(b.archivedAt !== undefined) ||
        siteLabel(a).localeCompare(siteLabel(b), locale) ||
        (a.id < b.id ? -1 : 1),
    );
  const [openId, setOpenId] = useState<string>();
  const [adding, setAdding] = useState(false);
  return (
    <Section
      title={t('site.title')}
      action={<AddButton label={t('site.add')} onClick={() => setAdding(true)} />}
    >
      {sites.length === 0 && <Text c="dimmed">{t('site.none')}</Text>}
      <ul className={classes.list}>
        {sites.map((site) => (
          <li key={site.id}>
            <SiteLine
              site={site}
              isOpen={site.id === openId}
              onToggle={() => setOpenId(site.id === openId ? undefined : site.id)}
            />
            {site.id === openId && (
              <KeepsUnsaved of={site.id}>
                <SiteFields site={site} />
              </KeepsUnsaved>
            )}
          </li>
        ))}
      </ul>
      <NewSite contactId={contact.id} opened={adding} onClose={() => setAdding(false)} onDone={setOpenId} />
    </Section>
  );
}

function SiteLine({ site, isOpen, onToggle }: { site: Site; isOpen: boolean; onToggle: () => void }) {
  const { t } = useTranslation('contacts');
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const count = Object.values(site.equipment ?? {}).filter(({ removedAt }) => removedAt === undefined).length;
  const { street, city } = site.address ?? {};
  const place = site.name === undefined ? '' : [street, city].filter(Boolean).join(', ');
  return (
    <UnstyledButton className={classes.line} aria-expanded={isOpen} onClick={onToggle}>
      <Chevron size={16} stroke={1.5} aria-hidden />
      <span className={classes.name} dir="auto">
        <Truncated>{siteLabel(site) || t('site.unnamed')}</Truncated>
      </span>
      <span className={classes.detail} dir="auto">
        <Truncated>
          {[place, count > 0 && t('site.equipmentCount', { count })].filter(Boolean).join(' · ')}
        </Truncated>
      </span>
      {site.archivedAt !== undefined && <StateBadge tone="neutral">{t('archived')}</StateBadge>}
    </UnstyledButton>
  );
}
