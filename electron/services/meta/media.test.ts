import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bridgePieceBytes } from '#shared/bridge/contract.ts';
import { expectOk } from '#shared/lib/result.ts';
import { patience as testPatience } from '#shared/lib/testing/eventually.ts';
import { createGraphStandin, type GraphStandin } from '#tests/standins/graph/server.ts';
import { createEgressGuard } from '../egress/guard.ts';
import { createMetaService } from './service.ts';

let standin: GraphStandin;
let media: ReturnType<typeof createMedia>;
let guard: ReturnType<typeof createEgressGuard>;

function createMedia(fetch: typeof globalThis.fetch, patience = testPatience) {
  return createMetaService({ fetch, fetchFile: guard.fetch('channel.files'), patience });
}

beforeEach(async () => {
  standin = await createGraphStandin({ enforceWindow: false });
  guard = createEgressGuard({ now: () => 0, newId: () => 'line' });
  media = createMedia(guard.fetch('channel.meta'));
});
afterEach(() => standin.close());

const account = () => {
  return { kind: 'whatsapp' as const, ...standin.account, graphUrl: standin.url };
};

const photo = new Uint8Array(randomBytes(2 * bridgePieceBytes + 345));

/** Reads a customer's file to its end. */
async function download(id: string, service = media) {
  const opened = await service['channel.openMedia']({ account: account(), mediaId: id });
  return opened.ok ? readAll(opened.value, service) : opened;
}

async function readAll<Opened extends { download: string }>(opened: Opened, service: typeof media) {
  const pieces: Uint8Array[] = [];
  for (;;) {
    const piece = await service['channel.readMedia']({ download: opened.download });
    if (!piece.ok) return piece;
    pieces.push(piece.value.bytes);
    if (piece.value.last) return { ok: true as const, value: { ...opened, pieces } };
  }
}

test('a customer’s file comes in pieces that a window can take, whole and checked', async () => {
  const id = standin.media.add(photo, 'image/jpeg');
  const { pieces, mimeType, sizeBytes } = expectOk(await download(id));
  expect({ mimeType, sizeBytes }).toEqual({ mimeType: 'image/jpeg', sizeBytes: photo.length });
  expect(pieces.map(({ length }) => length)).toEqual([bridgePieceBytes, bridgePieceBytes, 345]);
  expect(Buffer.concat(pieces).equals(photo)).toBe(true);
});

test('a slow line is waited for', async () => {
  const id = standin.media.add(photo, 'image/jpeg');
  standin.media.disturbNext('slow');
  expect(Buffer.concat(expectOk(await download(id)).pieces).equals(photo)).toBe(true);
});

test.each([
  ['truncated', 'media.broken-off'],
  ['damaged', 'media.damaged'],
  ['expired-url', 'media.broken-off'],
] as const)('a %s download is told from a whole one, and can be begun again', async (trouble, code) => {
  const id = standin.media.add(photo, 'image/jpeg');
  standin.media.disturbNext(trouble);
  expect(await download(id)).toMatchObject({ ok: false, error: { code } });
  expect(await download(id)).toMatchObject({ ok: true });
});

test('a download in which nothing comes any more ends', async () => {
  const id = standin.media.add(photo, 'image/jpeg');
  // So short that it ends soon, and long enough for this computer to get as far as the file.
  for (let patience = 150; ; patience *= 2) {
    standin.media.disturbNext('stalled');
    const hasty = createMedia(guard.fetch('channel.meta'), patience);
    const opened = await hasty['channel.openMedia']({ account: account(), mediaId: id });
    if (!opened.ok) continue;
    expect(await readAll(opened.value, hasty)).toMatchObject({
      ok: false,
      error: { code: 'media.broken-off' },
    });
    return;
  }
});

test('a file that Meta no longer has is told from one that cannot be reached now', async () => {
  const id = standin.media.add(photo, 'image/jpeg');
  standin.media.expire(id);
  expect(await download(id)).toMatchObject({ ok: false, error: { code: 'media.gone' } });
  const refused = await media['channel.openMedia']({
    account: { ...account(), accessToken: 'wrong' },
    mediaId: id,
  });
  expect(refused).toMatchObject({ ok: false, error: { code: 'media.not-permitted' } });
});

test('the token goes to no other place than the settings name, whatever address Meta’s answer holds', async () => {
  const place = 'https://files.example/1';
  const elsewhere = createMedia(async (input, init) =>
    typeof input === 'string' && input.includes('/1?')
      ? Response.json({ url: place, mime_type: 'image/png', id: '1' })
      : guard.fetch('channel.meta')(input, init),
  );
  const entries: string[] = [];
  guard.watch(({ origin, allowed }) => entries.push(`${origin} ${allowed}`));
  const answer = await elsewhere['channel.openMedia']({ account: account(), mediaId: '1' });
  expect(answer).toMatchObject({ ok: false, error: { code: 'egress.refused' } });
  expect(entries).toEqual(['https://files.example false']);
});

async function upload(bytes: Uint8Array<ArrayBuffer>, filename: string, mimeType = 'application/pdf') {
  const common = { account: account(), kind: 'document' as const, upload: 'upload-one', mimeType, filename };
  for (let piece = 0; ; piece++) {
    const part = bytes.slice(piece * bridgePieceBytes, (piece + 1) * bridgePieceBytes);
    const last = (piece + 1) * bridgePieceBytes >= bytes.length;
    const answer = await media['channel.putMedia']({ ...common, piece, last, bytes: part });
    if (last || !answer.ok) return answer;
  }
}

test('a file goes up in pieces and is sent by its id, as Meta describes it', async () => {
  const { mediaId } = expectOk(await upload(photo, 'a "quoted"\r\nname.pdf'));
  expect(standin.media.get(mediaId!)).toMatchObject({
    type: 'application/pdf',
    name: 'a _quoted___name.pdf',
  });
  expect(standin.media.get(mediaId!)!.bytes.equals(photo)).toBe(true);
  const sent = await media['channel.sendMedia']({
    account: account(),
    recipient: { phone: '16505551234' },
    kind: 'document',
    mediaId: mediaId!,
    caption: 'The invoice',
    filename: 'invoice.pdf',
    correlation: 'record-1',
    humanAgent: false,
  });
  expect(sent).toMatchObject({ ok: true, value: { outcome: 'accepted' } });
  expect(standin.faults).toEqual([]);
  expect(standin.sent[0]!.body).toMatchObject({
    type: 'document',
    document: { id: mediaId, caption: 'The invoice', filename: 'invoice.pdf' },
  });
});

test('pieces out of turn send nothing', async () => {
  const common = {
    account: account(),
    kind: 'document' as const,
    upload: 'upload-two',
    mimeType: 'image/png',
    filename: 'a.png',
  };
  const answer = await media['channel.putMedia']({
    ...common,
    piece: 1,
    last: true,
    bytes: photo.slice(0, 9),
  });
  expect(answer).toMatchObject({ ok: false, error: { code: 'media.out-of-turn' } });
});
