/** Guests of a wedding party who follow its link, against the application itself and its demo group. */
import { expect, test } from 'vitest';
import { answers, latest, opens, says, sends, shows, somebody, staff, url } from './stage.ts';

// a link that opens nothing is a refused request
const guest = () => somebody({ viewport: { width: 390, height: 800 } }, /status of (404|410)/);

type Group = { id: string; name: string; link: string; members: { name?: string; agreed: boolean }[] };

async function group(): Promise<Group> {
  const { groups } = await staff<{ groups: Group[] }>('GET', '/api/groups');
  return groups.find(({ name }) => name === 'Hochzeit Lena und Jonas') as Group;
}

test('a guest opens the link, is greeted, says who it is and agrees, and comes back to the same place', async () => {
  const page = await guest();
  const { link, members } = await group();
  await page.goto(url(new URL(link).pathname));
  await page.getByText('Lena Petersen hat Sie zu „Hochzeit Lena und Jonas“ eingeladen').first().waitFor();
  expect(new URL(page.url()).hash).toBe('');
  await latest(page, 'form').waitFor();
  await sends(page, { Name: 'Karl Petersen', 'E-Mail': 'karl@mail.example' });
  await expect.poll(async () => (await group()).members.find((m) => m.name === 'Karl Petersen')?.agreed).toBe(true);
  expect((await group()).members.length).toBe(members.length + 1);

  await page.goto(url(new URL(link).pathname));
  await page.locator('.bubble').first().waitFor();
  expect((await group()).members.length).toBe(members.length + 1);
});

test('an organiser begins a group, a guest is done with one form, and the organiser sees it', async () => {
  const organiser = await somebody();
  await opens(organiser);
  await says(organiser, 'Wir sind sechs Trauzeugen, die Hochzeit ist am 5. Juni 2027');
  await says(organiser, 'Legen Sie uns bitte als Gruppe an, sechs Mann');
  await sends(organiser, { Name: 'Kim Larsen', 'E-Mail': 'kim@mail.example' });
  await shows(organiser, 'table', '0 von 6 fertig');
  const link = /http\S+\/g\/\S+/.exec((await answers(organiser).allTextContents()).join(' '))?.[0] ?? '';

  const invited = await guest();
  await invited.goto(url(new URL(link).pathname));
  await latest(invited, 'form').waitFor();
  await sends(invited, {
    Name: 'Till Brandes',
    'E-Mail': 'till@mail.example',
    'Körpergröße (cm)': '184',
    'Brustumfang (cm)': '102',
    'Taille (cm)': '88',
    'Hüfte (cm)': '99',
  });
  await says(organiser, 'Wer hat schon gemessen?');
  await shows(organiser, 'table', '1 von 6 fertig');
  await shows(organiser, 'table', 'Till Brandes');
});

test('a link that opens nothing says so on the page, and the page is there', async () => {
  const page = await guest();
  await page.goto(url('/g/AAAAAAAAAAAAAAAAAAAAAAAA'));
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('Diesen Einladungslink gibt es nicht.');
  await page.getByRole('heading', { level: 1 }).waitFor();

  const { id } = await group();
  await staff('DELETE', `/api/groups/${id}/link`);
  const renewed = await staff<Group>('POST', `/api/groups/${id}/link`);
  await staff('DELETE', `/api/groups/${id}/link`);
  await page.goto(url(new URL(renewed.link).pathname));
  await expect.poll(() => page.getByRole('alert').textContent()).toContain('gilt nicht mehr');
});
