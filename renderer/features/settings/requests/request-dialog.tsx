import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatDay } from '#shared/domain/day.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { run } from '#renderer/state/commands.ts';
import { useFormat } from '#renderer/state/format.ts';
import { useTeam } from '#renderer/state/team.ts';
import { Dialog } from '#renderer/ui/index.ts';
import { Acknowledge } from './acknowledge.tsx';
import { CloseRequest } from './close-request.tsx';
import { NoteDeed } from './note-deed.tsx';
import { StatusPage } from './status-page.tsx';
import type { RequestEntry } from './use-requests.ts';
import classes from './requests.module.css';

interface RequestDialogProps {
  entry: RequestEntry;
  today: string;
  mayChange: boolean;
  onClose: () => void;
}

/** One request: what was asked, by when what is done, what was done, and the next steps. */
export function RequestDialog({ entry, today, mayChange, onClose }: RequestDialogProps) {
  const { t } = useTranslation(['requests', 'privacy']);
  const { locale } = useFormat();
  const { request, contactId, deadlines } = entry;
  const { id, kind, what, ground, outcome, identity, acknowledged, meta } = request;
  const name = entry.name ?? t('somebody');
  const isOpen = outcome === undefined;
  return (
    <Dialog opened onClose={onClose} title={t('line', { kind: t(`kind.${kind}`), name })} size="lg">
      <p className={classes.quiet}>
        {t('received', {
          day: formatDay(request.receivedOn, locale),
          how: t(meta === undefined ? `by.${request.by}` : 'byMeta'),
        })}
      </p>
      {what !== undefined && (
        <p className={classes.text} dir="auto">
          {what}
        </p>
      )}
      {ground !== undefined && (
        <p className={classes.text} dir="auto">
          {t('onGround', { ground })}
        </p>
      )}
      {meta !== undefined && (
        <p className={classes.text}>{t('throughMeta', { id: meta.userId, code: meta.code })}</p>
      )}
      {contactId !== undefined && (
        <Button
          size="compact-sm"
          variant="default"
          renderRoot={(props) => <Link to="/people/$contactId" params={{ contactId }} {...props} />}
        >
          {t('openContact')}
        </Button>
      )}
      {deadlines.length > 0 && <h3 className={classes.heading}>{t('deadlines')}</h3>}
      <ul className={classes.deeds}>
        {deadlines.map(({ what: step, by, day }) => (
          <li key={`${step} ${by} ${day}`} data-late={day < today || undefined}>
            {t(`next.${step}.${by}`, { day: formatDay(day, locale, 'long') })}
          </li>
        ))}
      </ul>
      <Deeds entry={entry} />
      {mayChange && isOpen && (
        <>
          {identity === undefined && kind !== 'authority' && (
            <NoteDeed
              of={id}
              title={t('identify')}
              hint={t('identifyHint')}
              onNote={(how) => run('privacyRequest.identify', { id, how })}
            />
          )}
          {acknowledged === undefined && <Acknowledge entry={entry} />}
          {entry.mayExtend && (
            <NoteDeed
              of={id}
              title={t('extend')}
              hint={t('extendHint')}
              onNote={(why) => run('privacyRequest.extend', { id, why })}
            />
          )}
          <CloseRequest request={request} />
        </>
      )}
      {meta !== undefined && <StatusPage request={request} mayChange={mayChange} />}
      {mayChange && !isOpen && (
        <Group justify="flex-end" mt={16}>
          <Button variant="default" onClick={() => ignore(run('privacyRequest.reopen', { id }))}>
            {t('reopen')}
          </Button>
        </Group>
      )}
    </Dialog>
  );
}

/** What was done, by whom and when. */
function Deeds({ entry: { request } }: { entry: RequestEntry }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const members = useTeam(({ team }) => team?.members);
  const { identity, acknowledged, extended, outcome } = request;
  const done = [
    ...(identity === undefined ? [] : [{ ...identity, words: identity.how, key: 'identified' as const }]),
    ...(acknowledged === undefined
      ? []
      : [{ ...acknowledged, words: acknowledged.how, key: 'acknowledged' as const }]),
    ...(extended === undefined ? [] : [{ ...extended, words: extended.why, key: 'extended' as const }]),
    ...(outcome === undefined ? [] : [{ ...outcome, key: 'closed' as const }]),
  ].toSorted((a, b) => a.at - b.at);
  if (done.length === 0) return null;
  return (
    <>
      <h3 className={classes.heading}>{t('done')}</h3>
      <ul className={classes.deeds}>
        {done.map(({ key, at, memberId, words }) => (
          <li key={key}>
            {t(`deed.${key}`, {
              time: format.dayAndTime(at),
              name: members?.find((member) => member.id === memberId)?.name ?? t('somebodyOfYours'),
              outcome: outcome && t(`outcome.${outcome.is}`),
            })}
            <span className={classes.quoted} dir="auto">
              {words}
            </span>
            {key === 'closed' && outcome?.proof !== undefined && (
              <span className={classes.quiet}>{t('proofAt', { proof: outcome.proof })}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
