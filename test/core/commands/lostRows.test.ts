import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, test } from 'node:test';
import { lostRowsRefused } from '../../../src/commands/lostRows.ts';
import { commands } from '../../../src/core/model/names.ts';

const root = resolve(import.meta.dirname, '../../..');
const refuse = lostRowsRefused(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')));
const isRefused = (id: string, ...args: readonly unknown[]) => {
  try {
    refuse(id, args);
    return false;
  } catch (failure) {
    assert.match(String(failure), /drawn anew .* nothing was done/);
    return true;
  }
};

describe('A row that VS Code lost while it drew its view anew', () => {
  test('is told, in place of doing nothing', () => {
    assert.ok(isRefused(commands.undoPlan, undefined));
    assert.ok(isRefused(commands.addTags, undefined, undefined));
    assert.ok(isRefused(commands.assignConnection, undefined), 'also from a submenu');
  });

  test('is told where it was one of several, in place of changing fewer than were selected', () => {
    const row = {};
    assert.ok(isRefused(commands.addTags, row, [row, undefined]));
    assert.ok(isRefused(commands.exportCsv, row, [row, undefined]), 'also what stands in titles');
    assert.ok(!isRefused(commands.addTags, row, [row, row]));
  });

  test('is told where the table it stood in has nothing chosen any more', () => {
    const bare = { telnyxTable: 'one', telnyxItem: 'can:tag', telnyxCount: 1 };
    for (const id of [commands.addTags, commands.deleteNumber, commands.exportCsv, commands.assignConnection])
      assert.ok(isRefused(id, bare), id);
    for (const id of [commands.exportTable, commands.tableColumns, commands.findFilter])
      assert.ok(!isRefused(id, bare), `${id} is about the table as a whole`);
  });

  test('is not missed where none was chosen', () => {
    assert.ok(!isRefused(commands.addTags), 'as from the palette');
    assert.ok(!isRefused(commands.viewCharges, undefined), 'as in the title of a view');
    assert.ok(!isRefused(commands.refreshChanges, undefined));
    assert.ok(!isRefused(commands.undoPlan, { type: 'plan', key: 'run/1' }));
  });
});
