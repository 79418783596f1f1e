import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type Binnable, binMilliseconds } from '#shared/domain/bin.ts';
import { type Site, siteLabel } from '#shared/domain/site.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useNow } from '#renderer/state/now.ts';
import { useRecords, useTable } from '#renderer/state/records.ts';
import { Section } from '#renderer/ui/index.ts';
import classes from '../staff/staff.module.css';

const dayMilliseconds = 86_400_000;

interface Line {
  kind: Binnable;
  id: string;
  name: string;
  binnedAt: number;
}

/** Everything in the bin, what goes first first, each to be taken out again. */
export function BinSection() {
  const { t } = useTranslation(['bin', 'settings']);
  const { day } = useFormat();
  const now = useNow();
  const lines = useBinned();
  return (
    <div>
      <Section title={t('settings:section_bin')} hint={t('hint')}>
        {lines.length === 0 && <Text c="dimmed">{t('empty')}</Text>}
        <ul className={classes.list}>
          {lines.map(({ kind, id, name, binnedAt }) => {
            const left = Math.max(0, Math.ceil((binnedAt + binMilliseconds - now) / dayMilliseconds));
            const about = `${t(`kinds.${kind}`)} · ${t('since', { day: day(binnedAt) })} · ${t('left', { count: left })}`;
            return (
              <li key={id} className={classes.entry}>
                <span className={classes.name} dir="auto" title={name}>
                  {name}
                </span>
                <span className={classes.about} title={about}>
                  {about}
                </span>
                <Button
                  size="compact-sm"
                  variant="default"
                  aria-label={t('restoreOne', { name })}
                  onClick={() => ignore(run('bin.restore', { kind, ids: [id] }))}
                >
                  {t('restore')}
                </Button>
              </li>
            );
          })}
        </ul>
      </Section>
    </div>
  );
}

type Put = Pick<Site, 'id' | 'binnedAt'> & { contactId?: string };

function lineOf(kind: Binnable, { id, binnedAt, contactId }: Put, name: string) {
  return { kind, id, name, binnedAt, contactId };
}

/** What went in with a person is not told apart: it comes out with them. */
function useBinned(): Line[] {
  const { t } = useTranslation('bin');
  const contacts = useTable('contacts');
  const all = [
    ...useRecords('contacts').map((each) => lineOf('contacts', each, each.name)),
    ...useRecords('sites').map((each) => lineOf('sites', each, siteLabel(each))),
    ...useRecords('enquiries').map((each) => lineOf('enquiries', each, each.title)),
    ...useRecords('jobs').map((each) => lineOf('jobs', each, each.title)),
  ];
  const lines = all.flatMap(({ binnedAt, contactId = '', ...line }) => {
    if (binnedAt === undefined || contacts.get(contactId)?.binnedAt === binnedAt) return [];
    return [{ ...line, binnedAt, name: line.name || t('unnamed') }];
  });
  return lines.toSorted((a, b) => a.binnedAt - b.binnedAt || (a.id < b.id ? -1 : 1));
}
