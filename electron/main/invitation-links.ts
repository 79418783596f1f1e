/** The scheme of invitations: the system opens Plumbline with them. */
export const invitationScheme = 'plumbline';

/** As `writeLink` makes them; longer than any of them. */
const invitationPattern = /^plumbline:\/\/join\/?(#join=[\w-]{16,4096})$/;

/**
 * The part of an invitation's link that the window takes up, from what this program was started or called with.
 * Anybody can have the system call us with anything: whatever is not exactly an invitation is no reason to do
 * anything. What the link says is judged by the window, and by the owner who has to let the device in.
 */
export function invitationIn(words: readonly string[]): string | undefined {
  const found = words.flatMap((word) => invitationPattern.exec(word)?.[1] ?? []);
  return found.length === 1 ? found[0] : undefined;
}

/** Where the window goes with an invitation: it stays on its page, so that nothing is loaded anew. */
export function withInvitation(address: string, invitation: string | undefined): string {
  if (invitation === undefined) return address;
  const url = new URL(address);
  url.hash = invitation;
  return url.href;
}
