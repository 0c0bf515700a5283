import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { story } from './lib/person.ts';

const workspace = mkdtempSync(join(tmpdir(), 'telnyx-workspace-'));
process.on('exit', () => rmSync(workspace, { recursive: true, force: true }));

const twice = ['+13125550001', '+13125550001'];
const files = {
  'ours.telnyx-numbers.csv': ['phone_number,general.tags', ...twice.map((number) => `${number},sales`)].join(
    '\n',
  ),
  'ours.telnyx-numbers.json': JSON.stringify(twice.map((phone_number) => ({ phone_number }))),
};

for (const [name, text] of Object.entries(files)) {
  writeFileSync(join(workspace, name), text);
  story(
    `a file of numbers is checked when it is opened, before any view was shown: ${name}`,
    { workspace },
    async (person) => {
      await person.presses('ControlOrMeta+p');
      await person.quickInput.type(name);
      await person.quickInput.option(new RegExp(name.replaceAll('.', String.raw`\.`))).waitFor();
      await person.quickInput.accept();
      await person.editors.tab(name).waitFor();
      await person.page.locator('.part.editor .squiggly-error').first().waitFor();
    },
  );
}
