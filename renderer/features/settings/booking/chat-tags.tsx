import { useTranslation } from 'react-i18next';
import type { PublicPage } from '#shared/domain/public-page.ts';
import { Section } from '#renderer/ui/index.ts';
import { CopyField } from '../copy-field.tsx';
import { usePageLink } from './use-page.ts';

/** The line that the owner puts into their site, for visitors to write from there. */
export function ChatTags({ page: shown }: { page: PublicPage }) {
  const { t } = useTranslation('booking');
  const link = usePageLink(shown);
  if (link === undefined || !shown.isPublished || !shown.takesRequests) return null;
  const [page = '', key = ''] = link.url.split('#');
  return (
    <Section title={t('chat')} hint={t('chatHint')}>
      <CopyField label={t('chatFrom.relay')} value={tags.relay(page, key)} />
      <CopyField label={t('chatFrom.folder')} value={tags.folder(page, key)} />
    </Section>
  );
}

/** The script stands beside the relay's pages, or in the folder of the owner's own. */
const tags = {
  relay(page: string, key: string): string {
    const at = page.lastIndexOf('/');
    const [base, slug] = [page.slice(0, at), page.slice(at + 1)];
    return `<script async src="${base}/-/chat.js" data-page="${slug}" data-key="${key}"></script>`;
  },
  folder: (page: string, key: string): string =>
    `<script async src="chat.js" data-relay="${page}" data-key="${key}"></script>`,
};
