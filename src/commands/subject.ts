import * as v from 'valibot';
import type { Subject } from '../core/model/item.ts';
import { nodesIn } from '../tree/node.ts';

const subject = v.variant('type', [
  v.object({
    type: v.literal('number'),
    id: v.exactOptional(v.string()),
    phoneNumber: v.string(),
    mobile: v.exactOptional(v.literal(true)),
  }),
  v.object({ type: v.literal('period'), from: v.string(), to: v.string() }),
]);

type Of<T extends Subject['type']> = Extract<Subject, { readonly type: T }>;

/** What a command is about: the subjects of the rows it was run on, or the one a link gives. */
export function subjectsIn<T extends Subject['type']>(type: T, args: readonly unknown[]): Of<T>[] {
  const given = v.safeParse(subject, args[0]);
  const all: Subject[] = given.success
    ? [given.output]
    : nodesIn(args).flatMap(({ item }) => item?.subject ?? []);
  return all.filter((one): one is Of<T> => one.type === type);
}
