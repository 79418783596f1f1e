const KiB = 1024;
const MiB = 1024 * KiB;
const GiB = 1024 * MiB;

/** What one party may take of a relay. Bytes unless the name says otherwise. */
export interface Limits {
  /** A wiped relay gets a whole book back in one frame. */
  frameBytes: number;
  /** What an update may be made of: structs, deletions, and two for each client of either. */
  updateParts: number;
  /** How many clients a device may name as those whose work it has. */
  clientsKnown: number;
  awarenessBytes: number;
  /** Of a room, each small part counts for as much memory as its document takes: see `weightOf`. */
  roomBytes: number;
  workspaceBytes: number;
  roomsPerWorkspace: number;
  blobBytes: number;
  blobBytesPerWorkspace: number;
  blobsPerWorkspace: number;
  webhooksPerDay: number;
  invitationsPerWorkspace: number;
  /** Of all devices of a member. Where the workspace has its most, each still has the last number. */
  claimsPerMember: number;
  claimsPerWorkspace: number;
  claimsAlwaysLeft: number;
  /** Calendars that phones read. */
  feedsPerWorkspace: number;
  /** Addresses of public pages, those that were taken away among them. */
  pagesPerWorkspace: number;
  socketsPerWorkspace: number;
  /** What may wait in a room for what comes before it, before the relay asks its writers to begin anew. */
  gapsPerRoom: number;
  /** A socket with more than this unread gets no further whole room until it has read on. */
  crowdedBytes: number;
  /** What a reader may leave unread before it is cut off. */
  unreadBytes: number;
  /** What a socket may have waiting for the disk before the relay stops reading from it. */
  uncommittedBytes: number;
  /** Sustained and at once, per socket. Who sends more is read more slowly; nothing is lost. */
  messagesPerSecond: number;
  messageBurst: number;
  /** An update counts for what it weighs. */
  bytesPerSecond: number;
  byteBurst: number;
  /**
   * Sustained and at once, of a whole workspace: see `workOf`. Who has used it up waits, and comes again (1013).
   * Of the worst that can be sent thirty thousand take about a tenth of a processor's second.
   */
  workPerSecond: number;
  workBurst: number;
  /** Per address. */
  requestsPerMinute: number;
  upgradesPerMinute: number;
  /** What the recovery words open is asked for without a token. */
  recoveriesPerMinute: number;
  feedReadsPerMinute: number;
  pageReadsPerMinute: number;
  /** Of one address of the network. */
  bookingsPerMinute: number;
  photosPerMinute: number;
  /** Of one address of the network, at one business. */
  timesHeldAtOnce: number;
  /** Of all assistants of customers at one business: at once, and on one day. */
  timesHeldByAssistants: number;
  holdsByAssistantsPerDay: number;
  /** Of one address of the network. */
  assistantCallsPerMinute: number;
  /** What the sum costs that is solved in the place of a puzzle: tries of about a millisecond, at most. */
  proofTries: number;
  /** Of one business. */
  bookingsPerDay: number;
  /** Of one business, and of one address of the network: mail providers do it for many people. */
  unsubscribesPerDay: number;
  unsubscribesPerMinute: number;
  webhooksPerMinute: number;
  /** Of other programs: addresses, and what comes at one of them. */
  sourcesPerWorkspace: number;
  sourceDeliveriesPerMinute: number;
  sourceDeliveriesPerDay: number;
  /** Meta's largest delivery. */
  webhookBytes: number;
  /** A room is rewritten as one row when what came since the last time exceeds one of these. */
  tailRows: number;
  tailBytes: number;
  heartbeatMilliseconds: number;
  /** How long a device may take to say that it is there. */
  probeMilliseconds: number;
}

export const defaultLimits: Limits = {
  frameBytes: 64 * MiB,
  updateParts: 300_000,
  clientsKnown: 300_000,
  awarenessBytes: 64 * KiB,
  roomBytes: 128 * MiB,
  workspaceBytes: 4 * GiB,
  roomsPerWorkspace: 5000,
  blobBytes: 128 * MiB,
  blobBytesPerWorkspace: 16 * GiB,
  blobsPerWorkspace: 200_000,
  webhooksPerDay: 200_000,
  invitationsPerWorkspace: 50,
  claimsPerMember: 50_000,
  claimsPerWorkspace: 500_000,
  claimsAlwaysLeft: 1000,
  feedsPerWorkspace: 200,
  pagesPerWorkspace: 5,
  socketsPerWorkspace: 5000,
  gapsPerRoom: 256,
  crowdedBytes: 8 * MiB,
  unreadBytes: 160 * MiB,
  uncommittedBytes: 8 * MiB,
  messagesPerSecond: 5000,
  messageBurst: 100_000,
  bytesPerSecond: 8 * MiB,
  byteBurst: 512 * MiB,
  workPerSecond: 30_000,
  workBurst: 5_000_000,
  requestsPerMinute: 600,
  upgradesPerMinute: 6000,
  recoveriesPerMinute: 10,
  feedReadsPerMinute: 60,
  pageReadsPerMinute: 300,
  bookingsPerMinute: 12,
  photosPerMinute: 30,
  timesHeldAtOnce: 3,
  timesHeldByAssistants: 5,
  holdsByAssistantsPerDay: 50,
  assistantCallsPerMinute: 60,
  proofTries: 1000,
  bookingsPerDay: 500,
  unsubscribesPerDay: 5000,
  unsubscribesPerMinute: 120,
  webhooksPerMinute: 12_000,
  sourcesPerWorkspace: 50,
  sourceDeliveriesPerMinute: 120,
  sourceDeliveriesPerDay: 5000,
  webhookBytes: 3 * MiB,
  tailRows: 2000,
  tailBytes: 4 * MiB,
  heartbeatMilliseconds: 15_000,
  probeMilliseconds: 3000,
};
