import { useState } from 'react';
import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ignore } from '#shared/lib/ignore.ts';
import { withFactor } from '#renderer/state/factor.ts';
import { useLateWork } from '#renderer/state/late-work.ts';
import { showDone, showProblem } from '#renderer/state/notices.ts';
import { vault } from '#renderer/state/vault-client.ts';
import { Section } from '#renderer/ui/index.ts';
import type { LateDevice } from '#renderer/vault/team/api.ts';
import classes from './team.module.css';

/** What devices have written after their right to ended: each or all of it taken over under the owner's name, or left. */
export function LateWork() {
  const { t } = useTranslation('settings');
  const devices = useLateWork();
  if (devices.length === 0) return null;
  return (
    <Section title={t('team_late')} hint={t('team_lateHint')}>
      {devices.map((device) => (
        <OfDevice key={device.id} device={device} />
      ))}
    </Section>
  );
}

function OfDevice({ device }: { device: LateDevice }) {
  const { t } = useTranslation(['settings', 'audit']);
  const [isBusy, setBusy] = useState(false);
  const name = device.name ?? t('audit:formerDevice');
  const title = t('team_lateOf', { device: name, member: device.member ?? t('audit:formerMember') });
  const open = device.records.filter(({ is }) => is !== 'fixed');

  async function decide(keys: string[], takesOver: boolean): Promise<void> {
    setBusy(true);
    const done = await withFactor(() => vault().settleLateWork({ deviceId: device.id, keys, takesOver }));
    setBusy(false);
    if (!done.ok) return showProblem(done.error);
    showDone(t(takesOver ? 'team_lateTaken' : 'team_lateLeft'));
  }

  return (
    <section aria-label={title}>
      <h3 className={classes.kind}>{title}</h3>
      <ul className={classes.wrote}>
        {device.records.map(({ key, collection, name: called, is }) => {
          const kind = t(`audit:kind.${collection}`);
          const what = called === undefined ? kind : t('team_lateWhat', { kind, name: called });
          return (
            <li key={key} className={classes.late}>
              <span dir="auto">{is === 'written' ? what : t(`team_late_${is}`, { what })}</span>
              {is !== 'fixed' && (
                <Button
                  size="compact-sm"
                  variant="default"
                  disabled={isBusy}
                  aria-label={t('team_lateTakeOne', { what })}
                  onClick={() => ignore(decide([key], true))}
                >
                  {t('team_lateTake')}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      <Group gap={8} mt={8}>
        {open.length > 0 && (
          <Button
            size="compact-sm"
            loading={isBusy}
            onClick={() =>
              ignore(
                decide(
                  open.map(({ key }) => key),
                  true,
                ),
              )
            }
          >
            {t('team_lateTakeAll')}
          </Button>
        )}
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={isBusy}
          onClick={() =>
            ignore(
              decide(
                device.records.map(({ key }) => key),
                false,
              ),
            )
          }
        >
          {t('team_lateLeave')}
        </Button>
      </Group>
    </section>
  );
}
