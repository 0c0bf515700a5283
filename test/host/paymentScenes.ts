import type { Scene } from './scene.ts';

const size = { width: 1280, height: 900 };

/** Where money is spent. */
export const paymentScenes: readonly Scene[] = [
  {
    name: 'recharge',
    published: 'dark',
    options: { size },
    go: async ({ sidebar, editors }) => {
      await sidebar.open();
      await sidebar.view('Numbers').collapse();
      await sidebar.view('Billing').row('Auto recharge').click();
      await editors.form.type('Threshold', '300.00');
      await editors.form.text('300.00 + 500.00 = 800.00').waitFor();
    },
  },
  {
    name: 'top-up',
    published: 'dark',
    options: { size },
    go: async (person) => {
      const { sidebar, editors } = person;
      await sidebar.open();
      await sidebar.view('Numbers').collapse();
      await sidebar.view('Billing').row('Balance').choose('Top Up Balance…');
      await editors.form.type('Amount', '120.50');
      await editors.form.type('Amount again', '120.50');
      await editors.form.text('120.50 US dollars').waitFor();
      await editors.form.locator('.pay vscode-button:not([disabled])').waitFor();
    },
  },
];
