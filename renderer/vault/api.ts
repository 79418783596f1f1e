import type { Finding } from '#shared/invariants/invariant.ts';
import type { Problem, Result } from '#shared/lib/result.ts';
import type { AccessApi } from './access/api.ts';
import type { AgentApi } from './agent/api.ts';
import type { ArchiveApi } from './archive/api.ts';
import type { AuditApi } from './audit/api.ts';
import type { RetentionApi } from './retention/api.ts';
import type { BackupApi } from './backup/api.ts';
import type { BookingApi } from './booking/api.ts';
import type { BooksApi } from './books/api.ts';
import type { ClosingApi } from './closing/api.ts';
import type { CommandsApi } from './commands/api.ts';
import type { DraftingApi } from './drafting/api.ts';
import type { ErasureApi } from './erasure/api.ts';
import type { ExportApi } from './export/api.ts';
import type { ExtractionApi } from './extraction/api.ts';
import type { HealthApi } from './health/api.ts';
import type { ChannelsApi } from './inbox/api.ts';
import type { InsightApi } from './insight/api.ts';
import type { KnowledgeApi } from './knowledge/api.ts';
import type { MediaApi } from './media/api.ts';
import type { ModelsApi } from './models/api.ts';
import type { QuickTerms, QuickUnlockView } from './keys/quick-unlock.ts';
import type { NewsApi } from './news/api.ts';
import type { NomineeApi } from './team/nominee/api.ts';
import type { Heads } from './session/quiet.ts';
import type { Patch } from './projection/patch.ts';
import type { ProgramsApi, ProgramsView } from './programs/api.ts';
import type { ReplayApi } from './replay/api.ts';
import type { SearchApi } from './search/api.ts';
import type { HandOverPort, SenderApi, Sending } from './sender/api.ts';
import type { StorageStatus } from './storage/storage.ts';
import type { Present, SyncApi, SyncStatus } from './sync/api.ts';
import type { JoinApi, JoinState, TeamApi } from './team/api.ts';
import type { GoogleApi } from './google/api.ts';
import type { MailSignInApi } from './outbound/mail-sign-in.ts';
import type { TelegramApi } from './telegram/api.ts';
import type { WebhooksApi } from './webhooks/api.ts';
import type { TrialApi } from './trial/api.ts';
import type { TrialsView } from './trial/trials.ts';
import type { UnsavedApi } from './unsaved/api.ts';
import type { VoiceApi } from './voice/api.ts';

export type { PageLink } from './booking/api.ts';
export type { SecondFactorView } from './access/api.ts';
export type { BookHealth, Health, StorageHealth } from './health/api.ts';
export type { Patch } from './projection/patch.ts';
export type { CommandDone } from './commands/api.ts';
export type { NomineeEntered, NomineeView, NomineeWait } from './team/nominee/api.ts';
export type { ProgramRequestCard, ProgramsView } from './programs/api.ts';
export type { ReplyDraft } from './drafting/api.ts';
export type { BusyByGoogle } from './google/api.ts';
export type { Sending } from './sender/api.ts';
export type { StorageCheck, StorageEvent } from './storage/notes.ts';
export type { StorageStatus } from './storage/storage.ts';
export type { QuickTerms, QuickUnlockView } from './keys/quick-unlock.ts';
export type { Present, SyncStatus } from './sync/api.ts';
export type { TrialState, TrialsView } from './trial/trials.ts';

/**
 * `empty`: no workspace on this device yet. `lost`: there has been one, and nothing of it can be read; a backup or
 * the relay may have it. `blocked`: whether there is one cannot be told now.
 */
export type VaultState = 'empty' | 'lost' | 'blocked' | 'locked' | 'unlocked';

