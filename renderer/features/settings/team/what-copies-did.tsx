import { Anchor, Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import type { Written } from '#shared/domain/team.ts';
import { useAllFindingNotes } from '#renderer/state/finding-notes.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useOpenRecord } from '#renderer/state/open-record.ts';
import { useTable } from '#renderer/state/records.ts';
import { Dialog } from '#renderer/ui/index.ts';
import classes from './team.module.css';

const kinds = ['issued', 'payments', 'messages'] as const;
type Kind = (typeof kinds)[number];

interface WhatCopiesDidProps {
  device: string;
  wrote: Written[];
  onClose: () => void;
}

/** What two devices of one name did beside each other: numbers, payments, messages, each with the way to it. */
export function WhatCopiesDid({ device, wrote, onClose }: WhatCopiesDidProps) {
  const { t } = useTranslation(['settings', 'ui']);
  const undecided = useAllFindingNotes().length;
  return (
    <Dialog opened onClose={onClose} title={t('team_copiesDidTitle', { device })} size="lg">
      <p>{t('team_copiesDidHint')}</p>
      {kinds.map((kind) => (
        <Kind key={kind} kind={kind} wrote={wrote.filter(({ collection }) => collection === kind)} />
      ))}
      {undecided > 0 && <p className={classes.note}>{t('team_copiesUndecided', { count: undecided })}</p>}
      <Group justify="flex-end" mt={24}>
        <Button variant="default" onClick={onClose}>
          {t('team_closeDialog')}
        </Button>
      </Group>
    </Dialog>
  );
}

function Kind({ kind, wrote }: { kind: Kind; wrote: Written[] }) {
  const { t } = useTranslation('settings');
  const nameOf = useNames();
  const open = useOpenRecord();
  const sides = [...new Set(wrote.map(({ side }) => side))].toSorted((a, b) => a - b);
  return (
    <section aria-label={t(`team_copies_${kind}`)}>
      <h3 className={classes.kind}>{t(`team_copies_${kind}`)}</h3>
      {wrote.length === 0 && <p className={classes.note}>{t('team_copiesNone')}</p>}
      {sides.map((side, index) => (
        <div key={side} className={classes.side}>
          <span className={classes.aside}>{t('team_copiesSide', { number: index + 1 })}</span>
          <ul className={classes.wrote}>
            {wrote
              .filter((one) => one.side === side)
              .map(({ id }) => {
                const { label, place } = nameOf(kind, id);
                return (
                  <li key={id}>
                    {place === undefined ? (
                      label
                    ) : (
                      <Anchor component="button" type="button" size="sm" onClick={() => open(place)}>
                        {label}
                      </Anchor>
                    )}
                  </li>
                );
              })}
          </ul>
        </div>
      ))}
    </section>
  );
}

/** What the owner calls such a record, and where it is shown. */
function useNames() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const [issued, payments, messages] = [useTable('issued'), useTable('payments'), useTable('messages')];
  return (kind: Kind, id: string) => {
    const document = kind === 'issued' ? issued.get(id) : undefined;
    if (document !== undefined)
      return {
        label: [document.number, document.buyer.contactName ?? document.buyer.name]
          .filter(Boolean)
          .join(' · '),
        place: { collection: 'issued', id },
      };
    const payment = kind === 'payments' ? payments.get(id) : undefined;
    if (payment !== undefined) {
      const { amount, currency, day, issuedId } = payment;
      const label = `${format.money(amount, currency)} · ${formatDay(day, format.locale)}`;
      return { label, place: { collection: 'issued', id: issuedId } };
    }
    const message = kind === 'messages' ? messages.get(id) : undefined;
    if (message !== undefined) {
      const label = [format.dayAndTime(message.at), message.text?.slice(0, 60)].filter(Boolean).join(' · ');
      return { label, place: { collection: 'conversations', id: message.conversationId } };
    }
    return { label: t('team_copiesGone'), place: undefined };
  };
}
