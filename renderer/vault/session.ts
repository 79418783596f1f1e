import type { Bridge } from '#shared/bridge/bridge.ts';
import type { WebCrypto } from '#shared/crypto/web-crypto.ts';
import type { AppCommandName, ArgsOf } from '#shared/commands/index.ts';
import type { CollectionName } from '#shared/domain/collections.ts';
import { drop } from '#shared/lib/drop.ts';
import type { Result } from '#shared/lib/result.ts';
import type { CommandDone, VaultEvent } from './api.ts';
import { createKeyring } from './books/cipher.ts';
import { Library } from './books/library.ts';
import { createExecutor, type Executor } from './commands/executor.ts';
import { createDrafting, type Drafting } from './drafting/drafting.ts';
import type { Drawer } from './drawer/drawer.ts';
import { egressPolicyOf } from './egress-policy.ts';
import { createInbox, type Inbox } from './inbox/inbox.ts';
import { registerWebhooks } from './inbox/webhooks.ts';
import type { Keybag } from './keys/keybag.ts';
import { createOutbound } from './outbound/outbound.ts';
import { createFrontPage } from './projection/front-page.ts';
import { createProjector } from './projection/projector.ts';
import { recordEgress } from './egress-ledger.ts';
import type { RelayClient } from './sync/relay-client.ts';
import { createSync, type Sync } from './sync/sync.ts';

/** Books that every workspace has; dated ones are listed in `books`. The desk comes first: it holds that list. */
const standingBooks = ['desk', 'people', 'talk', 'secrets', 'device'];
/** How long after the last change the front page is sealed anew and long books are shortened. */
const tidyMilliseconds = 3000;

export interface SessionDeps {
  bridge: Bridge;
  crypto: WebCrypto;
  drawer: Drawer;
  keybag: Keybag;
  emit(event: VaultEvent): void;
}

/** Everything that lives between unlocking and locking. */
export interface Session {
  keybag: Keybag;
  library: Library;
  executor: Executor;
  sync: Sync;
  inbox: Inbox;
  drafting: Drafting;
  /** Resolves when all books are in memory. Until then only the front page is on the screen. */
  loaded: Promise<void>;
  run<Name extends AppCommandName>(name: Name, args: ArgsOf<Name>): Promise<Result<CommandDone>>;
  /** Where Meta delivers for this workspace; none without a relay. */
  webhookUrl(): string | undefined;
  /** Tells the customer's phone that the conversation was read. */
  tellRead(conversationId: string): void;
  close(): Promise<void>;
}

export async function openSession(deps: SessionDeps): Promise<Session> {
  const { bridge, crypto, drawer, keybag, emit } = deps;
  const keyring = await createKeyring(crypto, keybag);
  const frontPage = createFrontPage({ crypto, keybag, drawer });
  const projector = createProjector({
    records: () => library,
    send: (patches) => emit({ type: 'patches', patches }),
  });
  const stopLedger = new AbortController();
  let isLoaded = false;
  let closing = false;
  let tidying: Promise<void> = Promise.resolve();
  let tidyTimer: ReturnType<typeof setTimeout> | undefined;

  const library = new Library({ keyring, drawer, onRecords, onOpened: (book) => sync.add(book), onSaved });
  const executor = createExecutor({
    library,
    random: crypto,
    now: Date.now,
    deviceId: keybag.deviceId,
    memberId: keybag.memberId,
  });
  const run = async (name: string, args: unknown): Promise<Result<CommandDone>> => {
    await loaded;
    const done = await executor.run(name, args);
    // The window should hold the change when it hears that it is done.
    projector.flush();
    return done;
  };
  const inbox = createInbox({
    keybag,
    ingest: (events) => run('inbox.ingest', { events }),
    onHealth: () => emit({ type: 'health' }),
  });
  const sync = createSync({
    bridge,
    keyring,
    inbox: inbox.doc,
    onStatus: (status) => emit({ type: 'sync', status }),
    onSignedIn,
  });
  const outbound = createOutbound({ bridge, records: library, run, deviceId: keybag.deviceId });
  const drafting = createDrafting({ bridge, records: library, now: Date.now });

  function onRecords(collection: CollectionName, ids: Set<string>): void {
    projector.changed(collection, ids);
    if (isLoaded) react(collection);
  }

  /** What has to follow when records of a kind have changed, here or on another device. */
  function react(collection: CollectionName): void {
    if (collection === 'books') drop(openListedBooks());
    if (collection === 'relays' || collection === 'channels' || collection === 'aiSettings')
      drop(applySettings());
    if (collection === 'messages') outbound.wake();
  }

  async function applySettings(): Promise<void> {
    await bridge.call('egress.configure', { policy: egressPolicyOf(library) });
    sync.connect(library.get('relays', 'relay')?.url);
    const client = sync.client();
    if (client !== undefined) onSignedIn(client);
    outbound.wake();
  }

  function webhookUrl(): string | undefined {
    const url = library.get('relays', 'relay')?.url;
    return url === undefined ? undefined : `${url.replace(/\/$/, '')}/v1/hooks/meta/${keybag.workspace}`;
  }

  function onSignedIn(client: RelayClient): void {
    drop(registerWebhooks({ bridge, records: library, run, callbackUrl: webhookUrl }, client));
  }

  async function openListedBooks(): Promise<void> {
    // The newest first: that is where the owner looks.
    const names = [...library.all('books')]
      .map(({ id }) => id)
      .toSorted()
      .toReversed();
    for (const name of names) await library.open(name);
  }

  function onSaved(result: Result<void>): void {
    if (closing) return;
    if (result.ok) inbox.wake();
    else emit({ type: 'health' });
    clearTimeout(tidyTimer);
    tidyTimer = setTimeout(() => {
      tidying = tidy();
      drop(tidying);
    }, tidyMilliseconds);
  }

  async function tidy(): Promise<void> {
    await library.tidy();
    if (isLoaded) await frontPage.write(library);
  }

  async function load(): Promise<void> {
    const page = await frontPage.read();
    emit({ type: 'patches', patches: page });
    for (const name of standingBooks) await library.open(name);
    await openListedBooks();
    // What is on the page and no longer in a book has to leave the screen.
    for (const { collection, upsert } of page)
      projector.changed(
        collection,
        upsert.map(({ id }) => id),
      );
    projector.flush();
    isLoaded = true;
    emit({ type: 'loaded' });
    await applySettings();
    drop(recordEgress({ bridge, library, signal: stopLedger.signal }));
  }

  const loaded = load();
  drop(loaded);

  return {
    keybag,
    library,
    executor,
    sync,
    inbox,
    drafting,
    loaded,
    run,
    webhookUrl,
    tellRead: (conversationId) => drop(outbound.markRead(conversationId)),
    async close() {
      closing = true;
      clearTimeout(tidyTimer);
      stopLedger.abort();
      inbox.close();
      outbound.close();
      sync.close();
      await loaded;
      await tidying;
      await library.save();
      await frontPage.write(library);
      library.close();
      projector.close();
      await bridge.call('egress.configure', { policy: { localOnly: true, origins: {} } });
    },
  };
}
