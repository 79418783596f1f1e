import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

const sha256 = (data: string | Uint8Array) => createHash('sha256').update(data).digest('hex');
const hmac = (key: string | Uint8Array, data: string) => createHmac('sha256', key).update(data).digest();

function canonicalQuery(url: URL): string {
  const encode = (text: string) =>
    encodeURIComponent(text).replace(
      /[!'()*]/g,
      (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
    );
  return [...url.searchParams]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .toSorted()
    .join('&');
}

/** Checks a request as Amazon does: Signature Version 4 over method, path, query, headers and the body's hash. */
export function isSigned(request: IncomingMessage, body: Uint8Array, secretKey: string): boolean {
  const header = request.headers.authorization ?? '';
  const found =
    /^AWS4-HMAC-SHA256 Credential=[^/]+\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/.exec(
      header,
    );
  if (found === null) return false;
  const [, scope = '', names = '', signature = ''] = found;
  const bodyHash = String(request.headers['x-amz-content-sha256']);
  if (bodyHash !== sha256(body) && bodyHash !== 'UNSIGNED-PAYLOAD') return false;
  const url = new URL(request.url ?? '/', 'http://s3.invalid');
  const headers = names
    .split(';')
    .map((name) => `${name}:${String(request.headers[name]).trim().replace(/ +/g, ' ')}\n`);
  const canonical = [
    request.method,
    url.pathname,
    canonicalQuery(url),
    headers.join(''),
    names,
    bodyHash,
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const key = scope
    .split('/')
    .reduce<string | Uint8Array>((last, part) => hmac(last, part), `AWS4${secretKey}`);
  return timingSafeEqual(Buffer.from(signature, 'hex'), hmac(key, toSign));
}
