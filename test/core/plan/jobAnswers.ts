import type { TestContext } from 'node:test';
import { openDoor } from '../../../src/core/telnyx/client.ts';
import type { Door } from '../../../src/core/telnyx/door.ts';
import type { Many } from './many.ts';

export type Json = Readonly<Record<string, unknown>>;

/** How an answer about jobs is told: `isList` of their list, else of the one that was started or looked at. */
type Tell = (job: Json, isList: boolean) => Json | undefined;

/** A door to an account that tells of its jobs in another way; those that are told as undefined it does not tell of. */
export function doorThatTells(t: TestContext, many: Many, tell: Tell): Door {
  const telling: typeof fetch = async (input, init) => {
    const answer = await fetch(input, init);
    const url = input instanceof Request ? input.url : String(input);
    if (!url.includes('/phone_numbers/jobs') || !answer.ok) return answer;
    const { data, ...rest } = (await answer.json()) as { data: Json | Json[] };
    if (data instanceof Array)
      return Response.json({ ...rest, data: data.flatMap((job) => tell(job, true) ?? []) });
    const told = tell(data, false);
    const refusal = { errors: [{ code: '10005', title: 'Not found', detail: 'No such job.' }] };
    return told
      ? Response.json({ ...rest, data: told }, { status: answer.status })
      : Response.json(refusal, { status: 404 });
  };
  const { url } = many.simulator;
  const door = openDoor({ baseUrl: url, apiKey: 'KEY_SAMPLE_ACCOUNT', clock: many.clock, fetch: telling });
  t.after(() => {
    door.close();
  });
  return door;
}
