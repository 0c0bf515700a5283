import assert from 'node:assert/strict';
import { appendFile, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test, type TestContext } from 'node:test';
import fc from 'fast-check';
import { checksum } from '../../../src/core/plan/checksum.ts';
import { entryIn, lineOf, type Entry } from '../../../src/core/plan/entries.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { Door } from '../../../src/core/telnyx/door.ts';
import { patchMessaging } from '../../../src/core/plan/operations.ts';
import { JournalFiles } from '../../../src/host/journalFiles.ts';
import { failureOf, TestClock } from '../telnyx/doors.ts';
import { applied, figures, manyNumbers, timesWritten, wishFor, type Many } from './many.ts';

const reference = (text: string) => ({ 'general.customer_reference': text });

/** A disk that is full from one moment to another, half way through a write. */
class Disk extends JournalFiles {
  readonly folder: string;
  /** Journals whose file is open. */
  readonly opened = new Set<string>();
  room = Infinity;

  constructor(folder: string) {
    super(folder);
    this.folder = folder;
  }

  override async append(name: string, text: string): Promise<void> {
    this.opened.add(name);
    this.room -= 1;
    if (this.room >= 0) return super.append(name, text);
    await super.append(name, text.slice(0, text.length / 2));
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
  }

  override async close(name: string): Promise<void> {
    await super.close(name);
    this.opened.delete(name);
  }
}

async function diskOf(t: TestContext): Promise<Disk> {
  const folder = await mkdtemp(join(tmpdir(), 'telnyx-disk-'));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return new Disk(folder);
}

const pathOf = (disk: Disk, id: string) => join(disk.folder, `${id}.journal`);
const singles = (many: Many, count: number) => ({
  source: 'form' as const,
  title: 'Try',
  wishes: many.numbers.slice(0, count).map((number, at) => ({ number, base: {}, mine: reference(`N${at}`) })),
  deletions: [],
});
const once = (many: Many) =>
  [...timesWritten(many.writes(), many.numbers).values()].every((times) => times === 1);

