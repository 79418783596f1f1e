import type { Bridge } from '#shared/bridge/bridge.ts';
import type { Bytes } from '#shared/lib/bytes.ts';
import type { Result } from '#shared/lib/result.ts';
import { ok, problem } from '#shared/lib/result.ts';
import { blobPieceBytes } from '#shared/lib/blob-format.ts';
import type { RelayClient } from '../sync/relay-client.ts';
import { refusal } from '../sync/relay-http.ts';

/** The relay that the workspace uses now. */
export interface BlobRelay {
  url: string;
  client: RelayClient;
}

/** The relay's store of blobs, for one workspace. */
export interface RelayBlobs {
  /** The relay's identity; a problem where it does not answer. */
  identity(): Promise<Result<string>>;
  /** How much of the blob it has; 0 where it does not know it. */
  received(id: string, size: number): Promise<Result<number>>;
  put(id: string, piece: { index: number; size: number; bytes: Bytes }): Promise<Result<void>>;
  get(id: string, index: number, size: number): Promise<Result<Bytes>>;
  remove(id: string): Promise<Result<void>>;
}

export function createRelayBlobs(deps: { bridge: Bridge; workspace: string; relay: BlobRelay }): RelayBlobs {
  const { bridge, relay } = deps;
  const { client, url } = relay;
  const path = (id: string): string => `/v1/workspaces/${deps.workspace}/blobs/${id}`;

  /** With a token; once more with a new one where the relay does not take the old one. */
  async function signedIn<T extends { status: number }>(
    step: (token: string) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    const token = await client.token();
    if (!token.ok) return token;
    const first = await step(token.value);
    if (!first.ok || first.value.status !== 401) return first;
    client.forgetToken();
    const fresh = await client.token();
    return fresh.ok ? step(fresh.value) : fresh;
  }

  return {
    identity: () => client.identify(),
    async received(id, size) {
      const answer = await signedIn((token) =>
        bridge.call('relay.blobState', { url, token, path: path(id) }),
      );
      if (!answer.ok) return answer;
      const { status, received = 0, size: announced } = answer.value;
      if (status === 404) return ok(0);
      if (status !== 200) return refusal(status, undefined);
      return announced === size ? ok(received) : otherSize();
    },
    async put(id, { index, size, bytes }) {
      const first = index * blobPieceBytes;
      const answer = await signedIn((token) =>
        bridge.call('relay.putPiece', { url, token, path: path(id), first, size, bytes }),
      );
      if (!answer.ok) return answer;
      const { status, body } = answer.value;
      return status >= 200 && status < 300 ? ok() : refusal(status, body);
    },
    async get(id, index, size) {
      const first = index * blobPieceBytes;
      const last = Math.min(first + blobPieceBytes, size) - 1;
      const answer = await signedIn((token) =>
        bridge.call('relay.getPiece', { url, token, path: path(id), first, last }),
      );
      if (!answer.ok) return answer;
      const { status, body, bytes } = answer.value;
      return bytes === undefined ? refusal(status, body) : ok(bytes);
    },
    async remove(id) {
      const answer = await client.signed({ method: 'DELETE', path: path(id) });
      return answer.ok ? ok() : answer;
    },
  };
}

function otherSize(): Result<never> {
  return problem('relay.blob.size', 'The relay holds another file under this name.');
}
