import type { OpenPage } from './harness.ts';

interface Sent {
  readonly act?: string;
  readonly detail?: unknown;
}

/** What a person did on the page so far, in order: each act by its name, with its detail if it has one. */
export const acts = async (open: OpenPage): Promise<readonly (readonly unknown[])[]> =>
  ((await open.sent()) as readonly Sent[]).flatMap(({ act, detail }) =>
    act === undefined ? [] : [detail === undefined ? [act] : [act, detail]],
  );