describe('The journal of a plan', () => {
  test('has the checksum that everybody knows', () => {
    assert.equal(checksum('123456789'), 'cbf43926');
    assert.equal(checksum(''), '00000000');
  });

  test('reads back what it wrote, and nothing that was changed', () => {
    const entry: Entry = {
      kind: 'told',
      n: 3,
      at: 5,
      rows: [[0, 'failed', null, 'Zeilen\nund "Zeichen" 漢字 ']],
    };
    const line = lineOf(entry);
    assert.equal(line.indexOf('\n'), line.length - 1);
    assert.deepEqual(entryIn(line.trimEnd()), entry);
    fc.assert(
      fc.property(fc.nat(line.length - 2), fc.integer({ min: 1, max: 127 }), (at, bits) => {
        const changed = String.fromCharCode(line.charCodeAt(at) ^ bits);
        assert.equal(entryIn(line.slice(0, at) + changed + line.slice(at + 1, -1)), undefined);
      }),
    );
  });

  test('is written down for one request more than may be made at once', async (t) => {
    for (const concurrency of [1, 3]) {
      const many = await manyNumbers(t, { latencyMs: 5 });
      const { url } = many.simulator;
      const door = openDoor({ baseUrl: url, apiKey: 'KEY_SAMPLE_ACCOUNT', concurrency });
      t.after(() => {
        door.close();
      });
      let [written, most] = [0, 0];
      const write: Door['write'] = async (...call) => {
        most = Math.max(most, ++written);
        return door.write(...call).finally(() => written--);
      };
      const plans = many.window({ door: { ...door, write } });
      const { state } = await applied(plans, singles(many, 12));
      assert.deepEqual([figures(state), most], [{ changed: 12 }, concurrency + 1]);
      assert.ok(once(many));
    }
  });

  test('on a disk that is full at any moment: the run stops, sends nothing unwritten, and goes on when there is room', async (t) => {
    for (let room = 0; room < 14; room++) {
      const disk = await diskOf(t);
      const many = await manyNumbers(t, {}, { store: disk });
      const plan = await many.plans.look(singles(many, 5));
      disk.room = room;
      if (room === 0) {
        assert.match((await failureOf(many.plans.apply(plan))).sentence, /disk is full/);
        assert.equal(many.writes().length, 0);
        continue;
      }
      const run = await many.plans.apply(plan);
      const state = await run.settled();
      assert.ok(
        state.phase === 'stopped' ? (state.trouble ?? '').includes('disk is full') : state.phase === 'done',
      );
      disk.room = Infinity;
      run.proceed();
      const after = await run.settled();
      assert.equal(after.phase, 'done', `room for ${room}`);
      assert.equal(after.counts.changed + after.counts.unknown, 5);
      assert.ok(once(many), `room for ${room}`);
      // What is on disk tells the same as what the window knew.
      const { state: read } = await many.window().open(state.id);
      assert.deepEqual([read.counts, read.damaged], [after.counts, false]);
    }
  });

  test('torn anywhere: what is left of it is resumed, and nothing is written twice', async (t) => {
    const disk = await diskOf(t);
    const many = await manyNumbers(t, {}, { store: disk, limits: () => ({ largeFrom: 1000, chunk: 12 }) });
    const rounds = 8;
    for (let round = 1; round < rounds; round++) {
      const since = many.writes().length;
      const { state } = await applied(many.plans, wishFor(many.numbers.slice(0, 24), reference(`T${round}`)));
      await many.plans.dispose();
      const bytes = await readFile(pathOf(disk, state.id));
      const plan = bytes.indexOf('"kind":"go"');
      await truncate(
        pathOf(disk, state.id),
        plan + 12 + Math.floor(((bytes.length - plan - 12) * round) / rounds),
      );
      const after = await (await many.window().resume(state.id)).settled();
      assert.equal(after.phase, 'done');
      assert.equal(after.counts.changed + after.counts.failed + after.counts.unknown, 24);
      const times = timesWritten(many.writes().slice(since), many.numbers);
      assert.ok(
        [...times.values()].every((count) => count === 1),
        `torn at ${round}`,
      );
    }
  });

  test('without the line that says a job was sent: the job is found, and a number that it could not change is not sent again', async (t) => {
    const disk = await diskOf(t);
    const many = await manyNumbers(t, {}, { store: disk });
    // The sample account's jobs change active numbers only.
    const rows = await many.rows();
    const isActive = ({ id }: { id: string }) => rows.get(id)?.status === 'active';
    const refused = many.numbers.find(({ id }) => rows.get(id)?.status === 'purchase-pending');
    assert.ok(refused);
    const wishes = [...many.numbers.filter(isActive).slice(0, 11), refused];
    const { state } = await applied(many.plans, wishFor(wishes, reference('TORN')));
    assert.deepEqual(figures(state), { changed: 11, failed: 1 });
    await many.plans.dispose();
    const bytes = await readFile(pathOf(disk, state.id));
    await truncate(pathOf(disk, state.id), bytes.indexOf('"kind":"send"'));
    const after = await (await many.window().resume(state.id)).settled();
    assert.deepEqual([after.phase, figures(after)], ['done', { changed: 11, failed: 1 }]);
    assert.equal(many.writes().length, 1);
  });

  test('whose line of an order that was sent cannot be read: it is not sent again', async (t) => {
    const disk = await diskOf(t);
    const many = await manyNumbers(t, {}, { store: disk });
    const rows = await many.rows();
    const numbers = many.numbers
      .filter(({ id }) => rows.get(id)?.status === 'active' && rows.get(id)?.messaging_profile_id !== null)
      .slice(0, 12);
    const { state } = await applied(many.plans, wishFor(numbers, { 'messaging.messaging_profile_id': null }));
    await many.plans.dispose();
    const since = many.writes().length;
    const bytes = await readFile(pathOf(disk, state.id));
    const damaged = bytes.subarray(0, bytes.indexOf('"kind":"taken"')).toString();
    const lines = damaged.slice(0, damaged.lastIndexOf('\n') + 1).replace('"kind":"send"', '"kind":"sand"');
    await writeFile(pathOf(disk, state.id), lines);
    // Somebody gives the first one a profile meanwhile: nobody can say any more whether the order had come to it.
    const [first] = numbers;
    const profile = first && rows.get(first.id)?.messaging_profile_id;
    assert.ok(first && typeof profile === 'string');
    await patchMessaging(many.door, first.id, { messaging_profile_id: profile });
    const after = await (await many.window().resume(state.id)).settled();
    assert.deepEqual(
      [after.phase, figures(after)],
      ['done', { changed: state.counts.changed - 1, unknown: 13 - state.counts.changed }],
    );
    assert.equal(many.writes().length, since + 1);
  });

  test('with one byte turned anywhere: nothing is written twice, and it is said that it was damaged', async (t) => {
    const disk = await diskOf(t);
    const many = await manyNumbers(t, {}, { store: disk, limits: () => ({ largeFrom: 1000, chunk: 12 }) });
    const { state } = await applied(many.plans, wishFor(many.numbers.slice(0, 24), reference('X')));
    await many.plans.dispose();
    const whole = await readFile(pathOf(disk, state.id));
    const writes = many.writes().length;
    for (let at = 20; at < whole.length; at += Math.ceil(whole.length / 40)) {
      const bytes = Buffer.from(whole);
      bytes[at] = (bytes[at] ?? 0) ^ 0x10;
      await writeFile(pathOf(disk, state.id), bytes);
      const plans = many.window();
      const [summary] = await plans.recent();
      assert.ok(summary);
      const resumed = await plans.resume(state.id).catch(() => undefined);
      const after = await resumed?.settled();
      assert.ok(!after || after.phase === 'done', `byte ${at}: ${after?.trouble}`);
      await plans.dispose();
    }
    assert.equal(many.writes().length, writes);
  });

  test('with lines of something else behind it says what it can say', async (t) => {
    const disk = await diskOf(t);
    const many = await manyNumbers(t, {}, { store: disk });
    const { state } = await applied(many.plans, wishFor(many.numbers.slice(0, 3), reference('X')));
    await many.plans.dispose();
    await appendFile(pathOf(disk, state.id), 'deadbeef {"kind":"end"}\nnot a line');
    const { state: read } = await many.window().open(state.id);
    assert.deepEqual([read.damaged, read.counts], [true, state.counts]);
    await writeFile(join(disk.folder, 'nonsense.journal'), 'nonsense\n');
    const [, unreadable] = await many.window().recent();
    assert.deepEqual([unreadable?.id, unreadable?.damaged], ['nonsense', true]);
  });
});

