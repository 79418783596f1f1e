import { useState } from 'react';
import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Time } from '#renderer/ui/index.ts';
import { search } from './search.ts';
import { useActions, type PaletteActions } from './use-actions.ts';
import { useFurther, useRecordsFound, type Group } from './use-records-found.ts';
import classes from './palette.module.css';

const shownActions = 8;

/** Ctrl+K: whatever can be done from everywhere, and whatever can be opened, as it is typed. */
export default function Palette(actions: PaletteActions) {
  const { t } = useTranslation('app');
  const [query, setQuery] = useState('');
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={setQuery}
      shortcut={['mod + K']}
      tagsToIgnore={[]}
      triggerOnContentEditable
      scrollable
      maxHeight={440}
      radius="lg"
      overlayProps={{ blur: 0, backgroundOpacity: 0.4 }}
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': t('searchOrDo') } }}
    >
      <Spotlight.Search
        ref={focusAtOnce}
        placeholder={t('palettePlaceholder')}
        leftSection={<IconSearch size={18} stroke={1.5} />}
      />
      <Results query={query} actions={actions} />
    </Spotlight.Root>
  );
}

/** At once, without a transition: keys typed right after Ctrl+K belong here. */
function focusAtOnce(input: HTMLInputElement | null): void {
  input?.focus();
}

/** Its own component, so that the lists are read only while the palette is open. */
function Results({ query, actions: doable }: { query: string; actions: PaletteActions }) {
  const { t } = useTranslation('app');
  const actions: Group = {
    label: t('paletteActions'),
    entries: search(useActions(doable), query, shownActions),
  };
  const groups = [...useRecordsFound(query), actions, ...useFurther(query)].filter(
    ({ entries }) => entries.length > 0,
  );
  return (
    <Spotlight.ActionsList>
      {groups.length === 0 && <Spotlight.Empty>{t('paletteNothing')}</Spotlight.Empty>}
      {groups.map(({ label, entries }) => (
        <Spotlight.ActionsGroup key={label} label={label} className={classes.group}>
          {entries.map((entry) => (
            <Spotlight.Action key={entry.id} onClick={entry.open} className={classes.action}>
              <span className={classes.label} dir="auto">
                {entry.label}
              </span>
              <span className={classes.detail} dir="auto">
                {entry.detail}
              </span>
              {entry.when !== undefined && <Time>{entry.when}</Time>}
            </Spotlight.Action>
          ))}
        </Spotlight.ActionsGroup>
      ))}
    </Spotlight.ActionsList>
  );
}
