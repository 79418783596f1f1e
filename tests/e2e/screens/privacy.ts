import type { Page } from '@playwright/test';
import { openSection } from '../helpers/owner.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

const views = [...usualViews, zoomed];

/** What is done with people's data, and with whom the business is connected. */
export async function takePrivacy(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Processing record');
  await camera.take(page, 'processing', { views });
  await camera.take(page, 'processing-recipients', {
    views,
    show: page.getByRole('region', { name: 'Questions and complaints' }),
  });
  await openSection(page, 'Integrations');
  await camera.take(page, 'integrations', { views });
}