describe('Two windows', () => {
  test('never work on the same plan; what one lets go the other may resume', async (t) => {
    const disk = await diskOf(t);
    const many = await manyNumbers(t, {}, { store: disk });
    const plan = await many.plans.look(singles(many, 12));
    const run = await many.plans.apply(plan);
    const other = many.window();
    assert.match((await failureOf(other.resume(run.state.id))).sentence, /Another window/);
    assert.equal((await other.recent())[0]?.phase, 'elsewhere');
    await many.plans.dispose();
    const state = await (await other.resume(run.state.id)).settled();
    assert.equal(state.phase, 'done');
    assert.ok(once(many));
    assert.equal(disk.opened.size, 0);
  });

  test('that both resume at once: one of them does', async (t) => {
    const disk = await diskOf(t);
    const many = await manyNumbers(t, {}, { store: disk });
    const run = await many.plans.apply(await many.plans.look(singles(many, 12)));
    await many.plans.dispose();
    const resumed = await Promise.allSettled(
      Array.from({ length: 5 }, () => many.window().resume(run.state.id)),
    );
    const won = resumed.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    assert.equal(won.length, 1);
    assert.equal((await won[0]?.settled())?.phase, 'done');
    assert.ok(once(many));
  });

  test('that is asked twice at once to resume does it once, and calls itself no other window', async (t) => {
    const disk = await diskOf(t);
    const many = await manyNumbers(t, {}, { store: disk });
    const run = await many.plans.apply(await many.plans.look(singles(many, 12)));
    await many.plans.dispose();
    const here = many.window();
    const [first, second] = await Promise.all([here.resume(run.state.id), here.resume(run.state.id)]);
    assert.equal(first, second);
    assert.equal((await first.settled()).phase, 'done');
    assert.ok(once(many));
  });

  test('that is asked to cancel while it takes a plan up ends it', async (t) => {
    const disk = await diskOf(t);
    const many = await manyNumbers(t, {}, { store: disk });
    const run = await many.plans.apply(await many.plans.look(singles(many, 12)));
    await many.plans.dispose();
    const here = many.window();
    const [resumed] = await Promise.all([here.resume(run.state.id), here.cancel(run.state.id)]);
    assert.equal((await resumed.settled()).phase, 'cancelled');
    assert.ok(once(many));
  });

  test('with clocks that jump: whoever was taken over stops before the next thing it sends', async (t) => {
    const disk = await diskOf(t);
    const many = await manyNumbers(t, {}, { store: disk });
    const run = await many.plans.apply(await many.plans.look(singles(many, 40)));
    // Another window whose clock is an hour ahead believes that nobody holds the run any more.
    const ahead = new TestClock();
    await ahead.sleep(3_600_000);
    const others = new Disk(disk.folder);
    const other = await many.window({ clock: ahead, store: others }).resume(run.state.id);
    const [first, second] = await Promise.all([run.settled(), other.settled()]);
    assert.equal(first.phase, 'elsewhere');
    assert.equal(second.phase, 'done');
    assert.ok(once(many));
    assert.equal(second.counts.changed + second.counts.unknown, 40);
    assert.deepEqual([disk.opened.size, others.opened.size], [0, 0]);
  });

  test('a clock that was set back an hour keeps nobody out', async (t) => {
    const disk = await diskOf(t);
    const ahead = new TestClock();
    await ahead.sleep(3_600_000);
    const many = await manyNumbers(t, {}, { store: disk });
    const window = many.window({ clock: ahead });
    const run = await window.apply(await window.look(singles(many, 40)));
    // It never comes back, and its lease ends an hour from now.
    const other = await many.window().resume(run.state.id);
    assert.equal((await other.settled()).phase, 'done');
    assert.ok(once(many));
  });

  test('leave nothing behind but the journal and one lease', async (t) => {
    const disk = await diskOf(t);
    const many = await manyNumbers(t, {}, { store: disk });
    const { state } = await applied(many.plans, wishFor(many.numbers.slice(0, 3), reference('X')));
    assert.deepEqual(figures(state), { changed: 3 });
    assert.equal(disk.opened.size, 0);
    assert.equal((await readdir(disk.folder)).length, 2);
    await many.plans.forget(state.id);
    assert.deepEqual(await readdir(disk.folder), []);
  });
});
