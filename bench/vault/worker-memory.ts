import type { CDPSession, Page } from '@playwright/test';

/** What the page's worker holds after a collection of garbage, buffers included, in bytes. */
export async function workerMemory(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  const attached = new Promise<string>((resolve) => {
    session.on('Target.attachedToTarget', ({ sessionId, targetInfo }) => {
      if (targetInfo.type === 'worker') resolve(sessionId);
    });
  });
  // Playwright gives no session of a worker: messages to it go through the page's.
  await session.send('Target.setAutoAttach', {
    autoAttach: true,
    waitForDebuggerOnStart: false,
    flatten: false,
  });
  const worker = await attached;
  await ask(session, worker, 'HeapProfiler.collectGarbage');
  const usage = await ask(session, worker, 'Runtime.getHeapUsage');
  return Number(usage['usedSize']) + Number(usage['backingStorageSize']);
}

let lastId = 0;

function ask(session: CDPSession, worker: string, method: string): Promise<Record<string, unknown>> {
  const id = ++lastId;
  const answered = new Promise<Record<string, unknown>>((resolve) => {
    session.on('Target.receivedMessageFromTarget', ({ message }) => {
      const answer = JSON.parse(message) as { id?: number; result?: Record<string, unknown> };
      if (answer.id === id) resolve(answer.result ?? {});
    });
  });
  const message = JSON.stringify({ id, method });
  return session.send('Target.sendMessageToTarget', { sessionId: worker, message }).then(() => answered);
}
