import { webhookArrivalCommands } from './arrival.ts';
import { webhookDeliveryCommands } from './delivery.ts';
import { webhookEndpointCommands } from './endpoint.ts';
import { webhookSourceCommands } from './source.ts';

export const webhookCommands = [
  ...webhookEndpointCommands,
  ...webhookDeliveryCommands,
  ...webhookSourceCommands,
  ...webhookArrivalCommands,
] as const;
