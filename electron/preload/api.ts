import type { Socket, SocketListener } from '#shared/bridge/bridge.ts';
import type { CallName, SocketName, StreamName } from '#shared/bridge/contract.ts';
import { ipcChannels } from '#shared/bridge/preload-api.ts';
import type { PreloadApi, RunningStream, SocketMessage, StreamMessage } from '#shared/bridge/preload-api.ts';

/** The part of Electron's `ipcRenderer` that the preload uses. */
export interface Ipc {
  invoke(channel: string, message: unknown): Promise<unknown>;
  postMessage(channel: string, message: unknown, transfer: MessagePort[]): void;
}

/** Builds what the page sees. Every channel is written out: there is no way to name another. */
export function createPreloadApi(ipc: Ipc): PreloadApi {
  const call = (name: CallName) => (args: unknown) => ipc.invoke(ipcChannels.call, { name, args });
  const stream = (name: StreamName) => (args: unknown, onEvent: (event: unknown) => void) =>
    startStream(ipc, name, args, onEvent);
  const socket = (name: SocketName) => (args: unknown, listener: SocketListener) =>
    openSocket(ipc, name, args, listener);
  return {
    calls: {
      'shell.info': call('shell.info'),
      'egress.configure': call('egress.configure'),
      'documents.pdf': call('documents.pdf'),
      'documents.prepare': call('documents.prepare'),
      'relay.request': call('relay.request'),
      'relay.blobState': call('relay.blobState'),
      'relay.putPiece': call('relay.putPiece'),
      'relay.getPiece': call('relay.getPiece'),
      'channel.send': call('channel.send'),
      'channel.sendChoice': call('channel.sendChoice'),
      'channel.sendTemplate': call('channel.sendTemplate'),
      'channel.sendMedia': call('channel.sendMedia'),
      'channel.putMedia': call('channel.putMedia'),
      'channel.openMedia': call('channel.openMedia'),
      'channel.readMedia': call('channel.readMedia'),
      'channel.markRead': call('channel.markRead'),
      'channel.answerComment': call('channel.answerComment'),
      'channel.changeComment': call('channel.changeComment'),
      'channel.post': call('channel.post'),
      'channel.profile': call('channel.profile'),
      'channel.discover': call('channel.discover'),
      'channel.test': call('channel.test'),
      'channel.subscribe': call('channel.subscribe'),
      'channel.askPhone': call('channel.askPhone'),
      'channel.unsubscribe': call('channel.unsubscribe'),
      'channel.templates': call('channel.templates'),
      'channel.submitTemplate': call('channel.submitTemplate'),
      'mail.send': call('mail.send'),
      'mail.putFile': call('mail.putFile'),
      'mail.refresh': call('mail.refresh'),
      'mail.revoke': call('mail.revoke'),
      'models.probe': call('models.probe'),
      'models.test': call('models.test'),
      'models.preview': call('models.preview'),
      'models.embed': call('models.embed'),
      'models.stop': call('models.stop'),
      'models.hold': call('models.hold'),
      'voice.read': call('voice.read'),
      'backups.write': call('backups.write'),
      'backups.list': call('backups.list'),
      'backups.read': call('backups.read'),
      'backups.remove': call('backups.remove'),
      'journal.open': call('journal.open'),
      'journal.write': call('journal.write'),
      'journal.stage': call('journal.stage'),
      'journal.list': call('journal.list'),
      'journal.read': call('journal.read'),
      'journal.check': call('journal.check'),
      'journal.tidy': call('journal.tidy'),
      'disk.inspect': call('disk.inspect'),
      'calendar.read': call('calendar.read'),
      'telegram.test': call('telegram.test'),
      'telegram.act': call('telegram.act'),
      'programs.open': call('programs.open'),
      'programs.answer': call('programs.answer'),
      'google.refresh': call('google.refresh'),
      'google.revoke': call('google.revoke'),
      'google.calendars': call('google.calendars'),
      'google.makeCalendar': call('google.makeCalendar'),
      'google.events': call('google.events'),
      'google.event': call('google.event'),
      'google.writeEvent': call('google.writeEvent'),
      'google.deleteEvent': call('google.deleteEvent'),
      'google.busy': call('google.busy'),
      'google.makeSheet': call('google.makeSheet'),
      'google.sheet': call('google.sheet'),
      'google.growSheet': call('google.growSheet'),
      'google.writeSheet': call('google.writeSheet'),
      'webhook.send': call('webhook.send'),
      'desktop.state': call('desktop.state'),
      'desktop.set': call('desktop.set'),
      'desktop.notify': call('desktop.notify'),
      'desktop.badge': call('desktop.badge'),
      'due.note': call('due.note'),
      'due.list': call('due.list'),
      'closing.keepOrder': call('closing.keepOrder'),
      'closing.order': call('closing.order'),
      'closing.dropOrder': call('closing.dropOrder'),
      'profile.remove': call('profile.remove'),
      'window.remember': call('window.remember'),
      'window.recall': call('window.recall'),
      'failures.note': call('failures.note'),
      'failures.list': call('failures.list'),
      'failures.clear': call('failures.clear'),
      'keystore.state': call('keystore.state'),
      'keystore.keep': call('keystore.keep'),
      'keystore.open': call('keystore.open'),
      'keystore.remove': call('keystore.remove'),
    },
    streams: {
      'egress.watch': stream('egress.watch'),
      'mail.connect': stream('mail.connect'),
      'models.chat': stream('models.chat'),
      'models.watch': stream('models.watch'),
      'models.pull': stream('models.pull'),
      'disk.watch': stream('disk.watch'),
      'desktop.watch': stream('desktop.watch'),
      'telegram.poll': stream('telegram.poll'),
      'programs.serve': stream('programs.serve'),
      'google.connect': stream('google.connect'),
    },
    sockets: {
      'relay.socket': socket('relay.socket'),
    },
  } satisfies PreloadApi;
}

function startStream(
  ipc: Ipc,
  name: StreamName,
  args: unknown,
  onEvent: (event: unknown) => void,
): RunningStream {
  const { port1: port, port2: theirs } = new MessageChannel();
  const result = new Promise<unknown>((resolve) => {
    port.addEventListener('message', ({ data }: MessageEvent<StreamMessage>) => {
      if ('event' in data) return onEvent(data.event);
      port.close();
      resolve(data.result);
    });
  });
  port.start();
  ipc.postMessage(ipcChannels.stream, { name, args }, [theirs]);
  return { result, abort: () => port.close() };
}

function openSocket(ipc: Ipc, name: SocketName, args: unknown, listener: SocketListener): Socket {
  const { port1: port, port2: theirs } = new MessageChannel();
  const post = (message: SocketMessage) => port.postMessage(message);
  port.addEventListener('message', ({ data }: MessageEvent<SocketMessage>) => {
    if (data.type === 'opened') return listener.opened(data.protocol);
    if (data.type === 'frame') return listener.received(data.frame);
    port.close();
    listener.closed(data.code, data.reason);
  });
  port.start();
  ipc.postMessage(ipcChannels.socket, { name, args }, [theirs]);
  return {
    send: (frame) => post({ type: 'frame', frame }),
    close: (code = 1000, reason = '') => post({ type: 'closed', code, reason }),
  };
}
