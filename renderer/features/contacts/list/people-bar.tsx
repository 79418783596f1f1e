import { useState } from 'react';
import { ActionIcon, Button, Checkbox, Menu, Popover, Stack, Tooltip } from '@mantine/core';
import {
  IconCheck,
  IconChevronDown,
  IconColumns3,
  IconFilter,
  IconFilterFilled,
  IconX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { isNarrowing, type Segment } from '#shared/domain/people-filter.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useRecords } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { PeopleFilterForm } from './people-filter-form.tsx';
import { segmentOf, showColumn, showSegment, usePeopleView } from './people-view.ts';
import { usePeopleColumns } from './use-columns.tsx';
import classes from './people-bar.module.css';

/** Chooses whom the list shows, by a segment or a filter, and what it shows of them. */
export function PeopleBar() {
  return (
    <>
      <SegmentMenu />
      <FilterButton />
      <ColumnsButton />
    </>
  );
}

function SegmentMenu() {
  const { t } = useTranslation('contacts');
  const { filter } = usePeopleView();
  const segments = useRecords('segments').toSorted((a, b) => a.name.localeCompare(b.name));
  const shown = segmentOf(filter, segments);
  const isOwn = shown === undefined && isNarrowing(filter);
  const name = shown?.name ?? t(isOwn ? 'list.own' : 'list.all');
  if (segments.length === 0) return null;
  return (
    <Menu position="bottom-start" width={240}>
      <Menu.Target>
        <Button
          size="xs"
          variant="default"
          maw={220}
          rightSection={<IconChevronDown size={16} stroke={1.5} />}
          aria-label={t('list.view', { name })}
        >
          {name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          rightSection={!isNarrowing(filter) && <IconCheck size={16} stroke={1.5} />}
          onClick={() => showSegment()}
        >
          {t('list.all')}
        </Menu.Item>
        <Menu.Label>{t('list.segments')}</Menu.Label>
        {segments.map((segment) => (
          <SegmentItem key={segment.id} segment={segment} isShown={segment.id === shown?.id} />
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function SegmentItem({ segment, isShown }: { segment: Segment; isShown: boolean }) {
  const { t } = useTranslation('contacts');
  const mayWrite = useAccess('desk') === 'write';
  const label = t('list.removeSegment', { name: segment.name });
  return (
    <div className={classes.segment}>
      <Menu.Item fw={isShown ? 550 : undefined} onClick={() => showSegment(segment)}>
        {segment.name}
      </Menu.Item>
      {mayWrite && (
        <Tooltip label={label}>
          <ActionIcon
            size={28}
            aria-label={label}
            onClick={() => ignore(run('segment.remove', { id: segment.id }))}
          >
            <IconX size={16} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      )}
    </div>
  );
}

function FilterButton() {
  const { t } = useTranslation('contacts');
  const [isOpen, setOpen] = useState(false);
  const isOn = usePeopleView(({ filter }) => isNarrowing(filter));
  const Funnel = isOn ? IconFilterFilled : IconFilter;
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={280} trapFocus>
      <Popover.Target>
        <Tooltip label={t('list.filter')} disabled={isOpen}>
          <ActionIcon size={28} aria-label={t('list.filter')} onClick={() => setOpen(!isOpen)}>
            <Funnel size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.filter')} className={classes.dropdown}>
        <PeopleFilterForm onClose={() => setOpen(false)} />
      </Popover.Dropdown>
    </Popover>
  );
}

function ColumnsButton() {
  const { t } = useTranslation('contacts');
  const columns = usePeopleColumns().slice(1);
  const shown = usePeopleView((view) => view.columns);
  return (
    <Popover position="bottom-start" width={220} trapFocus>
      <Popover.Target>
        <Tooltip label={t('list.columns')}>
          <ActionIcon size={28} aria-label={t('list.columns')}>
            <IconColumns3 size={18} stroke={1.5} />
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('list.columns')} className={classes.dropdown}>
        <Stack gap={8}>
          {columns.map(({ key, header }) => (
            <Checkbox
              key={key}
              size="xs"
              label={header}
              checked={shown.includes(key)}
              onChange={(event) => showColumn(key, event.currentTarget.checked)}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
