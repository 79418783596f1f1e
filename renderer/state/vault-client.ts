import { proxy, transfer, wrap, type Remote } from 'comlink';
import type { Bridge } from '#shared/bridge/bridge.ts';
import { ignore } from '#shared/lib/ignore.ts';
import { bridgeForWorker, type WorkerBridge } from '#renderer/platform/worker-bridge.ts';
import type { Result } from '#shared/lib/result.ts';
import type { NotRemoved } from '#renderer/vault/closing/api.ts';
import type { StorageStatus, SyncStatus, VaultApi, VaultEvent, VaultState } from '#renderer/vault/api.ts';
import { noteAuditChange } from './audit-mark.ts';
import { noteBackup } from './backups.ts';
import { takeFindings } from './findings.ts';
import { useClosing } from './closing.ts';
import { dismissRefusals, showProblem } from './notices.ts';
import { usePreferences } from './preferences.ts';
import { takePrograms } from './programs.ts';
import { afterwards, clearTables, onMissingRecord, takeSnapshot, takePatches } from './records.ts';
import { useSession } from './session.ts';
import { clearSharedWork, useSharedWork } from './shared-work.ts';
import { useTeam } from './team.ts';
import { takeTrials } from './trials.ts';
import { handOverUnsavedInput, readUnsavedInput } from './unsaved.ts';

interface VaultWorker {
  start(bridge: WorkerBridge): Remote<VaultApi>;
}

let shell: Bridge | undefined;
let worker: Worker | undefined;
let api: Remote<VaultApi> | undefined;

/** The vault's API. `startVault` must have run: it does so before the window renders. */
export function vault(): Remote<VaultApi> {
  if (api === undefined) throw new Error('The vault has not been started');
  return api;
}

/** The shell's services, for screens that need one directly: printing, testing a channel, probing a model. */
export function bridge(): Bridge {
  if (shell === undefined) throw new Error('The vault has not been started');
  return shell;
}

/**
 * Starts the worker and connects its events to the stores. Resolves when it has come up, so that the window can
 * show what it does: opening what is stored may take a while.
 */
export async function startVault(bridge: Bridge): Promise<void> {
  shell = bridge;
  // Otherwise a browser may clear the data when the disk is full. Only a window may ask.
  ignore(navigator.storage.persist());
  worker = new Worker(new URL('../vault/worker.ts', import.meta.url), { type: 'module', name: 'vault' });
  api = await Promise.race([
    wrap<VaultWorker>(worker).start(proxy(bridgeForWorker(bridge))),
    failure(worker),
  ]);
  await api.listen(proxy(receive));
  globalThis.addEventListener('online', networkIsBack);
  onMissingRecord((collection, id) => ignore(vault().openRecord(collection, id)));
  ignore(askForState());
}

/** A worker whose script does not run answers nothing. */
function failure(started: Worker): Promise<never> {
  return new Promise((_, reject) => {
    started.addEventListener('error', () => reject(new Error('The vault has not come up')), { once: true });
  });
}

async function askForState(): Promise<void> {
  try {
    await takeState(await vault().state());
  } catch (error) {
    useSession.setState({ vault: 'failed' });
    throw error;
  }
}

/** Ends what goes on while Plumbline is locked. Nothing is sent any more before it is unlocked. */
export async function lockEverything(): Promise<void> {
  await vault().lockEverything();
}

/**
 * Locks, and ends the worker: with it goes every record from memory, and every key but those that a sender needs in
 * the next one. They pass by the window, which cannot look into the way.
 */
export async function lockVault(): Promise<void> {
  await handOverUnsavedInput();
  const { port1, port2 } = new MessageChannel();
  const goesOn = usePreferences.getState().sendsWhileLocked;
  await (goesOn ? vault().lock(transfer(port1, [port1])) : vault().lock());
  worker?.terminate();
  clearTables();
  clearSharedWork();
  takeFindings([]);
  takeTrials({ states: [] });
  takePrograms();
  useTeam.setState({ team: undefined, links: {} });
  useClosing.setState({ closing: undefined });
  useSession.setState(useSession.getInitialState());
  try {
    await startVault(bridge());
    if (goesOn) ignore(vault().sendOn(transfer(port2, [port2])));
  } catch (error) {
    useSession.setState({ vault: 'failed' });
    throw error;
  }
}

function receive(event: VaultEvent): void {
  if (event.type === 'state') ignore(takeState(event.state));
  if (event.type === 'snapshot') takeSnapshot(event.lines);
  if (event.type === 'patches') takePatches(event.patches);
  if (event.type === 'loaded') afterwards(() => useSession.setState({ loaded: true }));
  // With the records come the names of members and devices.
  if (event.type === 'team' || event.type === 'loaded') {
    ignore(askForTeam());
    ignore(askForClosing());
  }
  if (event.type === 'joining') useSession.setState({ joining: event.state });
  if (event.type === 'audit') noteAuditChange();
  if (event.type === 'backups') noteBackup(event.problem);
  if (event.type === 'sync') takeSync(event.status);
  if (event.type === 'storage') takeStorage(event.status);
  if (event.type === 'presence') useSharedWork.setState({ present: event.present });
  if (event.type === 'pending') useSharedWork.setState({ pending: new Set(event.records) });
  if (event.type === 'findings') takeFindings(event.findings);
  if (event.type === 'sending') useSession.setState({ sending: event.sending });
  if (event.type === 'trials') takeTrials(event.trials);
  if (event.type === 'programs') takePrograms(event.programs);
  if (event.type === 'relay' || event.type === 'late') showProblem(event.problem);
}

function networkIsBack(): void {
  ignore(vault().networkIsBack());
}

/** The screens open when it is known which of them this member may see. */
async function takeState(state: VaultState): Promise<void> {
  const before = useSession.getState().vault;
  // Its date has come while the window was open: nothing of it may stay in memory.
  if (state === 'empty' && (before === 'locked' || before === 'unlocked')) return location.assign('/');
  ignore(askForClosing());
  try {
    if (state === 'unlocked') await Promise.all([askForTeam(), readUnsavedInput(vault())]);
  } finally {
    useSession.setState({ vault: state });
  }
}

/** Whether the team can be changed depends on the relay. */
function takeSync(sync: SyncStatus): void {
  const before = useSession.getState().sync.connection;
  useSession.setState({ sync });
  if (sync.connection !== before) ignore(askForTeam());
}

/** When there is room again, nobody has to close what was said of it. */
function takeStorage(storage: StorageStatus): void {
  useSession.setState({ storage });
  if (storage.problem === undefined) dismissRefusals();
}

async function askForClosing(): Promise<void> {
  useClosing.setState({ closing: await vault().closing() });
}

/**
 * Removes everything of a closed business from this computer. The window is to be loaded anew afterwards: what it
 * still shows is in its memory only.
 */
export async function removeHere(): Promise<Result<{ left: NotRemoved[] }>> {
  const removed = await vault().removeHere();
  if (!removed.ok) return removed;
  // Not `sessionStorage`: all that is there is what lets this window speak to its shell.
  localStorage.clear();
  return removed;
}

let asked = 0;

/** Reads the team again. Of two answers only that to the later question counts. */
async function askForTeam(): Promise<void> {
  const question = ++asked;
  const team = await vault().team();
  if (question !== asked) return;
  const own = team.members.find(({ self }) => self);
  useSession.setState({ access: own?.access, device: own?.devices.find(({ self }) => self) });
  useTeam.setState({ team });
}
