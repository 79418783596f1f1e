import { useEffect, useId, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import { Button } from '@mantine/core';
import { IconChecks, IconUsers } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { AboutLink } from '#renderer/features/tasks/index.ts';
import { useHasCustomers } from '#renderer/state/customers.ts';
import { useAllFindingNotes } from '#renderer/state/finding-notes.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useReader } from '#renderer/state/records.ts';
import { useAccess } from '#renderer/state/session.ts';
import { useTaskTitle } from '#renderer/state/task-title.ts';
import { EmptyState, nextIndex } from '#renderer/ui/index.ts';
import type { Agenda } from './agenda.ts';
import type { Line } from './line.ts';
import { lineWords } from './line-words.ts';
import { TomorrowLine } from './tomorrow-line.tsx';
import { useAction } from './use-action.ts';
import classes from './today.module.css';

/** So many lines are drawn at first; who has more asks for them. */
const atFirst = 50;
const page = 10;

/** One list of what to do. Up and Down walk it, Enter does the action of the line. */
export function AgendaList({ lines, tomorrow, now }: Agenda & { now: number }) {
  const { t } = useTranslation('today');
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? lines : lines.slice(0, atFirst);
  const notes = useAllFindingNotes();
  const findingTitles = useMemo(() => new Map(notes.map(({ id, title }) => [id, title])), [notes]);
  const { list, active, setActive, handleKey } = useWalk(shown);
  if (lines.length === 0)
    return (
      <div className={classes.nothing}>
        <Nothing />
        <TomorrowLine tomorrow={tomorrow} />
      </div>
    );
  return (
    <>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its buttons have the focus */}
      <ol ref={list} className={classes.lines} aria-label={t('toDo')} onKeyDown={handleKey}>
        {shown.map((line, index) => (
          <AgendaLine
            key={line.id}
            line={line}
            now={now}
            findingTitles={findingTitles}
            isActive={index === active}
            onFocus={() => setActive(index)}
          />
        ))}
      </ol>
      {shown.length < lines.length && (
        <Button variant="subtle" size="xs" onClick={() => setWhole(true)}>
          {t('more', { count: lines.length - shown.length })}
        </Button>
      )}
      <TomorrowLine tomorrow={tomorrow} />
    </>
  );
}

/** All is done; or nothing was begun, and then with what one begins. */
function Nothing() {
  const { t } = useTranslation('today');
  const navigate = useNavigate();
  const hasCustomers = useHasCustomers();
  const mayAdd = useAccess('people') === 'write';
  if (hasCustomers || !mayAdd)
    return (
      <EmptyState icon={<IconChecks size={28} stroke={1.5} />} title={t('nothing')} text={t('nothingText')} />
    );
  return (
    <EmptyState
      icon={<IconUsers size={28} stroke={1.5} />}
      title={t('firstTitle')}
      text={t('firstText')}
      action={{
        label: t('firstContact'),
        onClick: () => ignore(navigate({ to: '/people', search: { new: true } })),
      }}
      secondary={{
        label: t('firstChannel'),
        onClick: () => ignore(navigate({ to: '/settings/$section', params: { section: 'channels' } })),
      }}
    />
  );
}

/** Which line the keys are at. When one has left, the next takes the focus that nobody has. */
function useWalk(lines: Line[]) {
  const list = useRef<HTMLOListElement>(null);
  const [moved, setActive] = useState(0);
  const active = Math.min(moved, lines.length - 1);
  useEffect(() => {
    if (document.activeElement === document.body) focusLine(list.current, active);
    // oxlint-disable-next-line react/exhaustive-effect-dependencies -- that a line has left is why somebody needs it
  }, [active, lines]);

  function handleKey(event: KeyboardEvent): void {
    const next = nextIndex(event.key, active, lines.length, page);
    if (next === undefined) return;
    event.preventDefault();
    focusLine(list.current, next);
  }
  return { list, active, setActive, handleKey };
}

function focusLine(list: HTMLOListElement | null, index: number): void {
  list?.querySelectorAll<HTMLElement>('[data-action]')[index]?.focus();
}

interface AgendaLineProps {
  line: Line;
  now: number;
  findingTitles: ReadonlyMap<string, string>;
  isActive: boolean;
  onFocus: () => void;
}

const named = ['contacts'] as const;

function AgendaLine({ line, now, findingTitles, isActive, onFocus }: AgendaLineProps) {
  const { t, i18n } = useTranslation(['today', 'app']);
  const format = useFormat();
  const records = useReader(named);
  const titleOf = useTaskTitle();
  const act = useAction(line);
  const id = useId();
  const { verb, detail, action, reason } = lineWords(line, {
    t,
    language: i18n.language,
    format,
    records,
    now,
    titleOf,
    findingTitles,
  });
  return (
    <li className={classes.line}>
      <div id={id} className={classes.words}>
        {line.isLate && <span className={classes.late}>{lateWord(line, t)}</span>}
        <span className={classes.verb} dir="auto">
          {verb}
        </span>
        <span className={classes.detail} dir="auto">
          {detail}
        </span>
        {line.kind === 'task' && <AboutLink task={line.task} />}
        {reason !== undefined && (
          <p className={classes.reason} dir="auto">
            {reason}
          </p>
        )}
      </div>
      <Button
        size="compact-sm"
        variant="default"
        data-action
        tabIndex={isActive ? 0 : -1}
        aria-describedby={id}
        onFocus={onFocus}
        onClick={act}
      >
        {action}
      </Button>
    </li>
  );
}

/** That it is late, or what somebody may be in danger of. */
function lateWord(line: Line, t: TFunction<['today', 'app']>): string {
  return line.kind === 'answer' && line.danger !== undefined
    ? t(`danger.${line.danger}`, { ns: 'app' })
    : t('late');
}
