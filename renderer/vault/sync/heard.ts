import { z } from 'zod';
import type { Work } from '#shared/lib/async.ts';
import { fromBase64Url, fromUtf8 } from '#shared/lib/bytes.ts';
import { parseJson } from '#shared/lib/json.ts';
import {
  type Announcement,
  announcementSchema,
  type SignedAnnouncement,
  signedSchema,
} from './announcement.ts';
import { sealedText, type SealedTextDeps } from './sealed-text.ts';

/** What a device has said last. */
export interface HeardOf {
  said: Announcement;
  /** As it was signed, to be passed on. */
  signed: SignedAnnouncement;
  /** Of each room the furthest that it has ever said. */
  heads: Announcement['heads'];
  /** It has said so itself since this device started. */
  isLive: boolean;
}

/** What devices have said of their own work, as far as this device has heard, over restarts. */
export interface Heard {
  /** Resolves when it is known what was kept. */
  ready: Promise<void>;
  of(device: string): HeardOf | undefined;
  all(): [device: string, heard: HeardOf][];
  /** `isLive`: nobody has passed it on. */
  take(said: Announcement, signed: SignedAnnouncement, isLive: boolean): void;
}

const keptSchema = z.record(
  z.string(),
  z.object({ signed: signedSchema, heads: announcementSchema.shape.heads }),
);
const writeMilliseconds = 5000;

export function createHeard(deps: SealedTextDeps & { work: Work }): Heard {
  const text = sealedText(deps, 'announcements');
  const devices = new Map<string, HeardOf>();
  const writeLater = deps.work.debounce(async () => {
    const kept = [...devices].map(([device, { signed, heads }]) => [device, { signed, heads }]);
    await text.write(Object.fromEntries(kept));
  }, writeMilliseconds);

  async function read(): Promise<void> {
    const kept = keptSchema.safeParse(await text.read());
    if (!kept.success) return;
    for (const { signed, heads } of Object.values(kept.data)) {
      const said = announcementSchema.safeParse(parseJson(fromUtf8(fromBase64Url(signed.statement))));
      if (said.success) devices.set(said.data.deviceId, { said: said.data, signed, heads, isLive: false });
    }
  }

  return {
    ready: read(),
    of: (device) => devices.get(device),
    all: () => [...devices],
    take(said, signed, isLive) {
      const before = devices.get(said.deviceId);
      const heads = furthest(before?.heads ?? {}, said.heads);
      // A relay may show an older one again: a chain only grows.
      const last = before !== undefined && before.said.at > said.at ? before : { said, signed };
      devices.set(said.deviceId, {
        said: last.said,
        signed: last.signed,
        heads,
        isLive: isLive || before?.isLive === true,
      });
      if (before?.signed.signature !== signed.signature) writeLater();
    },
  };
}

function furthest(one: Announcement['heads'], other: Announcement['heads']): Announcement['heads'] {
  const heads = { ...one };
  for (const [room, head] of Object.entries(other))
    if (head.counter >= (heads[room]?.counter ?? 0)) heads[room] = head;
  return heads;
}
