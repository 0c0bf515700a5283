import { goodKey, signsIn } from './lib/account.ts';
import { story, type Person } from './lib/person.ts';
import { until } from './lib/wait.ts';

/** Both sides of the comparison in front, as far as they are drawn. */
async function sides({ page }: Person): Promise<readonly string[]> {
  const texts = await page.locator('.part.editor .monaco-diff-editor .view-lines').allInnerTexts();
  return texts.map((text) => text.replaceAll('\u00a0', ' '));
}

/** Waits for a comparison that says on each side what it has to, and closes it. */
async function laidSideBySide(person: Person, tab: string, left: string, right: string): Promise<void> {
  await person.editors.tab(tab).waitFor();
  await until(`${left} stands beside ${right}`, async () => {
    const [before = '', after = ''] = await sides(person);
    return before.includes(left) && after.includes(right);
  });
  await person.editors.active.close();
  await person.editors.tab(tab).gone();
}

story(
  'a person compares attempts and deliveries',
  // High enough for all that differs: what is out of sight is not drawn.
  { size: { width: 1500, height: 1300 } },
  async (person, { act, account }) => {
    const simulator = await account({ numbers: 20 });
    simulator.account.deliver({ eventType: 'old.test' });
    simulator.account.deliver({ status: 'failed', eventType: 'early.test', httpStatus: 500 });
    simulator.account.deliver({ eventType: 'late.test', failedBefore: 2 });
    await signsIn(person, { key: goodKey, address: simulator.url, name: 'Northwind' });
    const { sidebar, editors, quickInput, menu, page } = person;
    await sidebar.view('Numbers').collapse();
    await sidebar.view('Billing').collapse();
    const view = sidebar.view('Webhooks');
    await view.expand();
    const [late, early] = [view.row(/^late\.test, delivered/), view.row(/^early\.test, failed/)];
    await late.waitFor();
    const compare = editors.form.button('Compare Attempts…');

    await act('two attempts are compared by mouse', async () => {
      await late.click();
      await editors.form.text('Attempt 3').waitFor();
      await compare.click();
      await quickInput.option('Attempt 2').waitFor();
      await quickInput.choose('Attempt 1');
      await laidSideBySide(person, 'Attempt 1 ↔ attempt 3', '"status": 503', '"status": 200');
    });

    await act('and by keyboard, the one that is looked at with the one that is chosen', async () => {
      await editors.form.button(/Attempt 1/).press('Enter');
      await editors.form.text('Why attempt 1 failed').waitFor();
      await compare.press('Enter');
      await quickInput.option('Attempt 2').waitFor();
      await quickInput.type('Attempt 3');
      await quickInput.option('Attempt 2').waitFor({ state: 'hidden' });
      await quickInput.accept();
      await laidSideBySide(person, 'Attempt 1 ↔ attempt 3', '"status": 503', '"status": 200');
    });

    await act('two deliveries are compared by mouse', async () => {
      await late.click();
      await early.click(['ControlOrMeta']);
      await menu.chooseOn(early.locator, 'Compare Deliveries');
      await laidSideBySide(person, 'Two deliveries', 'late.test', 'early.test');
    });

    await act('and by keyboard', async () => {
      await person.runs('Telnyx: Focus on Webhooks View');
      const focused = view.pane.locator('.monaco-list-row.focused');
      await until('the keys stand on the newer one', async () => {
        if ((await focused.getAttribute('aria-label'))?.startsWith('late.test')) return true;
        await person.presses('ArrowUp');
        return false;
      });
      // Opening it selects it; Shift goes on from there.
      await person.presses('Enter');
      await editors.form.text('Attempt 3').waitFor();
      await person.runs('Telnyx: Focus on Webhooks View');
      await person.presses('Shift+ArrowDown');
      await view.pane.locator('.monaco-list-row.selected').filter({ hasText: 'early.test' }).waitFor();
      await person.presses('Shift+F10');
      await menu.waitFor();
      const chosen = page.locator('.monaco-menu .action-item.focused');
      await until('the menu stands on the comparison', async () => {
        if ((await chosen.allInnerTexts()).join().includes('Compare Deliveries')) return true;
        await person.presses('ArrowDown');
        return false;
      });
      await person.presses('Enter');
      await laidSideBySide(person, 'Two deliveries', 'late.test', 'early.test');
    });

    await act('three are not compared, and that is said', async () => {
      await late.click();
      await view.row(/^old\.test/).click(['Shift']);
      await menu.chooseOn(early.locator, 'Compare Deliveries');
      await person.notifications.waitFor('Select two deliveries to compare them.');
    });
  },
);
