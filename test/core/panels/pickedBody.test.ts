import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { pickedBody } from '../../../src/panels/pickedBody.ts';

/** A file system that tells a size of a file, and what it holds; it counts what is read. */
function files(size: number, bytes: Uint8Array) {
  const count = { reads: 0 };
  const readFile = () => {
    count.reads += 1;
    return Promise.resolve(bytes);
  };
  return { count, stat: () => Promise.resolve({ size }), readFile };
}

const file = '/body.json';

describe('A body that is picked', () => {
  test('is taken byte for byte, up to 2 MB', async () => {
    const text = '\ufeff{"a":1}\r\n';
    const bytes = new TextEncoder().encode(text);
    assert.equal(await pickedBody(files(bytes.length, bytes), file), text);
    const most = new Uint8Array(2_000_000).fill(32);
    assert.equal((await pickedBody(files(most.length, most), file))?.length, most.length);
  });

  test('is not read where the file says that it is longer', async () => {
    const long = files(2_000_001, new Uint8Array());
    assert.equal(await pickedBody(long, file), undefined);
    assert.equal(long.count.reads, 0);
  });

  test('is not taken where the file is longer than it says', async () => {
    assert.equal(await pickedBody(files(0, new Uint8Array(2_000_001)), file), undefined);
  });
});
