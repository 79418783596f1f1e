/** The address of a calendar at the relay: 32 random bytes, in base64url. Whoever has it reads the calendar. */
export const feedAddressPattern = /^[A-Za-z0-9_-]{43}$/;

/** The longest calendar that a relay takes, in characters. */
export const longestFeed = 512 * 1024;

/** For how long a relay keeps a calendar at most that no device has renewed, in seconds. */
export const mostFeedSeconds = 60 * 24 * 60 * 60;

/** Where a calendar stands for devices of the workspace. */
export function feedPath(workspace: string, address: string): string {
  return `/v1/workspaces/${workspace}/feeds/${address}`;
}

/** What is entered on a phone. `relayUrl`: with the path of a proxy, if it has one. */
export function feedUrl(relayUrl: string, address: string): string {
  return `${relayUrl.replace(/\/$/, '')}/v1/feeds/${address}/calendar.ics`;
}
