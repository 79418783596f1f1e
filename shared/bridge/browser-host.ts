/** What the browser shell and its window say to each other besides the contract. */
export const browserHostProtocol = {
  /** The WebSocket protocol that the host accepts. */
  name: 'plumbline',
  /** Offered beside it, with the session's token behind it. */
  tokenPrefix: 'plumbline.token.',
} as const;
