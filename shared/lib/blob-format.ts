/**
 * An encrypted attachment is sent to the relay in pieces of this size, the last one shorter: each is a `PUT`
 * with `Content-Range: bytes FIRST-LAST/SIZE`. After a broken connection the answer to `HEAD` or to a piece
 * out of turn says from where to go on. Bytes.
 */
export const blobPieceBytes = 1024 * 1024;

/** Names a blob: random, so that it tells nothing. */
export const blobIdPattern = /^[A-Za-z0-9_-]{16,64}$/;
