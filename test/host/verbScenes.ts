import type { Scene } from './scene.ts';

const number = /^\+\d{8,}/;

/** What can be done with numbers beside editing them. */
export const verbScenes: readonly Scene[] = [
  {
    name: 'delete',
    go: async ({ sidebar, notifications }) => {
      await sidebar.open();
      await sidebar.view('Numbers').row(number).choose('Delete…');
      await notifications.dialog.waitFor();
    },
  },
  {
    name: 'compare',
    go: async ({ sidebar, page }) => {
      await sidebar.open();
      const rows = sidebar.view('Numbers').pane.getByRole('treeitem', { name: number });
      for (const at of [0, 1]) await rows.nth(at).click({ modifiers: ['ControlOrMeta'] });
      await sidebar.view('Numbers').row(number).choose('Compare Selected');
      const sides = page.locator('.part.editor .monaco-diff-editor .view-lines');
      for (const at of [0, 1]) await sides.nth(at).getByText('customer_reference').waitFor();
    },
  },
  {
    name: 'number-menu',
    go: async ({ sidebar, menu, page }) => {
      await sidebar.open();
      await menu.openOn(sidebar.view('Numbers').row(number).locator);
      const items = page.locator('.monaco-menu').getByRole('menuitem');
      await items.filter({ hasText: /^Assign$/ }).hover();
      await items.filter({ hasText: 'Assign Connection…' }).waitFor();
    },
  },
  {
    name: 'ownership',
    go: async ({ sidebar, page, quickInput, editors }) => {
      await sidebar.open();
      const row = sidebar.view('Numbers').row(number);
      const [own = ''] = ((await row.locator.getAttribute('aria-label')) ?? '').split(',');
      const again = `${own.slice(0, 2)} (${own.slice(2, 5)}) ${own.slice(5)}`;
      const list = [own, again, '+19995550000', 'n/a', '020 7946 0018'];
      await page.evaluate((text) => navigator.clipboard.writeText(text), list.join('\n'));
      await quickInput.runCommand('Telnyx: Verify Ownership…');
      await quickInput.choose('Clipboard');
      await quickInput.choose('Leave Them Out');
      await editors.tab('Ownership').waitFor();
    },
  },
];
