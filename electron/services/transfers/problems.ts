import { problem } from '#shared/lib/result.ts';

/** What can go wrong with a file on its way from or to Meta. */
export const brokenOff = () => problem('media.broken-off', 'The connection to Meta broke off.');
export const damaged = () => problem('media.damaged', 'The file did not arrive as Meta describes it.');
export const tooLarge = () => problem('media.too-large', 'This file is larger than Meta allows.');
export const tooMany = () => problem('media.busy', 'Too many files are being transferred.');
export const gone = (said?: string) => problem('media.gone', 'Meta does not have this file any more.', said);