export type VaultEvent =
  | { type: 'state'; state: VaultState }
  | { type: 'patches'; patches: Patch[] }
  /** Sealed copies of many records, as the JSON of a patch each: text crosses to the window fastest. */
  | { type: 'snapshot'; lines: string[] }
  /** All records have been sent; everything is there and searchable. */
  | { type: 'loaded' }
  | { type: 'sync'; status: SyncStatus }
  | { type: 'health' }
  /** The log of who did what has other lines than before. */
  | { type: 'audit' }
  /** Whether what the owner does is stored on this device, and whether more may be done. */
  | { type: 'storage'; status: StorageStatus }
  /** Everybody else who looks at some record now. */
  | { type: 'presence'; present: Present[] }
  /** Records with changes of this device that are not on the relay's disk yet, as `collection/id`. */
  | { type: 'pending'; records: string[] }
  /** All that is in need of a decision now. */
  | { type: 'findings'; findings: Finding[] }
  /** What the owner has to know of the relay: it had lost work, or holds some back. */
  | { type: 'relay'; problem: Problem }
  /** What was not sent, because nobody was there in time. */
  | { type: 'late'; problem: Problem }
  /** Members, devices or invitations have changed. */
  | { type: 'team' }
  /** How far an invitation has led this device, which has no workspace yet. */
  | { type: 'joining'; state: JoinState }
  /** A backup was made by itself, or could not be. */
  | { type: 'backups'; problem?: Problem }
  /** What goes on while it is locked; nothing where nothing does. */
  | { type: 'sending'; sending?: Sending | undefined }
  /** How far the trials of models are. */
  | { type: 'trials'; trials: TrialsView }
  /** Where programs are waited for, and what they want changed. */
  | { type: 'programs'; programs: ProgramsView };

export interface NewWorkspace {
  passphrase: string;
  /** The 24 words that `newRecoveryWords` gave and the owner has confirmed. */
  recoveryWords: string[];
}

/** The ways in and out, without which nothing of the rest can be asked. */
export interface EntranceApi {
  newRecoveryWords(): Promise<string[]>;
  create(workspace: NewWorkspace): Promise<Result<void>>;
  unlock(passphrase: string): Promise<Result<void>>;
  /** Opens with the recovery words and sets a new passphrase. */
  unlockWithWords(words: string[], newPassphrase: string): Promise<Result<void>>;
  changePassphrase(current: string, next: string): Promise<Result<void>>;
  /** How this computer can open without the passphrase. */
  quickUnlock(): Promise<QuickUnlockView>;
  /** `reason`: what a system that asks for a finger shows. */
  unlockQuickly(reason: string): Promise<Result<void>>;
  /** By the passphrase, and only as far as an owner has agreed that it is used. */
  switchQuickUnlockOn(passphrase: string, terms: QuickTerms): Promise<Result<void>>;
  switchQuickUnlockOff(): Promise<Result<void>>;
}

/**
 * The vault as the window sees it. It runs in a worker that alone holds keys, the database, books and sync.
 * Every promise of a change resolves when the change is durable on this device.
 */
export interface VaultApi
  extends
    EntranceApi,
    AccessApi,
    JoinApi,
    CommandsApi,
    BooksApi,
    BookingApi,
    SearchApi,
    ArchiveApi,
    HealthApi,
    AuditApi,
    SyncApi,
    TeamApi,
    NomineeApi,
    ClosingApi,
    BackupApi,
    RetentionApi,
    ExportApi,
    ErasureApi,
    MediaApi,
    ChannelsApi,
    ModelsApi,
    DraftingApi,
    InsightApi,
    ExtractionApi,
    AgentApi,
    ReplayApi,
    KnowledgeApi,
    NewsApi,
    TelegramApi,
    ProgramsApi,
    GoogleApi,
    MailSignInApi,
    WebhooksApi,
    TrialApi,
    UnsavedApi,
    VoiceApi,
    SenderApi {
  state(): Promise<VaultState>;
  /** One listener: the window's stores. It gets the whole present state first. */
  listen(listener: (event: VaultEvent) => void): Promise<void>;
  /** See `Session`. */
  quiet(): Promise<Result<Heads>>;
  /**
   * Makes everything durable and forgets all keys. The window ends the worker afterwards. `to`: what goes on sending
   * what is due is handed over there, for `sendOn` of the next worker.
   */
  lock(to?: HandOverPort): Promise<void>;
}
