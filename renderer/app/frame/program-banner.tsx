import { Suspense, useEffect, useState } from 'react';
import { Button, Group } from '@mantine/core';
import { IconPlug } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { notify } from '#renderer/state/desktop.ts';
import { decide } from '#renderer/state/program-decision.ts';
import { type ProgramRequestCard, usePrograms } from '#renderer/state/programs.ts';
import { fieldLabel } from '#renderer/state/proposal-field.ts';
import { useRecord } from '#renderer/state/records.ts';
import { Dialog } from '#renderer/ui/index.ts';
import classes from './frame.module.css';

/** Above every screen: what a program wants changed. Nothing is approved from the line, as nothing is read there. */
export function ProgramBanner() {
  const requests = usePrograms((programs) => programs.requests);
  const [first] = requests;
  return (
    // It is there before its words are, so that they are read out when they come.
    <output>
      {first !== undefined && (
        <Suspense>
          <Line key={first.id} card={first} others={requests.length - 1} />
        </Suspense>
      )}
    </output>
  );
}

function Line({ card, others }: { card: ProgramRequestCard; others: number }) {
  const { t } = useTranslation('programs');
  const [isOpen, setOpen] = useState(false);
  const name = useRecord('programs', card.programId)?.name ?? '';
  useEffect(() => {
    // Who works in the program that asks does not look at this window.
    if (!document.hasFocus()) notify({ title: t('alert'), body: t('alertText') }, () => {});
  }, [t]);
  return (
    <div className={classes.bannerLine}>
      <IconPlug size={18} stroke={1.5} aria-hidden />
      <span className={classes.bannerWords}>
        {t('asks', { name, what: card.title })}
        {others > 0 && ` · ${t('asksMore', { count: others })}`}
      </span>
      <Button size="compact-sm" variant="default" onClick={() => setOpen(true)}>
        {t('look')}
      </Button>
      <RequestDialog card={card} name={name} opened={isOpen} onClose={() => setOpen(false)} />
    </div>
  );
}

interface RequestDialogProps {
  card: ProgramRequestCard;
  name: string;
  opened: boolean;
  onClose: () => void;
}

/** Every argument exactly as it would be run. */
function RequestDialog({ card, name, opened, onClose }: RequestDialogProps) {
  const { t } = useTranslation('programs');
  const { t: tField } = useTranslation('agent');
  const [deciding, setDeciding] = useState(false);

  async function answer(isApproved: boolean) {
    setDeciding(true);
    await decide(card, isApproved, t('approved', { what: card.title }));
    setDeciding(false);
  }

  return (
    <Dialog opened={opened} title={t('asksTitle', { name, what: card.title })} onClose={onClose}>
      <dl className={classes.asked}>
        {card.fields.map((field) => (
          <div key={field.path.join('.')}>
            <dt>{fieldLabel(field, tField)}</dt>
            <dd dir="auto">{field.shown}</dd>
          </div>
        ))}
      </dl>
      <p className={classes.askedNote}>{t(card.undoable ? 'askedNote' : 'askedNoteFinal', { name })}</p>
      <Group gap={8} justify="flex-end">
        <Button variant="default" disabled={deciding} onClick={() => ignore(answer(false))}>
          {t('refuse')}
        </Button>
        <Button loading={deciding} onClick={() => ignore(answer(true))}>
          {t('approve')}
        </Button>
      </Group>
    </Dialog>
  );
}
