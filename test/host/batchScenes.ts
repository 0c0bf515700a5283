import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createSampleAccount } from '../../src/sample/index.ts';
import { newestNumbers } from '../e2e/lib/account.ts';
import type { Scene } from './scene.ts';

const size = { width: 1280, height: 900 };
const number = /^\+\d{8,}/;

/** Where changes of many numbers begin. */
export const batchScenes: readonly Scene[] = [
  {
    name: 'batch',
    published: 'dark',
    options: { size },
    go: async (person) => {
      const { editors, sidebar } = person;
      await sidebar.open();
      const first = sidebar.view('Numbers').row(number);
      await first.click(['ControlOrMeta']);
      for (let more = 0; more < 7; more++) await person.presses('Shift+ArrowDown');
      await first.choose('Change Settings…');
      const { form } = editors;
      await form.text(/^(All have|They differ):/).waitFor();
      await form.field('What to do with Tags').click();
      await form.frame.getByRole('option', { name: 'Add tags to those they have' }).click();
      await form.field('Add to Tags').fill('spring');
      await person.presses('Enter');
      await form.type('Customer reference', 'CAMPAIGN-7');
      await form.text(/2 settings of 8 numbers/).waitFor();
    },
  },
  {
    name: 'import-report',
    options: { size },
    go: async (person) => {
      await person.sidebar.open();
      await person.sidebar.view('Numbers').row(number).waitFor();
      const account = createSampleAccount();
      const numbers = await newestNumbers({ account, url: account.baseURL });
      const [one, two, three] = numbers.map(({ phone_number: phone }) => phone);
      const file = join(person.workbench.dataDir, 'workspace', 'spring.csv');
      const rows = [
        'phone_number,tags,customer_reference,HD voice,colour',
        ...numbers.slice(3, 40).map(({ phone_number: phone }) => `'${phone},spring,CAMPAIGN-7,yes,`),
        `${one?.slice(1) ?? ''},spring,CAMPAIGN-7,yes,red`,
        `'${two ?? ''},spring,CAMPAIGN-7,perhaps,`,
        `'+15550000000,spring,CAMPAIGN-7,yes,`,
        `'${three ?? ''},"spring,CAMPAIGN-7,yes`,
      ];
      await writeFile(file, rows.join('\n'));
      await person.runs('Telnyx: Import Changes from CSV or JSON…');
      await person.quickInput.answerFile(file);
      await person.editors.form.text(/has lost its/).waitFor();
    },
  },
];
