import type { DiskState } from '#shared/bridge/contract.ts';
import type { PartCheck } from './inbox/channel-test.ts';
import type { CollectionName, RecordOf } from '#shared/domain/collections.ts';
import type { AppCommandName } from '#shared/commands/index.ts';
import type { DraftWarning } from '#shared/agent/grounding/warnings.ts';
import type { Place } from '#shared/agent/providers.ts';
import type { Receipt } from '#shared/domain/model-provider.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import type { AssistantApi } from './assistant-api.ts';
import type { AgentApi } from './agent/api.ts';
import type { BackupApi } from './backup/api.ts';
import type { InsightApi } from './insight/api.ts';
import type { KnowledgeApi } from './knowledge/api.ts';
import type { MediaApi } from './media/api.ts';
import type { ModelsApi } from './models/api.ts';
import type { SearchApi } from './search/api.ts';
import type { StorageCheck, StorageEvent } from './storage/notes.ts';
import type { StorageStatus } from './storage/storage.ts';
import type { JoinApi, TeamApi } from './team/api.ts';

/**
 * `empty`: no workspace on this device yet. `lost`: there has been one, and nothing of it can be read; a backup or
 * the relay may have it. `blocked`: whether there is one cannot be told now.
 */
export type VaultState = 'empty' | 'lost' | 'blocked' | 'locked' | 'unlocked';

/** A slice of change for the stores. */
export interface Patch {
  collection: CollectionName;
  upsert: RecordOf<CollectionName>[];
  remove: string[];
}

export type { StorageCheck, StorageEvent, StorageStatus };

/** How far the owner's work has got: *on this device*, *sent*, *stored by the relay*. */
export interface SyncStatus {
  connection: 'none' | 'connecting' | 'online' | 'offline';
  /** Where the work that is least safe has got to. */
  reach: 'device' | 'sent' | 'stored';
  /** Why there is no connection, in words. */
  problem?: string;
  problemCode?: string;
  relayUrl?: string;
  lastStoredAt?: number | undefined;
  /** How far this device's clock is ahead of the relay's (ms, negative: behind); left out until a relay has told. */
  clockAhead?: number;
}

/** Somebody else of the team who looks at a record right now. */
export interface Present {
  memberId: string;
  deviceId: string;
  collection: CollectionName;
  id: string;
}

export interface BookHealth {
  book: string;
  envelopes: number;
  checkpoints: number;
  bytes: number;
  /** Envelopes that do not open: kept, and left out. */
  unreadable: number;
  /** Those of `unreadable` that a newer version of Plumbline has written. */
  newer: number;
  /** Rows of the database that are damaged: kept, and left out. */
  damaged: number;
}

/** A time when the relay had less than it had confirmed as stored. */
export interface RelayLoss {
  /** When this device noticed. */
  at: number;
  /** How many books it concerned. */
  rooms: number;
  /** When the relay had confirmed all of it again; until then it is being given back. */
  givenBackAt?: number | undefined;
}

/** Work of a device that is here in part: the relay has passed on what builds on it, and not all of it. */
export interface MissingWork {
  book: string;
  deviceId: string;
  since: number;
}

/** How the two copies of all data on this device are. */
export interface StorageHealth {
  /** The browser has promised not to clear its copy when the disk gets full. */
  persisted: boolean;
  /** What the browser's copy takes up, and what the second one does (bytes); the second is left out where it cannot be asked. */
  usedBytes: number;
  journalBytes?: number | undefined;
  /** Both hold the same. */
  inStep: boolean;
  disk?: DiskState | undefined;
  lastCheck?: StorageCheck | undefined;
  /** The last time that one copy had to be filled from the other. */
  event?: StorageEvent | undefined;
}

export interface Health {
  books: BookHealth[];
  /** Another device has a newer version: some of what it writes can be kept here, but not shown. */
  updateNeeded: boolean;
  /** Books that this device expects and does not have. */
  missing: string[];
  /** Records that do not fit their schema: kept, shown as far as they can be. */
  unfitRecords: number;
  /** Webhook deliveries from the relay that do not open or do not parse. */
  unreadableDeliveries: number;
  /** Books that the newest backup had to leave out, because they are broken. */
  notInBackup: string[];
  /** Times when the relay had lost work; the newest first. */
  relayLosses: RelayLoss[];
  missingWork: MissingWork[];
  /** Numbers that more than one invoice or credit note has. */
  numbersUsedTwice: string[];
  storage: StorageHealth;
  undoDepth: number;
}

/** What a finished or running reply draft is. */
export interface ReplyDraft {
  text: string;
  /** Which assistant wrote it, as the badge says it. */
  source: 'basic' | 'model';
  /** Of a model: as the owner calls its provider, and where it runs. */
  provider?: string;
  model?: string;
  place?: Place;
  /** What left this device for it: one for each remote provider that was asked, also in vain. */
  receipts: Receipt[];
  tokensPerSecond?: number;
  /** Records that the draft rests on, as `collection/id`. */
  citations: string[];
  /** What to check before sending: amounts, dates, links or promises that no record proves, and the like. */
  warnings: DraftWarning[];
  /** Why another assistant than the chosen one wrote it, in words. */
  note?: string;
  /** The owner stopped it; the text ends where it was. */
  stopped?: boolean;
}

