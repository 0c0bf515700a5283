import assert from 'node:assert/strict';
import { goodKey, signsIn } from './lib/account.ts';
import { story } from './lib/person.ts';
import { until } from './lib/wait.ts';

const event = /^[a-z_]+\.[a-z_]+, delivered/;

story(
  'a person reads a delivery',
  { size: { width: 1400, height: 900 } },
  async (person, { act, account }) => {
    const simulator = await account();
    simulator.account.deliver({ payload: { webhook_url: 'https://hooks.example/x?token=secret' } });
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const { sidebar, editors, quickInput, page } = person;
    await sidebar.view('Numbers').collapse();
    const view = sidebar.view('Webhooks');
    await view.expand();
    await view.row(event).waitFor();
    await act('a click opens it with one request', async () => {
      const before = simulator.log.length;
      await view.row(event).click();
      await editors.form.text('Attempt 1').waitFor();
      await until('it was read', () =>
        Promise.resolve(simulator.log.slice(before).some(({ path }) => /\/webhook_deliveries\/./.test(path))),
      );
      const reads = simulator.log.slice(before).filter(({ path }) => /\/webhook_deliveries\/./.test(path));
      assert.equal(reads.length, 1);
    });
    await act('signatures are hidden until asked for', async () => {
      await editors.form.locator('[aria-label="hidden"]').first().waitFor();
      await editors.form.button('Reveal Secrets').click();
      await editors.form.locator('[aria-label="hidden"]').first().waitFor({ state: 'hidden' });
    });
    await act('the request is copied as curl, its signature masked', async () => {
      await editors.form.button('Copy as curl…').click();
      await quickInput.choose(/^bash/);
      await quickInput.choose(/^Mask secrets/);
      await until('curl is on the clipboard', async () => {
        const text = await page.evaluate(() => navigator.clipboard.readText());
        return text.startsWith("curl --globoff --request 'POST'") && text.includes(': ••••');
      });
    });
    await act('a body is copied as it is shown: masked until its secrets are revealed', async () => {
      const copied = (masked: boolean) =>
        until('the body is on the clipboard', async () => {
          const text = await page.evaluate(() => navigator.clipboard.readText());
          return text.includes('"payload"') && text.includes('token=secret') === !masked;
        });
      await editors.form.button('Hide Secrets').click();
      await editors.form.button('Copy Masked Body').click();
      await copied(true);
      await editors.form.button('Reveal Secrets').click();
      // Until the page is drawn anew, the answer's is the only one of that name.
      await editors.form.button('Copy Masked Body').waitFor({ state: 'hidden' });
      await editors.form.button('Copy Body').first().click();
      await copied(false);
    });
    await act('it is there again after a reload', async () => {
      const read = simulator.log.findLast(({ path }) => /\/webhook_deliveries\/./.test(path));
      await person.reloads({ tab: read?.path.split('/').at(-1) ?? '?' });
      await editors.form.text('Attempt 1').waitFor();
    });
    await act('another is opened by keyboard', async () => {
      await sidebar.open();
      await view.expand();
      await view.row(event).waitFor();
      const names = (await editors.names()).length;
      await person.runs('Telnyx: Focus on Webhooks View');
      await person.presses('End');
      await person.presses('ArrowUp');
      await person.presses('Enter');
      await until('another tab is open', async () => (await editors.names()).length > names);
    });
    await act('two selected deliveries are laid side by side', async () => {
      const rows = view.pane.getByRole('treeitem', { name: event });
      // The last one is selected already, since it was opened; the row above it is wholly in sight.
      await rows.nth(-2).click({ modifiers: ['ControlOrMeta'] });
      await person.menu.chooseOn(rows.nth(-2), 'Compare Deliveries');
      await editors.tab('Two deliveries').waitFor();
      await page.locator('.monaco-diff-editor').getByText('webhook_delivery').first().waitFor();
    });
  },
);
