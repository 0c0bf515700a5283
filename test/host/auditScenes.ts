import type { Scene } from './scene.ts';

/** Who changed what, in the sidebar and side by side. */
export const auditScenes: readonly Scene[] = [
  {
    name: 'audit',
    published: 'dark',
    go: async ({ sidebar, quickInput, editors, page }) => {
      await sidebar.open();
      await sidebar.view('Numbers').collapse();
      await sidebar.view('Billing').collapse();
      const view = sidebar.view('Audit Log');
      await view.expand();
      await view.press('Filter Audit Log…');
      await quickInput.choose(/^Made by/);
      await quickInput.choose(/^account owner/);
      await view.row(/ match in the 250 events loaded$/).waitFor();
      const event = view.row(/^\+\d+, updated, hd_voice_enabled/);
      await event.expand();
      await event.press('Compare Before and After');
      await editors.tab(/“from” ↔ “to”/).waitFor();
      await page.locator('.monaco-diff-editor').getByText('"hd_voice_enabled"').nth(1).waitFor();
    },
  },
  {
    name: 'timeline',
    published: 'dark',
    go: async ({ sidebar, editors }) => {
      await sidebar.open();
      await sidebar.view('Numbers').collapse();
      await sidebar.view('Billing').collapse();
      const view = sidebar.view('Audit Log');
      await view.expand();
      await view.row(/^\+\d+, updated, hd_voice_enabled/).choose('Show Timeline');
      await editors.tab(/^Timeline: /).waitFor();
      await editors.form.text(/Since .*, read at/).waitFor();
      await editors.form.locator('.line.entry').first().waitFor();
    },
  },
];
