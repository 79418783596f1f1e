/** What the browser shell and its window say to each other besides the contract. */
export const browserHostProtocol = {
  /** The WebSocket protocol that the host accepts. */
  name: 'plumbline',
  /** Offered beside it, with the session's token behind it. */
  tokenPrefix: 'plumbline.token.',
  /** Where the page of the key's file takes the key to, as a form. */
  openPath: '/bridge/open',
  /** What the tab's storage keeps the session's token under: it survives a reload, and ends with the tab. */
  tokenItem: 'plumbline.token',
} as const;
