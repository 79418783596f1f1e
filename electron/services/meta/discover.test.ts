import { afterEach, beforeEach, expect, test } from 'vitest';
import { missingPermissions } from '#shared/channels/meta/permissions.ts';
import { createGraphStandin, type GraphStandin } from '#tests/standins/graph/server.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { createMetaService } from './service.ts';

let standin: GraphStandin;
beforeEach(async () => {
  standin = await createGraphStandin();
});
afterEach(() => standin.close());

const service = () => {
  const guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  return createMetaService({ fetch: guard.fetch('channel.meta'), fetchFile: guard.fetch('channel.files') });
};

const discover = (accessToken = standin.account.accessToken) =>
  service()['channel.discover']({ graphUrl: standin.url, accessToken });

test.each(['assigned', 'businesses'] as const)(
  'one token finds number, page and Instagram account, by what is %s',
  async (how) => {
    standin.discovery.how = how;
    const { phoneNumberId, businessAccountId, pageId, instagramId, accessToken } = standin.account;
    expect(await discover()).toMatchObject({
      ok: true,
      value: {
        name: 'Plumbline system user',
        found: [
          {
            kind: 'whatsapp',
            name: 'Sample Plumbing',
            number: '+15550783881',
            phoneNumberId,
            businessAccountId,
          },
          { kind: 'messenger', name: 'Sample Plumbing', pageId, accessToken },
          { kind: 'instagram', name: '@sampleplumbing', pageId, instagramId, accessToken },
        ],
      },
    });
  },
);

test('a permission that is missing is named with what cannot be done without it', async () => {
  standin.discovery.permissions.delete('instagram_manage_comments');
  const told = await discover();
  const granted = told.ok ? told.value.permissions : [];
  expect(missingPermissions('instagram', granted)).toEqual([
    { permission: 'instagram_manage_comments', use: 'comments' },
  ]);
  expect(missingPermissions('whatsapp', granted)).toEqual([]);
  expect(missingPermissions('messenger', undefined)).toEqual([]);
});

test('a token that Meta does not take is told as that', async () => {
  expect(await discover('another')).toMatchObject({ error: { code: 'channel.not-permitted' } });
});

test('a phone is asked for its messages and its contacts once each', async () => {
  const account = { ...standin.account, kind: 'whatsapp' as const, graphUrl: standin.url };
  const ask = (what: 'history' | 'contacts') => service()['channel.askPhone']({ account, what });
  expect(await ask('history')).toEqual({ ok: true, value: {} });
  expect(await ask('contacts')).toEqual({ ok: true, value: {} });
  expect(standin.discovery.askedOfPhone).toEqual(['history', 'smb_app_state_sync']);
  expect(await ask('history')).toMatchObject({ ok: false });
});
