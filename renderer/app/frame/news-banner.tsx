import { CloseButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { IconSparkles } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { news, type NewsEntry, wordsIn } from '#shared/domain/news/news.ts';
import { noteSeen, useNewsDecisions, useSeenNews } from '#renderer/state/news.ts';
import { useTeam } from '#renderer/state/team.ts';
import classes from './frame.module.css';

/** After an update: what an owner has to agree to until it is decided, and what is new until somebody has looked. */
export function NewsBanner({ entries = news }: { entries?: readonly NewsEntry[] }) {
  const { t, i18n } = useTranslation('news');
  const isOwner = useTeam(({ team }) => team?.canManage === true);
  const seen = useSeenNews((state) => state.seen);
  const decisions = useNewsDecisions(entries);
  const open = entries.filter(({ id }) => decisions?.has(id) === true && decisions.get(id) === undefined);
  const unseen = entries.filter(({ id }) => !seen.includes(id));
  const asked = isOwner ? open : open.filter((entry) => unseen.includes(entry));
  const [first] = asked.length > 0 ? asked : unseen;
  // Before the vault has told, nobody knows which of them wait for an owner.
  if (first === undefined || decisions === undefined) return <output />;
  const count = (asked.length > 0 ? asked : unseen).length - 1;
  const line = asked.length === 0 ? 'told' : isOwner ? 'asksOwner' : 'asksMember';
  return (
    <output>
      <div className={classes.bannerLine} data-calm>
        <IconSparkles size={18} stroke={1.5} aria-hidden />
        <span className={classes.bannerWords}>
          {t(line, { title: wordsIn(first, i18n.language).title })}
          {count > 0 && ` ${t('more', { count })}`}
        </span>
        <Link to="/settings/$section" params={{ section: 'about' }} className={classes.bannerLink}>
          {t(line === 'asksOwner' ? 'decide' : 'read')}
        </Link>
        {line !== 'asksOwner' && (
          <CloseButton size="xs" aria-label={t('dismiss')} onClick={() => noteSeen(entries)} />
        )}
      </div>
    </output>
  );
}
