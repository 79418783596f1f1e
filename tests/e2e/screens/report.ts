import type { Page } from '@playwright/test';
import { goTo, openSection } from '../helpers/owner.ts';
import { type Camera, usualViews, zoomed } from './camera.ts';

const views = [...usualViews, zoomed];

/** The owner's own form of a report, the readings of a job, and the report as it prints. */
export async function takeReport(page: Page, camera: Camera): Promise<void> {
  await openSection(page, 'Types of job');
  await page.getByRole('button', { name: 'Add type' }).click();
  await page.getByRole('button', { name: 'Readings of a boiler service' }).last().click();
  const ratio = page.getByRole('textbox', { name: 'The report asks for' }).nth(7);
  await ratio.waitFor();
  await camera.take(page, 'settings-report-form', { show: ratio, views });
  await goTo(page, 'Jobs');
  await page.getByText('Blocked drain behind the ovens').first().click();
  const report = page.getByRole('region', { name: 'Report', exact: true });
  await report.getByRole('combobox', { name: 'Form' }).selectOption({ label: 'Boiler service record' });
  await fill('Make and model', 'Vaillant ecoTEC plus 832, as it hangs in the cupboard behind the ovens');
  await fill('Serial number', 'رقم ٢١-٠٤');
  await fill('Inlet pressure, working (mbar)', '19.8');
  await fill('CO in the flue gas (ppm)', 'much');
  await report.getByText(/^A number, such as/).waitFor();
  await camera.take(page, 'job-report', { show: report, views });
  await fill('CO in the flue gas (ppm)', '84');
  await report.getByRole('combobox', { name: 'Gas tightness test' }).selectOption('Pass');
  await report.getByRole('combobox', { name: 'Safe to use' }).selectOption('yes');
  await fill('Notes for the customer', 'The pressure was low when we came.');
  await report.getByRole('button', { name: 'Open report' }).click();
  await page.getByRole('button', { name: 'Save PDF' }).and(page.locator(':enabled')).waitFor();
  await camera.take(page, 'job-report-paper', { asIs: true, views });
  await page.keyboard.press('Escape');

  async function fill(name: string, text: string): Promise<void> {
    const field = report.getByRole('textbox', { name });
    await field.fill(text);
    await field.blur();
  }
}
