import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { PublicPage } from '#shared/domain/public-page.ts';
import { offerFile } from '#renderer/state/files/offer-file.ts';
import { showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Section } from '#renderer/ui/index.ts';
import { usePageLink } from './use-page.ts';
import classes from './booking.module.css';

/** The page as a folder: on a site of the owner's own no relay can change its script. */
export function OwnSite({ page }: { page: PublicPage }) {
  const { t } = useTranslation('booking');
  const [isBusy, setBusy] = useState(false);
  const link = usePageLink(page);
  if (link === undefined || !page.isPublished) return null;

  async function save(): Promise<void> {
    setBusy(true);
    const [script, style, chat] = await Promise.all(['/page.js', '/page.css', '/chat.js'].map(ownText));
    const made = await vault().exportPage({ script: script!, style: style!, chat: chat! });
    setBusy(false);
    if (made.ok) offerFile(`${page.slug}.zip`, made.value);
    else showProblem(made.error);
  }

  return (
    <Section title={t('ownSite')} hint={t('ownSiteHint')}>
      <div className={classes.next}>
        <Button size="xs" variant="default" loading={isBusy} onClick={() => void save()}>
          {t('savePage')}
        </Button>
      </div>
    </Section>
  );
}

/** A file that came with this app. */
async function ownText(path: string): Promise<string> {
  return (await fetch(path)).text();
}
