import type { TestContext } from 'node:test';
import type { ResourceKind } from '../../../src/core/resources/kind.ts';
import { defineKind } from '../../../src/core/resources/kind.ts';
import { Session } from '../../../src/core/state/session.ts';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { DoorOptions, RawPage } from '../../../src/core/telnyx/door.ts';
import { startSimulator, type Simulator, type SimulatorOptions } from '../../simulator.ts';
import { TestClock } from '../telnyx/doors.ts';

const profile = { id: 'test', name: 'Test', icon: 'account', kind: 'account', readOnly: false } as const;

/** A session on an address, its door never waiting between attempts; it ends with the test. */
export function sessionAt(
  t: TestContext,
  baseUrl: string,
  door: Partial<DoorOptions> = {},
  kinds: readonly ResourceKind[] = [],
): Session {
  const apiKey = 'KEY_SAMPLE_ACCOUNT';
  const clock = new TestClock();
  const session = new Session({ ...profile, baseUrl }, openDoor({ baseUrl, apiKey, clock, ...door }), kinds);
  t.after(() => {
    session.dispose();
  });
  return session;
}

/** The sample account over HTTP and a session on it; both end with the test. */
export async function sampleSession(
  t: TestContext,
  options: SimulatorOptions = {},
  door: Partial<DoorOptions> = {},
  kinds: readonly ResourceKind[] = [],
): Promise<{ readonly session: Session; readonly simulator: Simulator }> {
  const simulator = await startSimulator(options);
  const session = sessionAt(t, simulator.url, door, kinds);
  t.after(() => simulator.close());
  return { session, simulator };
}

/** A session whose kinds need no server. */
export const quietSession = (t: TestContext) => sessionAt(t, 'http://127.0.0.1:9/v2');

interface Thing {
  readonly id: string;
  readonly busy?: boolean;
}

/** A kind whose pages the test makes up. */
export function madeUpKind(
  list: (number: number) => RawPage | Promise<RawPage>,
  more: Partial<Pick<ResourceKind, 'fetch' | 'pageSize' | 'place'>> = {},
): ResourceKind {
  return defineKind<Thing>({
    name: 'thing',
    place: { view: 'jobs' },
    pageSize: 2,
    counted: true,
    empty: () => 'No things.',
    list: async (_door, { number }) => await list(number),
    decode: (raw) => raw as Thing,
    identify: ({ id }) => id,
    unfinished: ({ busy }) => busy === true,
    show: ({ id }) => ({ label: id, abilities: ['refresh'] }),
    ...more,
  });
}

/** A page of things with these ids. */
export const pageOf = (ids: readonly string[], counts: { total?: number; pages?: number } = {}): RawPage => ({
  rows: ids.map((id) => ({ id })),
  warnings: [],
  ...counts,
});

/** A promise to be settled by hand. */
export function held<T>(): { readonly promise: Promise<T>; readonly settle: (value: T) => void } {
  let settle: (value: T) => void = () => undefined;
  const promise = new Promise<T>((resolve) => (settle = resolve));
  return { promise, settle };
}
