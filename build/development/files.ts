import type { WindowFiles } from '#electron/services/window/files.ts';

interface DevelopmentFilesDeps {
  /** Vite's origin, as `http://127.0.0.1:4580`. */
  server: string;
  fetch(address: string, options: { method: string }): Promise<Response>;
}

/** The window as Vite serves it, for an origin of Electron's. */
export function createDevelopmentFiles({ server, fetch }: DevelopmentFilesDeps): WindowFiles {
  return {
    async answer(method, address) {
      const answer = await fetch(server + address, { method });
      const body = new Uint8Array(await answer.arrayBuffer());
      return { status: answer.status, headers: Object.fromEntries(answer.headers), body };
    },
  };
}
