export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true });

export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** Decodes UTF-8; throws a TypeError on malformed input. */
export function fromUtf8(bytes: Uint8Array): string {
  return strictDecoder.decode(bytes);
}

export function concat(...parts: Uint8Array[]): Bytes {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    out.set(part, offset);
    offset += part.length;
  }
  return out;
}

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a[i]! ^ b[i]!;
  return difference === 0;
}

const base64UrlCodes = utf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_');
/** Divides by 3, so that only the last part has a rest; short enough to be the arguments of a call. */
const base64Part = 3 * 4096;

/** Base64url without padding (RFC 4648 §5). By hand: `btoa` knows only base64, and takes several times as long. */
export function toBase64Url(bytes: Uint8Array): string {
  if (bytes.length <= base64Part) return partToBase64Url(bytes);
  let text = '';
  for (let i = 0; i < bytes.length; i += base64Part)
    text += partToBase64Url(bytes.subarray(i, i + base64Part));
  return text;
}

function partToBase64Url(bytes: Uint8Array): string {
  const codes: number[] = [];
  for (let i = 0; i < bytes.length; i += 3) {
    const bits = (bytes[i]! << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
    codes.push(base64UrlCodes[bits >> 18]!, base64UrlCodes[(bits >> 12) & 63]!);
    codes.push(base64UrlCodes[(bits >> 6) & 63]!, base64UrlCodes[bits & 63]!);
  }
  // Each missing byte of the last three is one character less.
  codes.length = Math.ceil((bytes.length * 4) / 3);
  return String.fromCharCode(...codes);
}

/** Decodes base64url or base64, padded or not; throws on other characters. */
export function fromBase64Url(text: string): Bytes {
  const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/').replaceAll('=', ''));
  const out = new Uint8Array(binary.length);
  for (let i = 0; i < binary.length; i++) out[i] = binary.charCodeAt(i);
  return out;
}

/** Decodes base64url of unknown make; `undefined` on other characters. */
export function readBase64Url(text: string): Bytes | undefined {
  try {
    return fromBase64Url(text);
  } catch {
    return undefined;
  }
}

const hexBytes = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function toHex(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += hexBytes[byte]!;
  return text;
}

export function fromHex(hex: string): Bytes {
  if (!/^([0-9a-f]{2})*$/i.test(hex)) throw new TypeError('not hexadecimal');
  return new Uint8Array((hex.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16)));
}
