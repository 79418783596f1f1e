/**
 * The types that a window may show by itself. SVG and HTML are none of them: they can carry scripts. Whatever
 * else a sender claims becomes bytes without a type.
 */
const showable = new Set([
  'image/jpeg',
  'image/png',
  'image/webp',
  'image/gif',
  'video/mp4',
  'video/webm',
  'video/3gpp',
  'audio/ogg',
  'audio/mpeg',
  'audio/mp4',
  'audio/aac',
  'audio/amr',
  'audio/wav',
  'audio/webm',
]);

/** The type under which a file may be handed to the window: `audio/ogg; codecs=opus` → `audio/ogg`. */
export function safeMimeType(claimed: string): string {
  const type = claimed.split(';', 1)[0]!.trim().toLowerCase();
  return showable.has(type) ? type : 'application/octet-stream';
}

const extensions: Record<string, string> = {
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'video/mp4': 'mp4',
  'video/3gpp': '3gp',
  'video/webm': 'webm',
  'audio/ogg': 'ogg',
  'audio/mpeg': 'mp3',
  'audio/mp4': 'm4a',
  'audio/aac': 'aac',
  'audio/amr': 'amr',
  'application/pdf': 'pdf',
};

/** Names that Windows keeps for devices, with any extension. */
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
const longest = 120;

/**
 * A name under which a file can be saved on any system: no folders, no control or direction characters (which
 * make `gnp.exe` look like `exe.png`), no leading dot, of reasonable length, its extension kept.
 */
export function safeFileName(given: string | undefined, fallback: string, mimeType = ''): string {
  const cleaned = (given ?? '')
    .toWellFormed()
    .normalize('NFC')
    // Control and format characters.
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu, '')
    .replaceAll(/[<>:"/\\|?*]/g, '-')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .replace(/[.\s]+$/, '');
  const name =
    cleaned === '' || reserved.test(cleaned) ? `${fallback}${cleaned === '' ? '' : `-${cleaned}`}` : cleaned;
  const extension = extensions[mimeType.split(';', 1)[0]!.trim().toLowerCase()];
  return shorten(/\.\w{1,10}$/.test(name) || extension === undefined ? name : `${name}.${extension}`);
}

function shorten(name: string): string {
  if (name.length <= longest) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 11 ? name.slice(dot) : '';
  return name.slice(0, longest - extension.length).toWellFormed() + extension;
}
