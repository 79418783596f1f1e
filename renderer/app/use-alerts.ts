import { useEffect, useRef } from 'react';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { isUnread } from '#shared/domain/conversation-state.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { alertsSince, isShown, together, type Told, toldOf } from '#renderer/state/alerts.ts';
import { notify, useAlerting } from '#renderer/state/desktop.ts';
import { readTable, useRecords } from '#renderer/state/records.ts';
import { useSession } from '#renderer/state/session.ts';
import { useTeam } from '#renderer/state/team.ts';
import { bridge } from '#renderer/state/vault-client.ts';

/** Tells outside of the window what somebody should know who does not look at it. */
export function useAlerts(): void {
  const { t } = useTranslation('desktop');
  const router = useRouter();
  const loaded = useSession((session) => session.loaded);
  const conversations = useRecords('conversations');
  const accountEvents = useRecords('accountEvents');
  const runs = useRecords('ruleRuns');
  const bookings = useRecords('bookings');
  const arrivals = useRecords('webhookArrivals');
  const enquiries = useRecords('enquiries');
  const payments = useRecords('payments');
  const devices = useRecords('devices');
  const handovers = useRecords('handovers');
  const self = useTeam(({ team }) => team?.members.find((member) => member.self));
  const memberId = self?.id;
  const deviceId = self?.devices.find((device) => device.self)?.id;
  const { wanted, showsContent } = useAlerting();
  const told = useRef<Told>(undefined);

  useEffect(() => {
    if (!loaded) return;
    const happened = {
      conversations,
      accountEvents,
      runs,
      bookings,
      arrivals,
      enquiries,
      payments,
      devices,
      handovers,
    };
    const viewer = { memberId, deviceId, now: Date.now() };
    const { alerts, told: next } = alertsSince(told.current ?? toldOf(happened, viewer), happened, viewer);
    told.current = next;
    const shown = alerts.filter((alert) => isShown(alert, { wanted, hasFocus: document.hasFocus() }));
    for (const { alert, count } of together(shown)) {
      const { kind, contactId = '', words = '', path } = alert;
      const name = readTable('contacts').get(contactId)?.name;
      const hasContent = showsContent && words !== '';
      notify(
        {
          title: hasContent && name !== undefined ? name : t('app'),
          body: hasContent ? words.slice(0, 300) : t(`alert.${kind}`, { count }),
          path,
        },
        () => ignore(router.navigate({ href: path })),
      );
    }
  }, [
    loaded,
    conversations,
    accountEvents,
    runs,
    bookings,
    arrivals,
    enquiries,
    payments,
    devices,
    handovers,
    memberId,
    deviceId,
    wanted,
    showsContent,
    t,
    router,
  ]);

  const unread = conversations.filter((each) => isUnread(each, memberId)).length;
  useEffect(() => {
    ignore(bridge().call('desktop.badge', { count: Math.min(unread, 9999) }));
  }, [unread]);
}
