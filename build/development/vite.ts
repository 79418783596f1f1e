import type { ClientRequest } from 'node:http';
import path from 'node:path';
import { normalizePath, type Plugin, type ProxyOptions } from 'vite';
import { developmentPort, hostPort } from './places.ts';
import { developmentHeaders, developmentNonce } from './policy.ts';

const host = '127.0.0.1';

/**
 * What only development adds to the window: Vite's place with the bridge behind it, the policy that hot reload needs,
 * and a profile that opens by itself.
 *
 * @param root the repository's folder
 */
export function developmentWindow(root: string): Plugin {
  const port = developmentPort();
  const unlock = path.posix.join(normalizePath(root), 'build/development/window/unlock.ts');
  return {
    name: 'plumbline:development',
    apply: 'serve',
    config: () => ({
      server: {
        host,
        port,
        strictPort: true,
        // Named, because a page of `app://` would look for it at its own address.
        hmr: { protocol: 'ws', host, clientPort: port },
        headers: developmentHeaders(`${host}:${port}`),
        proxy: { '/bridge/': toHost(`http://${host}:${port}`, `http://${host}:${hostPort()}`) },
        fs: { allow: [root] },
        warmup: { clientFiles: ['./app/main.tsx', './vault/worker.ts'] },
      },
      html: { cspNonce: developmentNonce },
      // The worker and the screens are reached by no static import of the page.
      optimizeDeps: { entries: ['index.html', 'vault/worker.ts', 'features/*/index.ts'] },
    }),
    transformIndexHtml: () => [
      {
        tag: 'script',
        attrs: { type: 'module', src: `/@fs/${unlock.replace(/^\//, '')}` },
        injectTo: 'body',
      },
    ],
  };
}

/** The host answers its own page only: what comes from ours, and nothing else, comes from its own. */
function toHost(own: string, target: string): ProxyOptions {
  return {
    target,
    ws: true,
    changeOrigin: true,
    configure(proxy) {
      const moveOrigin = (request: ClientRequest) => {
        if (request.getHeader('origin') === own) request.setHeader('origin', target);
      };
      proxy.on('proxyReq', moveOrigin);
      proxy.on('proxyReqWs', moveOrigin);
    },
  };
}
