import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bridgePieceBytes } from '#shared/bridge/contract.ts';
import type { MediaKind } from '#shared/domain/media.ts';
import { expectOk } from '#shared/lib/result.ts';
import { createGraphStandin, type GraphStandin } from '#tests/standins/graph/server.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { createMetaService } from './service.ts';

let standin: GraphStandin;
let guard: ReturnType<typeof createEgressGuard>;
let media: ReturnType<typeof createMedia>;

function createMedia(patience = 2000) {
  const fetch = guard.fetch('channel.meta');
  return createMetaService({ fetch, fetchFile: guard.fetch('channel.files'), patience });
}

beforeEach(async () => {
  standin = await createGraphStandin();
  guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  media = createMedia();
});
afterEach(() => standin.close());

const account = (kind: 'messenger' | 'instagram') => ({ kind, ...standin.account, graphUrl: standin.url });
const photo = new Uint8Array(randomBytes(bridgePieceBytes + 345));

async function download(url: string, kind: MediaKind = 'image', service = media) {
  const opened = await service['channel.openMedia']({ url, kind });
  if (!opened.ok) return opened;
  const pieces: Uint8Array[] = [];
  for (;;) {
    const piece = await service['channel.readMedia']({ download: opened.value.download });
    if (!piece.ok) return piece;
    pieces.push(piece.value.bytes);
    if (piece.value.last) return { ok: true as const, value: { ...opened.value, pieces } };
  }
}

test('a customer’s file comes whole from the address that came with it, which sees no token', async () => {
  const { pieces, ...facts } = expectOk(await download(standin.pages.files.add(photo, 'image/jpeg')));
  expect(facts).toMatchObject({ mimeType: 'image/jpeg', sizeBytes: photo.length });
  expect(Buffer.concat(pieces).equals(photo)).toBe(true);
  expect(standin.pages.files.withToken).toEqual([]);
});

test.each([
  ['truncated', 'media.broken-off'],
  ['expired-url', 'media.gone'],
  ['too-large', 'media.too-large'],
  ['web-page', 'media.wrong-type'],
  ['foreign-redirect', 'media.foreign'],
] as const)('a download that is disturbed by "%s" is told from a whole one', async (trouble, code) => {
  const url = standin.pages.files.add(photo, 'image/jpeg');
  standin.pages.files.disturbNext(trouble);
  expect(await download(url)).toMatchObject({ ok: false, error: { code } });
  expect(await download(url)).toMatchObject({ ok: true });
});

test('a document may be of any type, also a page', async () => {
  const url = standin.pages.files.add(photo, 'text/html');
  expect(await download(url, 'document')).toMatchObject({ ok: true, value: { mimeType: 'text/html' } });
  expect(await download(url, 'image')).toMatchObject({ error: { code: 'media.wrong-type' } });
});

test('a file is fetched from Meta’s file servers only, whatever address a message holds', async () => {
  const origins = { 'channel.files': ['https://*.fbcdn.net'], 'channel.meta': [standin.url] };
  guard.configure({ localOnly: false, origins });
  const own = standin.pages.files.add(photo, 'image/jpeg');
  for (const url of [
    own,
    'https://fbcdn.net.example/a',
    'https://files.example/a',
    'http://scontent.fbcdn.net/a',
  ])
    expect(await download(url)).toMatchObject({ ok: false, error: { code: 'media.foreign' } });
  expect(standin.pages.files.downloads(own)).toBe(0);
});

interface Given {
  bytes: Uint8Array<ArrayBuffer>;
  kind: MediaKind;
  mimeType: string;
  platform?: 'messenger' | 'instagram';
}

async function upload({ bytes, kind, mimeType, platform = 'messenger' }: Given) {
  const filename = 'Küche “nachher”.jpg';
  const common = { account: account(platform), kind, upload: 'upload-one', mimeType, filename };
  for (let piece = 0; ; piece++) {
    const part = bytes.slice(piece * bridgePieceBytes, (piece + 1) * bridgePieceBytes);
    const last = (piece + 1) * bridgePieceBytes >= bytes.length;
    const answer = await media['channel.putMedia']({ ...common, piece, last, bytes: part });
    if (last || !answer.ok) return answer;
  }
}

test.each([
  ['messenger', 'image', 'image/jpeg'],
  ['messenger', 'document', 'application/zip'],
  ['instagram', 'image', 'image/png'],
  ['instagram', 'audio', 'audio/mp4'],
  ['instagram', 'document', 'application/pdf'],
] as const)(
  'over %s a file of the kind "%s" (%s) is uploaded and sent by its id',
  async (platform, kind, mimeType) => {
    if (platform === 'instagram') {
      standin.setWebhookUrl('http://127.0.0.1:9/');
      standin.pages.writes('instagram', '9001', { text: 'Hello' }).catch(() => undefined);
    }
    const { mediaId } = expectOk(await upload({ bytes: photo, kind, mimeType, platform }));
    expect(standin.pages.files.uploaded(mediaId)).toMatchObject({
      type: mimeType,
      name: 'Kuche _nachher_.jpg',
    });
    expect(standin.pages.files.uploaded(mediaId)!.bytes.equals(photo)).toBe(true);
    const address = { account: account(platform), recipient: { scopedId: '9001' }, humanAgent: true };
    const sent = await media['channel.sendMedia']({
      ...address,
      kind,
      mediaId: mediaId!,
      correlation: 'record-1',
    });
    expect(sent).toMatchObject({ ok: true, value: { outcome: 'accepted' } });
    expect(standin.pages.sent).toMatchObject([{ messaging_type: 'MESSAGE_TAG', tag: 'HUMAN_AGENT' }]);
    expect(standin.faults).toEqual([]);
  },
);

test('what Meta does not take is told with its reason', async () => {
  const given = { bytes: photo, kind: 'document', mimeType: 'application/zip' } as const;
  expect(await upload({ ...given, platform: 'instagram' })).toMatchObject({
    ok: false,
    error: { code: 'media.refused', remedy: 'Meta says: the format is not supported' },
  });
});
