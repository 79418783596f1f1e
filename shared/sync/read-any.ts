import * as decoding from 'lib0/decoding';

/** The kinds of lib0's `any` encoding that hold text; `writeAny` there lists all. */
const anyKind = { text: 119, object: 118, list: 117 } as const;
/** Up to here (bytes), reading by hand is faster than a call of the platform's decoder. */
const mostByHand = 64;

/**
 * The same as lib0's `readAny`, for which decoding the short texts of a record is most of the time that it takes to
 * open a book.
 */
export function readAny(decoder: decoding.Decoder): unknown {
  const kind = decoder.arr[decoder.pos];
  if (kind === anyKind.text) return readText(behindKind(decoder));
  if (kind === anyKind.object) return readObject(behindKind(decoder));
  if (kind === anyKind.list) return readList(behindKind(decoder));
  return decoding.readAny(decoder);
}

function behindKind(decoder: decoding.Decoder): decoding.Decoder {
  decoder.pos++;
  return decoder;
}

function readObject(decoder: decoding.Decoder): object {
  const object: Record<string, unknown> = {};
  const count = decoding.readVarUint(decoder);
  for (let i = 0; i < count; i++) {
    const key = readText(decoder);
    object[key] = readAny(decoder);
  }
  return object;
}

function readList(decoder: decoding.Decoder): unknown[] {
  const list: unknown[] = [];
  const length = decoding.readVarUint(decoder);
  for (let i = 0; i < length; i++) list.push(readAny(decoder));
  return list;
}

const codes: number[] = [];

/** By hand where it is short and ASCII, as nearly all keys and values are. */
function readText(decoder: decoding.Decoder): string {
  const { arr, pos: start } = decoder;
  const length = decoding.readVarUint(decoder);
  const { pos } = decoder;
  if (length <= mostByHand && pos + length <= arr.length) {
    codes.length = length;
    let isAscii = true;
    for (let i = 0; i < length; i++) {
      const code = arr[pos + i]!;
      codes[i] = code;
      isAscii &&= code < 0x80;
    }
    if (isAscii) {
      decoder.pos = pos + length;
      return String.fromCharCode(...codes);
    }
  }
  decoder.pos = start;
  return decoding.readVarString(decoder);
}
