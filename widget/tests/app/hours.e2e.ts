/** Outside the opening hours, against the application itself: the house moves to where it is night. */
import { afterEach, expect, test } from 'vitest';
import { answers, latest, letters, opens, says, sends, shows, somebody, staff } from './stage.ts';

const NIGHT = 3;

async function moves(zone: string): Promise<void> {
  const admin = 'admin@henk.example';
  const [{ id }] = await staff<[{ id: string }]>('GET', '/api/tenants', undefined, admin);
  await staff('PUT', `/api/tenants/${id}`, { zone }, admin);
}

/** Where the clock strikes three at night. */
function asleep(): string {
  const hour = (timeZone: string) =>
    Number(new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone }).format(new Date()));
  const zones = Intl.supportedValuesOf('timeZone').filter((zone) => zone.includes('/') && !zone.startsWith('Etc/'));
  return zones.find((zone) => hour(zone) === NIGHT) as string;
}

afterEach(() => moves('Europe/Berlin'));

test('whoever asks for a person at night is told when somebody writes, and leaves an address on a form', async () => {
  await moves(asleep());
  const page = await somebody();
  await opens(page);
  const own = letters();
  await says(page, 'Ich möchte bitte mit einem Menschen sprechen');
  await expect
    .poll(async () => (await answers(page).allTextContents()).join(' '))
    .toMatch(/melden wir uns am \S+, \d+\. \S+, ab \d+:\d\d Uhr; vorher ist niemand im Haus/);
  await shows(page, 'form', 'E-Mail');
  await sends(page, { Name: `Erika ${own}`, 'E-Mail': `${own}@mail.example` });
  await latest(page, 'form').locator('.answer').waitFor();

  const { leads } = await staff<{ leads: { last_name: string; email: string }[] }>('GET', '/api/leads?limit=50');
  expect(leads.find((lead) => lead.last_name === own)?.email).toBe(`${own}@mail.example`);
  const { handoffs } = await staff<{ handoffs: unknown[] }>('GET', '/api/handoffs');
  expect(JSON.stringify(handoffs)).toContain(own);
});
