import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  addProfile,
  addSample,
  changeProfile,
  checkName,
  freeName,
  longestName,
  noProfiles,
  removeProfile,
  sampleId,
  type ProfileList,
} from '../../../src/core/accounts/profiles.ts';
import { decodeProfiles } from '../../../src/core/accounts/storedProfiles.ts';

const baseUrl = 'https://api.telnyx.com/v2';

function listOf(...names: readonly string[]): ProfileList {
  return names.reduce((list, name) => addProfile(list, { name, baseUrl, readOnly: false }).list, noProfiles);
}

const refusal = (name: string, list = noProfiles): string => {
  const checked = checkName(name, list);
  assert.equal(checked.ok, false, `"${name}" was taken`);
  return checked.sentence;
};

describe('The list of profiles', () => {
  test('gives every account an id of its own, also under the name of one that was removed', () => {
    const first = addProfile(noProfiles, { name: 'Production', baseUrl, readOnly: false });
    const emptied = removeProfile(first.list, first.profile.id);
    const second = addProfile(emptied, { name: 'Production', baseUrl, readOnly: false });
    assert.notEqual(second.profile.id, first.profile.id);
    assert.match(second.profile.id, /^production-[0-9a-f]{8}$/);
  });

  test('makes ids that are safe in a path, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (wanted) => {
        const { profile } = addProfile(noProfiles, {
          name: freeName(wanted, noProfiles),
          baseUrl,
          readOnly: true,
        });
        assert.match(profile.id, /^[a-z0-9-]{1,64}$/);
      }),
    );
  });

  test('finds a free name for anything, within the limits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (wanted) => {
        const list = listOf(freeName(wanted, noProfiles));
        const name = freeName(wanted, list);
        assert.ok(name.length <= longestName);
        assert.equal(checkName(name, list).ok, true);
      }),
    );
    assert.equal(freeName('Telnyx', listOf('Telnyx', 'Telnyx 2')), 'Telnyx 3');
    assert.equal(freeName('\u202e', noProfiles), 'Telnyx');
  });

  test('refuses names that are empty, too long, invisible or taken, each with a sentence', () => {
    assert.match(refusal('  '), /Enter a name/);
    assert.match(refusal('x'.repeat(longestName + 1)), /at most/);
    for (const hostile of ['a\u0007b', 'a\nb', 'a\u202eb', 'a\u200bb', 'a\u2028b']) {
      assert.match(refusal(hostile), /invisible/);
    }
    assert.match(refusal(' production ', listOf('Production')), /Another account/);
    assert.match(refusal('Ｐroduction', listOf('Production')), /Another account/);
  });

  test('lets an account keep its own name', () => {
    const list = listOf('Production');
    assert.equal(checkName('PRODUCTION', list, list.profiles[0]?.id).ok, true);
  });

  test('has the sample account once', () => {
    const once = addSample(listOf('Sample account'));
    assert.equal(addSample(once), once);
    assert.deepEqual(
      once.profiles.map(({ id, name }) => [id === sampleId, name]),
      [
        [false, 'Sample account'],
        [true, 'Sample account 2'],
      ],
    );
  });

  test('changes only what it is told, and grows its revision only then', () => {
    const list = listOf('A', 'B');
    const [a, b] = list.profiles;
    assert.ok(a && b);
    const changed = changeProfile(list, a.id, { readOnly: true });
    assert.deepEqual(changed, { revision: list.revision + 1, profiles: [{ ...a, readOnly: true }, b] });
    assert.equal(changeProfile(list, 'nobody', { name: 'X' }), list);
    assert.equal(removeProfile(list, 'nobody'), list);
    assert.deepEqual(removeProfile(list, a.id).profiles, [b]);
  });

  test('comes back from storage as it went in, hundreds of profiles too', () => {
    const list = listOf(...Array.from({ length: 500 }, (_, index) => `Account ${index}`));
    const stored = JSON.stringify(list);
    assert.deepEqual(decodeProfiles(JSON.parse(stored)), list);
    assert.ok(stored.length < 100_000, `${stored.length} bytes`);
  });

  test('is read from anything without failing, and holds only what can be used', () => {
    const usable = { id: 'a-1', name: 'A', icon: 'account', kind: 'account', baseUrl, readOnly: false };
    const entry = fc.oneof(
      fc.anything(),
      fc.record({
        id: fc.constantFrom('a-1', 'b-2', '../x', '', 7),
        name: fc.constantFrom('A', '', ' ', 'a\u202eb', 'x'.repeat(99), null),
        icon: fc.constantFrom('account', '$(x)', 5),
        kind: fc.constantFrom('account', 'sample', 'other'),
        baseUrl: fc.constantFrom(baseUrl, 'http://evil.example/v2', 'https://u:p@x/v2', 3),
        readOnly: fc.constantFrom(true, false, 'no'),
      }),
    );
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const { profiles } = decodeProfiles({ revision: 3, profiles: [usable, ...entries] });
        assert.deepEqual(profiles[0], usable);
        assert.equal(new Set(profiles.map(({ id }) => id)).size, profiles.length);
        for (const profile of profiles) {
          assert.equal(profile.baseUrl, baseUrl);
          assert.match(profile.id, /^[a-z0-9-]+$/);
          assert.match(profile.icon, /^[a-z0-9-]+$/);
        }
      }),
    );
    fc.assert(fc.property(fc.anything(), (stored) => Array.isArray(decodeProfiles(stored).profiles)));
    assert.deepEqual(decodeProfiles(undefined), noProfiles);
  });

  test('treats an account whose mark was lost as read-only', () => {
    const stored = { id: 'a', name: 'A', baseUrl };
    assert.equal(decodeProfiles({ revision: 1, profiles: [stored] }).profiles[0]?.readOnly, true);
  });
});
