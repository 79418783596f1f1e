import { expect as base } from '@playwright/test';
import { patience } from '#shared/lib/testing/eventually.ts';

/** Waits as long as tests do wherever it is used: pictures and figures are taken without a test runner's settings. */
export const expect = base.configure({ timeout: patience });
