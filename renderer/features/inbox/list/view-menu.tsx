import { useState } from 'react';
import { ActionIcon, Button, Menu, Popover, Tooltip } from '@mantine/core';
import { IconCheck, IconChevronDown, IconFilter, IconFilterFilled, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { ConversationFilter, SavedFilter } from '#shared/domain/conversation-filter.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useMe, useMembers } from '#renderer/state/members.ts';
import { useRecords } from '#renderer/state/records.ts';
import { FilterForm } from './filter-form.tsx';
import { viewOf, views, written } from './views.ts';
import classes from './view-menu.module.css';

interface ViewMenuProps {
  filter: ConversationFilter;
  /** How many conversations it shows. */
  count: number;
  onFilter: (filter: ConversationFilter) => void;
}

/** Chooses which conversations are listed: a view, a filter that was saved, or one put together now. */
export function ViewMenu({ filter, count, onFilter }: ViewMenuProps) {
  const { t } = useTranslation('inbox');
  const [asking, setAsking] = useState(false);
  const isTeam = useMembers().length > 1;
  const me = useMe();
  const saved = useRecords('savedFilters').filter(({ memberId }) => memberId === me?.id);
  const now = written(filter);
  const view = viewOf(filter);
  const own = saved.find((each) => written(each.filter) === now);
  const name = view === undefined ? (own?.name ?? t('view.own')) : t(`view.${view.key}`);
  const sign = (on: boolean) => on && <IconCheck size={16} stroke={1.5} />;
  const Funnel = view === undefined ? IconFilterFilled : IconFilter;

  return (
    <div className={classes.bar}>
      <Menu position="bottom-start" width={240} withInitialFocusPlaceholder={false}>
        <Menu.Target>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            className={classes.view}
            rightSection={<IconChevronDown size={16} stroke={1.5} />}
            aria-label={t('view.choose', { name })}
          >
            {name}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {views
            .filter(({ forTeams }) => isTeam || forTeams !== true)
            .map((each, index) => (
              <Menu.Item
                key={each.key}
                data-autofocus={index === 0 || undefined}
                rightSection={sign(each.key === view?.key)}
                onClick={() => onFilter(each.filter)}
              >
                {t(`view.${each.key}`)}
              </Menu.Item>
            ))}
          {saved.length > 0 && <Menu.Label>{t('view.saved')}</Menu.Label>}
          {saved.map((each) => (
            <SavedItem key={each.id} saved={each} active={each.id === own?.id} onFilter={onFilter} />
          ))}
        </Menu.Dropdown>
      </Menu>
      <span className={classes.count}>{count}</span>
      <Popover opened={asking} onChange={setAsking} position="bottom-end" width={256} trapFocus>
        <Popover.Target>
          <Tooltip label={t('filterBy')} disabled={asking}>
            <ActionIcon size={28} aria-label={t('filterBy')} onClick={() => setAsking(!asking)}>
              <Funnel size={18} stroke={1.5} />
            </ActionIcon>
          </Tooltip>
        </Popover.Target>
        <Popover.Dropdown aria-label={t('filterBy')}>
          <FilterForm filter={filter} onFilter={onFilter} onClose={() => setAsking(false)} />
        </Popover.Dropdown>
      </Popover>
    </div>
  );
}

interface SavedItemProps {
  saved: SavedFilter;
  active: boolean;
  onFilter: (filter: ConversationFilter) => void;
}

function SavedItem({ saved, active, onFilter }: SavedItemProps) {
  const { t } = useTranslation('inbox');
  const label = t('view.remove', { name: saved.name });
  return (
    <div className={classes.saved}>
      <Menu.Item onClick={() => onFilter(saved.filter)} fw={active ? 550 : undefined}>
        {saved.name}
      </Menu.Item>
      <Tooltip label={label}>
        <ActionIcon
          size={28}
          aria-label={label}
          onClick={() => ignore(run('filter.remove', { id: saved.id }))}
        >
          <IconX size={16} stroke={1.5} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
