import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { renderPlan } from '../../../src/core/files/planFile.ts';
import { writtenInDocument, writtenInPlan } from '../../../src/core/files/writing.ts';
import { mobileTable } from '../../../src/core/settings/mobile.ts';
import { settingId, type Table } from '../../../src/core/settings/setting.ts';
import { numberTable } from '../../../src/core/settings/table.ts';

/** A text in which `|` is the cursor. */
const cut = (marked: string) => ({ text: marked.replace('|', ''), offset: marked.indexOf('|') });

function written(marked: string, table: Table = numberTable) {
  const { text, offset } = cut(marked);
  const writing = writtenInDocument(text, offset, table);
  return (
    writing && {
      ...writing,
      of: settingId(writing.setting),
      old: text.slice(writing.at.offset, writing.at.offset + writing.at.length),
    }
  );
}

describe('A value that is written in JSON text', () => {
  test('is a tag in any place of the list, in quotes or still without', () => {
    for (const [marked, typed, old] of [
      ['{"general":{"tags":[|]}}', '', ''],
      ['{"general":{"tags":["|"]}}', '', '""'],
      ['{"general":{"tags":["vip", "su|p"]}}', 'su', '"sup"'],
      ['{"general":{"tags":["vip", | ]}}', '', ''],
      ['{"general":{"tags":[|, "vip"]}}', '', ''],
      ['{"general":{"tags":[\n "su|\n]}}', 'su', '"su'],
      ['{"general":{"tags":["vip", "|', '', '"'],
    ] as const) {
      const found = written(marked);
      assert.deepEqual(
        [found?.of, found?.source, found?.typed, found?.old],
        ['general.tags', 'tags', typed, old],
        marked,
      );
    }
  });

  test('is something the account can point at, also where none is chosen yet', () => {
    for (const [marked, source, old] of [
      ['{"general":{"connection_id":"12|3"}}', 'connections', '"123"'],
      ['{"general":{"connection_id": null|}}', 'connections', 'null'],
      ['{"general":{"connection_id": |}}', 'connections', ''],
      ['{"messaging":{"messaging_profile_id": "|', 'messaging-profiles', '"'],
      ['{"general":{"billing_group_id":"|"}}', 'billing-groups', '""'],
    ] as const) {
      const found = written(marked);
      assert.deepEqual([found?.source, found?.old], [source, old], marked);
    }
    assert.equal(written('{"general":{"tags":["|"]}}', mobileTable)?.source, 'tags');
  });

  test('is nothing to choose where a name, another value or a comma stands', () => {
    for (const marked of [
      '|',
      '{|}',
      '{"general":|{}}',
      '{"general":{"t|ags":[]}}',
      '{"general":{"tags":|[]}}',
      '{"general":{"tags":["vip"|]}}',
      '{"general":{"tags":["vip" |]}}',
      '{"general":{"tags":[|"vip"]}}',
      '{"general":{"tags":[["|"]]}}',
      '{"general":{"tags":[7|]}}',
      '{"general":{"customer_reference":"|"}}',
      '{"voice":{"tags":["|"]}}',
      '{"tags":["|"]}',
    ])
      assert.equal(written(marked), undefined, marked);
  });

  test('leaves out what the list has already, in whichever letter case', () => {
    const found = written('{"general":{"tags":["VIP", "su|"]}}');
    assert.equal(found?.isThere('vip'), true);
    assert.equal(found.isThere('su'), false);
  });
});

describe('A value that is written in a plan file', () => {
  const number = { id: '1', phoneNumber: '+13125550001' };
  const plan = (family: 'numbers' | 'mobile') =>
    renderPlan(
      {
        source: 'form',
        title: 'Set the tags',
        family,
        wishes: [{ number, base: { 'general.tags': ['old'] }, mine: { 'general.tags': ['vip'] } }],
        deletions: [],
      },
      { id: 'profile', name: 'Production' },
    );

  test('is of the account that the plan is for', () => {
    for (const family of ['numbers', 'mobile'] as const) {
      const { text, offset } = cut(plan(family).replace('"vip"', '"vip", "s|"'));
      const found = writtenInPlan(text, offset);
      assert.deepEqual(
        [found?.account, found?.writing.source, found?.writing.typed],
        ['profile', 'tags', 's'],
      );
      assert.equal(found?.writing.isThere('Vip'), true);
    }
  });

  test('is not what a number had, nor of a plan for nobody', () => {
    for (const marked of [
      plan('numbers').replace('"old"', '"o|ld"'),
      plan('numbers').replace('"profile"', 'null').replace('"vip"', '"v|ip"'),
      plan('numbers').replace('general.tags', 'general.nothing').replace('"vip"', '"v|ip"'),
      '{"changes":|',
    ]) {
      const { text, offset } = cut(marked);
      assert.equal(writtenInPlan(text, offset), undefined, marked);
    }
  });
});
