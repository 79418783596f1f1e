import { useState } from 'react';
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import type { NewsDecision } from '#shared/domain/news/decision.ts';
import { isMaterial, type NewsEntry, wordsHash, wordsIn } from '#shared/domain/news/news.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useTable } from '#renderer/state/records.ts';
import { useTeam } from '#renderer/state/team.ts';
import { ConfirmDialog, StateBadge } from '#renderer/ui/index.ts';
import settingsClasses from '../settings.module.css';
import classes from './about.module.css';

interface NewsItemProps {
  entry: NewsEntry;
  /** What was decided is known; before that nothing is said of it. */
  isKnown: boolean;
  decision: NewsDecision | undefined;
}

/** One thing that a version has changed; where it has to be agreed to, with the owner's word and the way to give it. */
export function NewsItem({ entry, isKnown, decision }: NewsItemProps) {
  const { t, i18n } = useTranslation('news');
  const format = useFormat();
  const { title, text } = wordsIn(entry, i18n.language);
  return (
    <li className={classes.entry}>
      <div className={classes.head}>
        <h3 className={classes.title} dir="auto">
          {title}
        </h3>
        {isMaterial(entry) && isKnown && <Standing decision={decision} />}
      </div>
      <p className={settingsClasses.muted}>
        {t('since', { version: entry.version, date: formatDay(entry.date, format.locale) })}
        {isMaterial(entry) &&
          ` ${t('changes', { what: entry.changes.map((change) => t(`change.${change}`)).join(', ') })}`}
      </p>
      {text.map((paragraph) => (
        <p key={paragraph} dir="auto">
          {paragraph}
        </p>
      ))}
      {isMaterial(entry) && isKnown && <Decide entry={entry} decision={decision} />}
    </li>
  );
}

function Standing({ decision }: Pick<NewsItemProps, 'decision'>) {
  const { t } = useTranslation('news');
  if (decision === undefined) return <StateBadge tone="warn">{t('open')}</StateBadge>;
  if (decision.agrees) return <StateBadge tone="good">{t('isOn')}</StateBadge>;
  return <StateBadge tone="neutral">{t('isOff')}</StateBadge>;
}

function Decide({ entry, decision }: Pick<NewsItemProps, 'entry' | 'decision'>) {
  const { t, i18n } = useTranslation('news');
  const format = useFormat();
  const members = useTable('members');
  const isOwner = useTeam(({ team }) => team?.canManage === true);
  const [asked, setAsked] = useState<boolean>();
  const words = wordsIn(entry, i18n.language);

  async function decide(agrees: boolean) {
    const done = await run('news.decide', { entryId: entry.id, words: wordsHash(entry, words), agrees });
    if (done.ok) setAsked(undefined);
  }

  const no = decision === undefined ? 'decline' : 'withdraw';
  const who = decision && (members.get(decision.memberId)?.name ?? t('somebody'));
  const said = decision?.fromTheStart ? 'fromTheStart' : decision?.agrees ? 'agreed' : 'declined';
  return (
    <>
      <p className={settingsClasses.muted}>
        {decision === undefined
          ? t(isOwner ? 'waitsForYou' : 'waitsForOwner')
          : t(said, { who, when: format.dayAndTime(decision.at) })}
      </p>
      {isOwner && (
        <Group gap={8} mt={4}>
          {decision?.agrees !== true && (
            <Button size="compact-sm" aria-label={t('agreeTo', words)} onClick={() => setAsked(true)}>
              {t('agree')}
            </Button>
          )}
          {decision?.agrees !== false && (
            <Button
              size="compact-sm"
              variant="default"
              aria-label={t(`${no}Of`, words)}
              onClick={() => setAsked(false)}
            >
              {t(no)}
            </Button>
          )}
        </Group>
      )}
      {asked !== undefined && (
        <ConfirmDialog
          opened
          title={t(asked ? 'agreeTitle' : `${no}Title`, words)}
          confirmLabel={t(asked ? 'agree' : no)}
          onConfirm={() => ignore(decide(asked))}
          onCancel={() => setAsked(undefined)}
        >
          <Text>{t(asked ? 'agreeText' : `${no}Text`)}</Text>
        </ConfirmDialog>
      )}
    </>
  );
}
