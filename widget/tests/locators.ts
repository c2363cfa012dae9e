/** Where things are in the widget. */
import type { Locator, Page } from 'playwright-core';

export const launcher = (page: Page) => page.locator('sales-chat button.l');
export const box = (page: Page) => page.locator('textarea');
export const log = (page: Page) => page.locator('.log');
export const answers = (page: Page) => page.locator('sales-chat-text');
export const mine = (page: Page) => page.locator('.bubble');
export const card = (page: Page, type: string) => page.locator(`henk-card[type=${type}]`);

/** What a card shows, through its shadow root. */
export const shown = (one: Locator) => one.evaluate((e) => (e.shadowRoot?.textContent ?? '').replace(/\s+/g, ' '));
