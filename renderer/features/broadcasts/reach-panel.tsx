import { useState } from 'react';
import { ActionIcon, Anchor, Text } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Reached } from '#shared/commands/broadcast/audience.ts';
import type { Contact } from '#shared/domain/contact.ts';
import { useCostWords } from '#renderer/state/message-cost.ts';
import type { ReachNow } from './use-reach.ts';
import classes from './broadcasts.module.css';

/** So many of the recipients are shown with what they would read. */
const samples = 3;
/** So many names of one reason are listed. */
const mostNames = 40;

interface PreviewProps {
  reached: Reached[];
  /** Which of the samples is shown. */
  shown: number;
  onShow: (at: number) => void;
}

/** Of all recipients some from the beginning, the middle and the end. */
export function samplesOf(reached: Reached[]): Reached[] {
  const last = reached.length - 1;
  const places = new Set([0, Math.floor(last / 2), last].filter((at) => at >= 0));
  return [...places].slice(0, samples).map((at) => reached[at]!);
}

/** The message as real recipients would read it, one after the other. */
export function Preview({ reached, shown, onShow }: PreviewProps) {
  const { t } = useTranslation('broadcasts');
  const all = samplesOf(reached);
  const sample = all[Math.min(shown, all.length - 1)];
  if (sample === undefined) return <Text c="dimmed">{t('previewNobody')}</Text>;
  const at = all.indexOf(sample);
  const step = (by: number) => onShow((at + by + all.length) % all.length);
  return (
    <section aria-label={t('preview')} className={classes.preview}>
      <div className={classes.sampleHead}>
        <span className={classes.sampleName} dir="auto" title={sample.contact.name}>
          {t('previewOf', { name: sample.contact.name })}
        </span>
        {all.length > 1 && (
          <>
            <ActionIcon variant="subtle" color="gray" aria-label={t('previous')} onClick={() => step(-1)}>
              <IconChevronLeft size={18} stroke={1.5} className={classes.turns} />
            </ActionIcon>
            <span className={classes.count}>{t('sampleOf', { at: at + 1, of: all.length })}</span>
            <ActionIcon variant="subtle" color="gray" aria-label={t('next')} onClick={() => step(1)}>
              <IconChevronRight size={18} stroke={1.5} className={classes.turns} />
            </ActionIcon>
          </>
        )}
      </div>
      <p className={classes.message} dir="auto">
        {'subject' in sample.by && <strong className={classes.subject}>{sample.by.subject}</strong>}
        {sample.text}
      </p>
    </section>
  );
}

interface ReachCountsProps {
  reach: ReachNow;
  over: 'whatsapp' | 'email';
}

/** How many get it, and who does not and why. */
export function ReachCounts({ reach: { reached, leftOut, why, costs }, over }: ReachCountsProps) {
  const { t } = useTranslation('broadcasts');
  const words = useCostWords();
  const unknown = reached.length - costs.length;
  return (
    <section aria-label={t('reach')} className={classes.reach}>
      <output className={classes.reaches}>
        {t('reaches', { count: reached.length })}
        {leftOut.length > 0 && ` · ${t('leavesOut', { count: leftOut.length })}`}
      </output>
      {why.map((each) => (
        <LeftOutGroup key={each.why} why={t(`why.${each.why}`)} people={each.people} />
      ))}
      {reached.length > 0 && over === 'whatsapp' && (
        <Text size="sm" c="dimmed">
          {costs.length === 0
            ? t('costUnknown', { count: reached.length })
            : unknown === 0
              ? t('cost', { cost: words(costs) })
              : t('costPart', { cost: words(costs), count: unknown })}
        </Text>
      )}
      {why.some((each) => each.why === 'noConsent') && (
        <Text size="sm" c="dimmed">
          {t('consentHint')}
        </Text>
      )}
    </section>
  );
}

function LeftOutGroup({ why, people }: { why: string; people: Contact[] }) {
  const { t } = useTranslation('broadcasts');
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={classes.why} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <span className={classes.number}>{people.length}</span> {why}
      </summary>
      {isOpen && (
        <ul className={classes.names}>
          {people.slice(0, mostNames).map(({ id, name }) => (
            <li key={id}>
              <Anchor
                dir="auto"
                renderRoot={(props) => <Link to="/people/$contactId" params={{ contactId: id }} {...props} />}
              >
                {name}
              </Anchor>
            </li>
          ))}
          {people.length > mostNames && <li>{t('more', { count: people.length - mostNames })}</li>}
        </ul>
      )}
    </details>
  );
}
