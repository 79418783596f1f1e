import { useState } from 'react';
import { Button, Checkbox } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import {
  busyCalendarsOf,
  type GoogleCalendar,
  type GoogleLink,
  mainCalendar,
} from '#shared/domain/google.ts';
import { ignore } from '#shared/lib/ignore.ts';
import type { Problem } from '#shared/lib/result.ts';
import { run } from '#renderer/state/commands.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { ProblemText } from '../problem-text.tsx';
import peopleClasses from '../people.module.css';

/** Which of an account's calendars keep time free; Google is asked for their names when somebody chooses. */
export function BusyCalendars({ link, name }: { link: GoogleLink; name: string }) {
  const { t } = useTranslation('google');
  const [listed, setListed] = useState<GoogleCalendar[]>();
  const [isAsking, setAsking] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const nameOf = useCalendarName();
  const chosen = chosenOf(link);

  async function ask() {
    setAsking(true);
    const answer = await vault().googleCalendars(link.id);
    setAsking(false);
    setProblem(answer.ok ? undefined : answer.error);
    setListed(answer.ok ? answer.value : undefined);
  }

  return (
    <div className={peopleClasses.choices}>
      <fieldset className={peopleClasses.choice}>
        <legend>{t('calendars.legend')}</legend>
        {listed === undefined ? (
          <p dir="auto">{chosen.map(nameOf).join(' · ')}</p>
        ) : (
          <CalendarBoxes link={link} chosen={chosen} listed={listed} />
        )}
      </fieldset>
      <ProblemText problem={problem} />
      <div>
        <Button
          size="compact-sm"
          variant="default"
          loading={isAsking}
          aria-label={listed === undefined ? t('calendars.chooseOne', { name }) : undefined}
          onClick={() => (listed === undefined ? ignore(ask()) : setListed(undefined))}
        >
          {t(listed === undefined ? 'calendars.choose' : 'calendars.close')}
        </Button>
      </div>
    </div>
  );
}

interface CalendarBoxesProps {
  link: GoogleLink;
  chosen: GoogleCalendar[];
  listed: GoogleCalendar[];
}

function CalendarBoxes({ link, chosen: stored, listed }: CalendarBoxesProps) {
  const { t } = useTranslation('google');
  const nameOf = useCalendarName();
  // Ahead of what is stored: of two that are ticked one after the other both count.
  const [chosen, setChosen] = useState(stored);
  const isChosen = (id: string) => chosen.some((calendar) => calendar.id === id);
  // One that was unticked stays in sight, to be ticked again.
  const [gone] = useState(() => stored.filter(({ id }) => !listed.some((calendar) => calendar.id === id)));

  async function choose(calendar: GoogleCalendar, isTicked: boolean): Promise<void> {
    const others = chosen.filter(({ id }) => id !== calendar.id);
    const busyCalendars = isTicked ? [...others, calendar] : others;
    setChosen(busyCalendars);
    const done = await run('google.choose', { id: link.id, busyCalendars });
    if (!done.ok) setChosen(chosen);
  }

  return [...listed, ...gone].map((calendar) => (
    <Checkbox
      key={calendar.id}
      mt={8}
      label={<span dir="auto">{nameOf(calendar)}</span>}
      description={gone.includes(calendar) ? t('calendars.gone') : undefined}
      checked={isChosen(calendar.id)}
      // Where none is to count, that busy times are kept free is switched off.
      disabled={isChosen(calendar.id) && chosen.length === 1}
      onChange={(event) => ignore(choose(calendar, event.currentTarget.checked))}
    />
  ));
}

function chosenOf(link: GoogleLink): GoogleCalendar[] {
  return busyCalendarsOf(link).map((id) => ({ id, name: link.busyCalendars?.[id]?.name ?? '' }));
}

/** The main calendar is called by its person's address at Google: here it is the main one. */
function useCalendarName(): (calendar: GoogleCalendar) => string {
  const { t } = useTranslation('google');
  return ({ id, name }) => (id === mainCalendar ? t('calendars.main') : name || t('calendars.unnamed'));
}
