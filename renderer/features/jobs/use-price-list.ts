import { useMemo } from 'react';
import type { Service } from '#shared/domain/business.ts';
import { useRecords } from '#renderer/state/records.ts';

/** What is on the price list, in its order. */
export function usePriceList(): Service[] {
  const services = useRecords('services');
  return useMemo(
    () =>
      services.filter((service) => service.archivedAt === undefined).toSorted((a, b) => a.order - b.order),
    [services],
  );
}