export interface CommandDone {
  value: unknown;
  /** Set where the command can be taken back. */
  undoTitle?: string;
  /** Of its entry in the audit log; empty where nothing changed. */
  auditId?: string;
}

export type VaultEvent =
  | { type: 'state'; state: VaultState }
  | { type: 'patches'; patches: Patch[] }
  /** Sealed copies of many records, as the JSON of a patch each: text crosses to the window fastest. */
  | { type: 'snapshot'; lines: string[] }
  /** All records have been sent; everything is there and searchable. */
  | { type: 'loaded' }
  | { type: 'sync'; status: SyncStatus }
  | { type: 'health' }
  /** Whether what the owner does is stored on this device, and whether more may be done. */
  | { type: 'storage'; status: StorageStatus }
  /** Everybody else who looks at some record now. */
  | { type: 'presence'; present: Present[] }
  /** Records with changes of this device that are not on the relay's disk yet, as `collection/id`. */
  | { type: 'pending'; records: string[] }
  /** What the owner has to know of the relay: it had lost work, or holds some back. */
  | { type: 'relay'; problem: Problem }
  /** Members, devices or invitations have changed. */
  | { type: 'team' }
  /** A backup was made by itself, or could not be. */
  | { type: 'backups'; problem?: Problem };

export interface NewWorkspace {
  passphrase: string;
  /** The 24 words that `newRecoveryWords` gave and the owner has confirmed. */
  recoveryWords: string[];
}

/**
 * The vault as the window sees it. It runs in a worker that alone holds keys, the database, books and sync.
 * Every promise of a change resolves when the change is durable on this device.
 */
export interface VaultApi
  extends
    AgentApi,
    AssistantApi,
    TeamApi,
    JoinApi,
    BackupApi,
    MediaApi,
    ModelsApi,
    KnowledgeApi,
    InsightApi,
    SearchApi {
  state(): Promise<VaultState>;
  /** One listener: the window's stores. It gets the whole present state first. */
  listen(listener: (event: VaultEvent) => void): Promise<void>;

  newRecoveryWords(): Promise<string[]>;
  create(workspace: NewWorkspace): Promise<Result<void>>;
  unlock(passphrase: string): Promise<Result<void>>;
  /** Opens with the recovery words and sets a new passphrase. */
  unlockWithWords(words: string[], newPassphrase: string): Promise<Result<void>>;
  changePassphrase(current: string, next: string): Promise<Result<void>>;
  /** Makes everything durable and forgets all keys. The window ends the worker afterwards. */
  lock(): Promise<void>;

  run(command: AppCommandName, args: unknown): Promise<Result<CommandDone>>;
  /** The title of what was undone or redone, and how many fields were left because they changed since. */
  undo(auditId?: string): Promise<Result<{ title: string; skipped: number }>>;
  redo(): Promise<Result<{ title: string; skipped: number }>>;

  /** What was typed on this device and not saved, by its place on the screen. */
  unsavedInput(): Promise<Record<string, unknown>>;
  /** Keeps all of it, sealed. Values are JSON. */
  keepUnsavedInput(all: Record<string, unknown>): Promise<void>;

  health(): Promise<Health>;
  /** Reads all of both copies, compares them and repairs one from the other. */
  checkStorage(): Promise<Result<StorageCheck>>;
  /** What is open on this window's screen, for those who work on the same; all of it, each time. */
  setPresence(places: { collection: CollectionName; id: string }[]): Promise<void>;
  /** The computer is online again: connects now instead of after a pause. */
  networkIsBack(): Promise<void>;
  /** The relay's operator may want a token before a new workspace is made there. Asks the relay about itself before it is stored; a wrong address is a clear error. */
  connectRelay(url: string, creationToken?: string): Promise<Result<void>>;
  /** Tells the relay for which numbers to take in webhooks. Done by itself whenever channels change. */
  webhookUrl(): Promise<string | undefined>;
  /** Tries each part of a channel's connection. */
  testChannel(id: string): Promise<Result<PartCheck[]>>;
  /** Loads the message templates of all connected accounts from Meta; says how many there are. */
  loadTemplates(): Promise<Result<{ templates: number }>>;

  /** Somebody writes an answer: the customer sees it where the owner lets them. To be called again while it lasts. */
  typing(conversationId: string): Promise<void>;
  /** Drafts a reply; `onText` gets it piece by piece. Ends early, with what is there, after `stopDraft`. */
  draftReply(conversationId: string, onText: (text: string) => void): Promise<Result<ReplyDraft>>;
  stopDraft(conversationId: string): Promise<void>;
}
