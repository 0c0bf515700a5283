import { commands } from '../core/model/names.ts';
import type { CurrentAccount } from '../core/state/session.ts';
import type { NumberEditing } from '../editors/numberEditing.ts';
import type { Handlers } from './register.ts';

/** What can be done with numbers beside editing them; loads with the first. */
const verbs = () => import('./numberVerbs.ts');

export function verbCommands(account: CurrentAccount, editing: NumberEditing) {
  const verb =
    (name: keyof Awaited<ReturnType<typeof verbs>>) =>
    async (...args: readonly unknown[]) =>
      (await verbs())[name](account.needed(), editing, args);
  return {
    [commands.compareSelected]: verb('compareSelected'),
    [commands.compareWith]: verb('compareWith'),
    [commands.deleteNumber]: verb('deleteNumbers'),
  } satisfies Partial<Handlers>;
}
