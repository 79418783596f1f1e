import { ActionIcon, Anchor, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import type { Relationship } from '#shared/domain/relationship.ts';
import { siteLabel } from '#shared/domain/site.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useRecord } from '#renderer/state/records.ts';
import classes from './relationships.module.css';

interface RelationshipLineProps {
  relationship: Relationship;
  /** On whose page it stands: the other end is named. */
  from: 'contact' | 'company' | 'site';
}

/** One relationship, read from one of its ends. */
export function RelationshipLine({ relationship, from }: RelationshipLineProps) {
  const { t } = useTranslation('contacts');
  const { locale } = useFormat();
  const { id, contactId, role, title, since, until } = relationship;
  const site = useRecord('sites', relationship.siteId ?? '');
  const otherId = from === 'contact' ? (relationship.companyId ?? site?.contactId ?? '') : contactId;
  const other = useRecord('contacts', otherId);
  const name = other?.name ?? t('relationship.unknown');
  const place = from === 'contact' && site !== undefined ? siteLabel(site) || t('site.unnamed') : undefined;
  const days = [
    since !== undefined && t('relationship.since', { day: formatDay(since, locale) }),
    until !== undefined && t('relationship.until', { day: formatDay(until, locale) }),
  ];
  return (
    <li className={until === undefined ? classes.line : `${classes.line} ${classes.over}`}>
      <span className={classes.role}>
        {t(`relationship.role.${role}.${from === 'contact' ? 'own' : 'other'}`)}
      </span>
      <span className={classes.who}>
        <Anchor
          renderRoot={(props) => <Link to="/people/$contactId" params={{ contactId: otherId }} {...props} />}
        >
          <bdi>{place ?? name}</bdi>
        </Anchor>
        <span className={classes.detail}>
          {[place !== undefined && name, title, ...days].filter(Boolean).join(' · ')}
        </span>
      </span>
      <Tooltip label={t('remove')}>
        <ActionIcon
          aria-label={t('relationship.remove', { name: place ?? name })}
          onClick={() => ignore(run('relationship.remove', { id }))}
        >
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </li>
  );
}
