/** What is known of a person, and what becomes of it, against the application itself. */
import { expect, test } from 'vitest';
import {
  card,
  idle,
  latest,
  letters,
  opens,
  says,
  sends,
  shown,
  shows,
  signsIn,
  somebody,
  staff,
  url,
} from './stage.ts';

test('what is known is put right, forgotten, taken along and erased on the cards', async () => {
  const page = await somebody({}, /status of 404/);
  await opens(page);
  await says(page, 'Brust 102, Taille 88, Größe 184');
  await says(page, 'Was wissen Sie über mich?');
  await shows(page, 'profile', '88 cm');
  await latest(page, 'profile').getByRole('button', { name: 'Taille: Ändern' }).click();
  await latest(page, 'profile').getByLabel('Taille', { exact: true }).fill('90');
  await latest(page, 'profile').getByLabel('Taille', { exact: true }).press('Enter');
  await shows(page, 'profile', '90 cm');
  await idle(page);
  await latest(page, 'profile').getByRole('button', { name: 'Taille: Löschen' }).click();
  await latest(page, 'profile').getByRole('button', { name: 'Löschen', exact: true }).click();
  await expect.poll(() => card(page, 'profile').count()).toBe(3);
  await idle(page);
  expect(await shown(latest(page, 'profile'))).not.toContain('Taille');

  await says(page, 'Ich möchte eine Kopie meiner Daten');
  const files = await latest(page, 'download').getByRole('link').all();
  const [pdf, json] = await Promise.all(
    files.map(async (file) => page.request.get((await file.getAttribute('href')) ?? '')),
  );
  expect((await pdf!.body()).subarray(0, 5).toString()).toBe('%PDF-');
  expect(JSON.stringify(await json!.json())).toContain('102');

  await says(page, 'Bitte löschen Sie alle meine Daten');
  await sends(page, {});
  await shows(page, 'table', 'Beleg über die Löschung');
  await page.reload();
  await expect.poll(() => page.locator('.bubble').count()).toBe(0);
});

test('who agreed to be written to takes it back on the card of what is known, and is promised nothing more', async () => {
  const page = await somebody();
  await opens(page);
  await says(page, 'Können Sie mir Stoffmuster schicken?');
  await sends(page, { Name: 'Paula Brandt', 'E-Mail': `${letters()}@mail.example` });
  await shows(page, 'table', 'Das haben wir Ihnen zugesagt');
  await says(page, 'Was wissen Sie über mich?');
  await latest(page, 'profile').getByRole('button', { name: 'Einwilligung widerrufen' }).click();
  await latest(page, 'profile').getByText('Dann melden wir uns nicht mehr').waitFor();
  await latest(page, 'profile').getByRole('button', { name: 'Ja' }).click();
  await page.getByText('Ihr Widerruf gilt ab sofort').first().waitFor();
  await idle(page);
  await says(page, 'Was wissen Sie über mich?');
  expect(await shown(latest(page, 'profile'))).not.toContain('Einwilligungen');
});

test('a talk goes on at another device by a link that is good once, and a guessed one opens nothing', async () => {
  const page = await somebody();
  await opens(page);
  await says(page, 'Kann ich am Handy weitermachen?');
  await latest(page, 'link').getByRole('button').first().click();
  await latest(page, 'link').locator('.qr').waitFor();
  const link = (await latest(page, 'link').locator('.url').textContent()) ?? '';

  const handset = { viewport: { width: 390, height: 800 } };
  const phone = await somebody(handset);
  await phone.goto(link);
  await phone.getByText('Kann ich am Handy weitermachen?').first().waitFor();
  expect(new URL(phone.url()).hash).toBe('');
  await says(phone, 'Haben Sie Leinen?');
  await page.reload();
  await page.getByText('Haben Sie Leinen?').first().waitFor();

  const late = await somebody(handset, /status of 4\d\d/);
  await late.goto(link);
  await late.getByText('Dieser Link ist schon benutzt worden.').waitFor();
  const guesser = await somebody(handset, /status of 4\d\d/);
  await guesser.goto(url('/#henk=hl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'));
  await guesser.getByText(/Diesen Link kennen wir nicht/).waitFor();
});

test('a talk that came to an account by mistake leaves it by a form, and an administrator hands it back', async () => {
  const ben = await somebody();
  await opens(ben);
  await says(ben, 'Ich bin Ben und suche einen Anzug für meine Hochzeit');
  await signsIn(ben);
  await ben.getByRole('button', { name: 'Neues Gespräch' }).click();
  await ben.getByRole('button', { name: 'Ja' }).click();
  await says(ben, 'Was wissen Sie über mich?');
  await latest(ben, 'profile').getByRole('button', { name: 'Ein Gespräch war nicht von mir' }).click();
  await latest(ben, 'form').waitFor();
  await idle(ben);
  const talks = latest(ben, 'form').getByRole('combobox');
  await talks.selectOption((await talks.locator('option', { hasText: 'Ich bin Ben' }).first().textContent()) ?? '');
  await latest(ben, 'form').getByRole('button', { name: 'Das war ich nicht' }).click();
  await ben.getByText('Das Gespräch ist aus Ihrem Konto genommen').first().waitFor();

  const admin = 'admin@henk.example';
  const signedIn = await ben.request.post(url('/api/auth/login'), {
    data: { email: 'customer@henk.example', password: 'henk-demo' },
  });
  const { id } = ((await signedIn.json()) as { user: { id: string } }).user;
  const { moves } = await staff<{ moves: { id: string }[] }>('GET', `/api/accounts/${id}/moves`, undefined, admin);
  const { url: link } = await staff<{ url: string }>('POST', `/api/moves/${moves[0]!.id}/link`, {}, admin);
  const owner = await somebody();
  await owner.goto(link);
  await owner.getByText('Ich bin Ben und suche einen Anzug').first().waitFor();
});

test('a question that nobody knows is kept by a form, and answered once by the house', async () => {
  const page = await somebody();
  await opens(page);
  const thing = `Z${letters()}kappe`;
  await says(page, `Haben Sie auch Tauchanzüge aus Neopren für Pinguine mit ${thing}?`);
  await sends(page, { 'E-Mail': 'ann@mail.example' });

  type Question = { id: string; text: string; waiting: number };
  const kept = async () =>
    (await staff<{ questions: Question[] }>('GET', '/api/knowledge/questions?limit=100')).questions.find(({ text }) =>
      text.includes(thing),
    );
  await expect.poll(async () => (await kept())?.waiting).toBe(1);
  const answer = { answer: 'Nein, aber wir kennen jemanden.' };
  const { mails } = await staff<{ mails: number }>(
    'POST',
    `/api/knowledge/questions/${(await kept())?.id}/answer`,
    answer,
  );
  expect(mails).toBe(1);
});
