import fc from 'fast-check';
import { adoptMembership } from '#renderer/vault/team/adopt.ts';
import { readRoster } from '#renderer/vault/keys/roster.ts';
import { createSigner, generateSigningKey } from '#shared/crypto/signing.ts';
import { fromUtf8, readBase64Url, toBase64Url, utf8 } from '#shared/lib/bytes.ts';
import { canonicalJson, type Json } from '#shared/lib/json.ts';
import { expectOk } from '#shared/lib/result.ts';
import {
  type Membership,
  type SignedMembership,
  signMembership,
  signedMembershipSchema,
  workspaceIdOf,
} from '#shared/sync/membership.ts';
import { createMemberships } from '#sync-server/auth/memberships.ts';
import { openSqliteStorage } from '#sync-server/storage/sqlite.ts';
import { defineTarget, must, type Target } from '../engine.ts';
import { jsonText, mutatedJson, mutatedText } from '../mutations.ts';
import type { FuzzWorld } from '../world.ts';

const textOf = ({ payload }: SignedMembership): string => fromUtf8(readBase64Url(payload)!);

/** A device that is shown memberships by its relay: only what the owner signed, and never an older one. */
export async function membershipTarget(world: FuzzWorld): Promise<Target> {
  const { crypto, keybag, keyring, record, sign, workspace } = world;
  const next = await sign({ ...record, sequence: 8, epoch: 3 });
  const later = await sign({ ...record, sequence: 12, members: record.members.slice(0, 1) });
  const older = await sign({ ...record, sequence: 6 });
  const unlisted = await sign({ ...record, sequence: 9, devices: record.devices.slice(1) });
  const newer = await sign({ ...record, sequence: 9, members: [{ id: keybag.memberId, role: 'auditor' }] });
  const foreign = await foreignMembership(world);
  const genuine = [next, later, older, unlisted, newer];
  const texts = new Set(genuine.map(textOf));
  const adoptable = new Set([next, later].map(textOf));
  const shape = fc.oneof(
    { weight: 3, arbitrary: mutatedJson([...genuine, foreign]) },
    {
      weight: 3,
      arbitrary: fc.record({
        payload: mutatedJson([record as unknown as Json]).map((each) => toBase64Url(utf8(jsonText(each)))),
        signature: fc.constantFrom(...genuine.map(({ signature }) => signature)),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        payload: mutatedText(genuine.map(({ payload }) => payload)),
        signature: mutatedText(genuine.map(({ signature }) => signature)),
      }),
    },
  );

  return defineTarget({
    name: 'memberships',
    share: 7000,
    inputs: shape,
    async attempt(input) {
      const parsed = signedMembershipSchema.safeParse(input);
      if (!parsed.success) return;
      const read = await readRoster(crypto, parsed.data, workspace);
      must(!read.ok || texts.has(textOf(parsed.data)), 'a forged membership was taken for genuine');
      const adopted = await adoptMembership(crypto, keybag, keyring.roster, parsed.data);
      must(
        !adopted.ok || adoptable.has(textOf(parsed.data)),
        'a membership was taken over against the rules',
      );
    },
    async control() {
      expectOk(await adoptMembership(crypto, keybag, keyring.roster, next));
      for (const each of [older, unlisted, newer, foreign])
        must(!(await adoptMembership(crypto, keybag, keyring.roster, each)).ok, 'the chain rules hold');
    },
  });
}

/** The relay gets genuine records in any order, with forks and damage between them: its list only goes forward. */
export async function membershipChainTarget(world: FuzzWorld): Promise<Target> {
  const { crypto } = world;
  const storage = await openSqliteStorage(':memory:');
  const changes: Membership[] = [];
  const admission = { admit: async () => ({ ok: true as const, value: undefined }) };
  const memberships = createMemberships({
    storage,
    crypto,
    admission: admission as never,
    changed: (record) => changes.push(record),
  });

  return defineTarget({
    name: 'membership-chains',
    share: 400,
    inputs: fc.array(fc.record({ pick: fc.nat(7), spoil: fc.option(fc.nat(400), { freq: 4 }) }), {
      minLength: 2,
      maxLength: 8,
    }),
    async attempt(steps) {
      const { workspace, records } = await newChain(crypto);
      let sequence = 0;
      for (const { pick, spoil } of steps) {
        const signed = records[pick % records.length]!;
        const sent = spoil === null ? signed : { ...signed, payload: spoilt(signed.payload, spoil) };
        const put = await memberships.put(workspace, sent, undefined);
        const known = await memberships.find(workspace);
        must(!put.ok || textOf(sent) === textOf(signed), 'the relay took a forged membership');
        if (known === undefined) continue;
        must(known.record.sequence >= sequence, 'the relay went back to an older membership');
        must(
          records.some((each) => textOf(each) === textOf(known.signed)),
          'the relay holds a forged membership',
        );
        sequence = known.record.sequence;
      }
    },
    async control() {
      const { workspace, records } = await newChain(crypto);
      const [first, second, , , fork] = records;
      for (const each of [first!, second!]) expectOk(await memberships.put(workspace, each, undefined));
      must(!(await memberships.put(workspace, first!, undefined)).ok, 'an older one is refused');
      must(!(await memberships.put(workspace, fork!, undefined)).ok, 'a fork is refused');
      must(changes.length >= 2, 'each new record is told');
    },
  });
}

/** Records 1 to 4 of a new workspace, and a third one that follows another second. */
async function newChain(crypto: FuzzWorld['crypto']) {
  const pair = await generateSigningKey(crypto);
  const sign = await createSigner(crypto, pair.privateKey);
  const key = toBase64Url(pair.publicKey);
  const workspace = workspaceIdOf(pair.publicKey);
  const records: SignedMembership[] = [];
  const hash = async (signed: SignedMembership): Promise<string> =>
    toBase64Url(new Uint8Array(await crypto.subtle.digest('SHA-256', readBase64Url(signed.payload)!)));
  const make = async (sequence: number, previous: string | null): Promise<SignedMembership> =>
    signMembership(
      {
        version: 1,
        workspace,
        sequence,
        epoch: 1,
        ownerKey: key,
        previous,
        members: [{ id: 'member-01', role: 'owner' }],
        devices: [{ id: 'device-01', memberId: 'member-01', signKey: key, boxKey: key }],
      },
      sign,
    );
  for (let sequence = 1; sequence <= 4; sequence++) {
    const last = records.at(-1);
    records.push(await make(sequence, last === undefined ? null : await hash(last)));
  }
  records.push(await make(3, key));
  return { workspace, records };
}

/** Another owner's genuine record that names this workspace, and one of their own. */
async function foreignMembership({ crypto, record, workspace }: FuzzWorld): Promise<SignedMembership> {
  const seed = new Uint8Array(32).fill(9);
  const head = [
    0x30, 0x2e, 0x02, 0x01, 0x00, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x04, 0x22, 0x04, 0x20,
  ];
  const sign = await createSigner(crypto, new Uint8Array([...head, ...seed]));
  must(canonicalJson(record.workspace) === canonicalJson(workspace), 'the same workspace');
  return signMembership({ ...record, sequence: 20 }, sign);
}

function spoilt(payload: string, where: number): string {
  const at = where % payload.length;
  return payload.slice(0, at) + (payload[at] === 'A' ? 'B' : 'A') + payload.slice(at + 1);
}
