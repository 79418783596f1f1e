/** What the relay has to say to its operator: never an address, id, token or content. */
export interface Log {
  error(about: Record<string, unknown>, message: string): void;
  warn(about: Record<string, unknown>, message: string): void;
  info(about: Record<string, unknown>, message: string): void;
  debug(about: Record<string, unknown>, message: string): void;
}

export const silent: Log = { error() {}, warn() {}, info() {}, debug() {} };
